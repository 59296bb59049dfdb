// Facts about signals: which of them drain.
import { expect, test } from 'vitest'
import { serveUntilStopped } from '../../../src/cli/serve-until-stopped.ts'
import type { Stop } from '../../../src/cli/terminal.ts'
import { memoryTerminal } from '../../support/memory-terminal.ts'

/** A daemon whose drain never ends by itself; it notes how it was asked to stop. */
function drainingDaemon(): { asked: (number | undefined)[]; stop: (drainMs?: number) => Promise<void> } {
  const asked: (number | undefined)[] = []
  return {
    asked,
    stop: (drainMs) => {
      asked.push(drainMs)
      return drainMs === 0 ? Promise.resolve() : new Promise(() => undefined)
    },
  }
}

test.each<{ stops: Stop[]; asked: number[] }>([
  { stops: ['SIGINT'], asked: [0] },
  { stops: ['SIGTERM', 'SIGTERM'], asked: [5_000, 0] },
  { stops: ['SIGTERM', 'SIGINT'], asked: [5_000, 0] },
])('$stops stops with $asked ms of drain', async ({ stops, asked }) => {
  const daemon = drainingDaemon()
  await serveUntilStopped(daemon, memoryTerminal({ stops }).collectStops(), 5_000)
  expect(daemon.asked).toEqual(asked)
})

test('without a drain SIGTERM ends as fast as SIGINT', async () => {
  const daemon = drainingDaemon()
  await serveUntilStopped(daemon, memoryTerminal({ stops: ['SIGTERM'] }).collectStops(), 0)
  expect(daemon.asked).toEqual([0])
})
