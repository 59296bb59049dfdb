/** Waits for the signal that ends a daemon, and ends it the way the signal asks for. */
import type { StopQueue } from './terminal.ts'

interface Stoppable {
  readonly stop: (drainMs?: number) => Promise<void>
}

/** SIGTERM drains, because others still have to learn that we leave; SIGINT and a second signal do not wait. */
export async function serveUntilStopped(daemon: Stoppable, stops: StopQueue, drainMs: number): Promise<void> {
  const first = await stops.next()
  if (first === 'SIGINT') return await daemon.stop(0)
  await Promise.race([daemon.stop(drainMs), stops.next().then(() => daemon.stop(0))])
}
