// The built program as a process: environment in, page out, signals and exit codes.
import { describe, expect, test } from 'vitest'
import { samplesFrom } from '../support/page.ts'
import { httpAnswer, startRawTarget } from '../support/raw-target.ts'
import type { RawTarget } from '../support/raw-target.ts'
import { get } from '../support/request.ts'
import { spawnDaemon } from '../support/spawned-daemon.ts'

const good = (): Promise<RawTarget> => startRawTarget((socket) => void socket.end(httpAnswer('a 1\n')))

test('serves what the environment says, with the process’ own figures', async () => {
  const { url } = await spawnDaemon({ api: (await good()).url, worker: (await good()).url })
  const { status, body } = await get(`${url}/metrics`)
  expect(status).toBe(200)
  expect([samplesFrom(body, 'api'), samplesFrom(body, 'worker')]).toEqual([['a 1'], ['a 1']])
  const own = (await get(`${url}/-/metrics`)).body
  for (const name of [
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
    'process_start_time_seconds',
  ])
    expect(Number(new RegExp(`^${name} (.+)$`, 'm').exec(own)?.[1])).toBeGreaterThan(0)
})

describe('a signal', () => {
  test('SIGTERM keeps serving for the drain and ends with 0', async () => {
    const daemon = await spawnDaemon({ api: (await good()).url }, { METRICS_DRAIN: '500ms' })
    daemon.signal('SIGTERM')
    await expect.poll(() => daemon.log.at(-1)?.msg).toBe('stopping')
    expect((await get(`${daemon.url}/metrics`)).status).toBe(200)
    expect(await daemon.exit).toBe(0)
    expect(daemon.log.at(-1)?.msg).toBe('stopped')
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('%s after SIGTERM ends the drain', async (second) => {
    const daemon = await spawnDaemon({ api: (await good()).url }, { METRICS_DRAIN: '1h' })
    daemon.signal('SIGTERM')
    await expect.poll(() => daemon.log.at(-1)?.msg).toBe('stopping')
    daemon.signal(second)
    expect(await daemon.exit).toBe(0)
  })
})

test('a port that is taken ends it with 2', async () => {
  const first = await spawnDaemon({ api: (await good()).url })
  const second = spawnDaemon({ api: (await good()).url }, { METRICS_AGGREGATOR_PORT: String(first.port) })
  await expect(second).rejects.toThrow('LISTEN_PORT_TAKEN')
})
