// A daemon in the test's own process, with what it logged, and the targets and clients that most tests want of it.
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { startDaemon } from '../../src/daemon.ts'
import type { Daemon } from '../../src/daemon.ts'
import { configOf } from './config.ts'
import type { ConfigChanges } from './config.ts'
import { httpAnswer, startRawTarget } from './raw-target.ts'
import type { RawAnswer, RawTarget } from './raw-target.ts'
import { get } from './request.ts'
import type { LogLine } from './spawned-daemon.ts'

export interface TestedDaemon extends Daemon {
  readonly log: readonly LogLine[]
  readonly page: (headers?: Readonly<Record<string, string>>) => Promise<string>
}

/** Serves until the test ends. */
export async function startTestedDaemon(changes: ConfigChanges): Promise<TestedDaemon> {
  const log: LogLine[] = []
  const daemon = await startDaemon(configOf(changes), {
    log: (line) => void log.push(JSON.parse(line) as LogLine),
    version: '1.2.3',
  })
  onTestFinished(() => daemon.stop(0))
  const page: TestedDaemon['page'] = async (headers = {}) =>
    (await get(`${daemon.url}/metrics`, { headers })).body
  return { ...daemon, log, page }
}

export const answerWith =
  (body: string, headers?: Readonly<Record<string, string>>): RawAnswer =>
  (socket) =>
    void socket.end(httpAnswer(body, headers))

/** A target that answers only when told to, so that requests meet. */
export async function startHeldTarget(): Promise<RawTarget & { readonly release: () => void }> {
  const waiting: Socket[] = []
  const target = await startRawTarget((socket) => void waiting.push(socket))
  const release = (): void => {
    for (const socket of waiting.splice(0)) socket.end(httpAnswer('a 1\n'))
  }
  return { ...target, release }
}

/** A client that has asked for the page and can hang up. */
export function askForPage(port: number): Socket {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.write('GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n')
  return socket
}
