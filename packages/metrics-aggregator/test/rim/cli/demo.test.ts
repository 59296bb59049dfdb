// `demo` as it runs, with real sockets in this process.
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { demo } from '../../../src/cli/demo.ts'
import { runProgram } from '../../../src/cli/run-program.ts'
import { memoryTerminal } from '../../support/memory-terminal.ts'

async function run(...flags: string[]): Promise<{ exitCode: number; results: string; remarks: string }> {
  const terminal = memoryTerminal({ stops: ['SIGINT'] })
  const exitCode = await runProgram([demo], ['demo', '--bind', '127.0.0.1', ...flags], terminal)
  return { exitCode, results: terminal.results(), remarks: terminal.remarks() }
}

test('shows where to look, a family of three containers, and what to try', async () => {
  const { exitCode, results, remarks } = await run('--port', '0')
  expect({ exitCode, remarks }).toEqual({ exitCode: 0, remarks: '' })
  expect(results).toMatch(/^Three containers are merged at http:\/\/127\.0\.0\.1:\d+\/metrics\n/)
  for (const name of ['shop', 'worker', 'stock']) {
    expect(results).toMatch(
      new RegExp(`^ {2}process_cpu_seconds_total\\{origin_container="${name}"\\} [0-9.]+$`, 'm'),
    )
  }
  expect(results).toMatch(/^ {2}curl -s http:\/\/127\.0\.0\.1:\d+\/metrics$/m)
})

test('with --json says URL and targets, with --verbose the log', async () => {
  const { results, remarks } = await run('--port', '0', '--json', '--verbose')
  expect(JSON.parse(results)).toMatchObject({
    version: 1,
    url: expect.stringMatching(/^http:/),
    targets: { shop: expect.stringMatching(/\/metrics$/) },
  })
  expect(remarks).toMatch(/"msg":"listening"/)
})

test('a port that was asked for and is taken is a failure, not another port', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  const { port } = other.address() as AddressInfo
  const { exitCode, remarks } = await run('--port', String(port))
  expect(exitCode).toBe(2)
  expect(remarks).toContain(`LISTEN_PORT_TAKEN another process listens on 127.0.0.1:${port}`)
})

test('a flag that cannot be understood ends it before anything listens', async () => {
  const { exitCode, remarks } = await run('--port', 'http')
  expect(exitCode).toBe(2)
  expect(remarks).toContain('CONFIG_VALUE_INVALID --port cannot be "http"')
})
