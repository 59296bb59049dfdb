/** Requests from inside a network namespace, where fetch does not get: curl makes them there. */
import { runCli } from 'testkit/run-cli'
import type { NetworkNamespace } from 'testkit/network-namespace'

const PATIENCE_SECONDS = '10'

/** The body of a 2xx answer, `undefined` for everything else. */
export async function getInside(place: NetworkNamespace, url: string): Promise<string | undefined> {
  const command = place.inside(['curl', '--silent', '--fail', '--max-time', PATIENCE_SECONDS, url])
  const { exitCode, stdout } = await runCli(command)
  return exitCode === 0 ? stdout : undefined
}

/** For `startProgram`. */
export function answersInside(place: NetworkNamespace): (url: string) => Promise<boolean> {
  return async (url) => (await getInside(place, url)) !== undefined
}
