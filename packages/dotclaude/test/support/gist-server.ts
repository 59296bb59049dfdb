// A server on this machine that answers GitHub's requests about gists, for the test that is running.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { gistAnswers } from './gist-answers.ts'
import type { GistAnswers, GistOptions } from './gist-answers.ts'

export { TOKEN } from './gist-answers.ts'

export interface GistServer extends Omit<GistAnswers, 'listener'> {
  /** For the variable GITHUB_API_URL. */
  readonly url: string
}

export interface GistServerOptions extends GistOptions {
  /** A socket instead of a port: for gh, which has a setting for it. */
  readonly socket?: string
}

export async function startGistServer(options: GistServerOptions = {}): Promise<GistServer> {
  const base = (): string => `http://127.0.0.1:${(server.address() as AddressInfo | null)?.port ?? 0}`
  const { listener, gists, requests } = gistAnswers(base, options)
  const server = createServer(listener)
  await new Promise<void>((resolve) => {
    if (options.socket === undefined) server.listen(0, '127.0.0.1', resolve)
    else server.listen(options.socket, resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: base(), gists, requests }
}
