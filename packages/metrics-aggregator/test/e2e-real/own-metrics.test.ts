// What promtool says of our own metrics: no parse error and no lint finding.
import { describe, expect, test } from 'vitest'
import { hasRealParts, findRealPart } from 'testkit/real-parts'
import { runCli } from 'testkit/run-cli'
import { httpAnswer, startRawTarget } from '../support/raw-target.ts'
import { get } from '../support/request.ts'
import { spawnDaemon } from '../support/spawned-daemon.ts'

describe.runIf(hasRealParts(['promtool']))('promtool check metrics', () => {
  test('finds nothing in our own metrics', async () => {
    const good = await startRawTarget((socket) => void socket.end(httpAnswer('a 1\n', {})))
    const bad = await startRawTarget((socket) => void socket.end(httpAnswer('a x\n')))
    const { url } = await spawnDaemon({ good: good.url, bad: bad.url })
    // Once for the series that only exist after a scrape, with a failed one and one without Content-Type among them.
    await get(`${url}/metrics`)
    const { body } = await get(`${url}/-/metrics`)
    const promtool = findRealPart('promtool') ?? ''
    const { exitCode, stdout, stderr } = await runCli([promtool, 'check', 'metrics'], { input: body })
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: '', stderr: '' })
  })
})
