// `serve` as it runs, with real sockets in this process; signals and logs of the real process are in test/e2e.
import { expect, test } from 'vitest'
import { runProgram } from '../../../src/cli/run-program.ts'
import { serve } from '../../../src/cli/serve.ts'
import { memoryTerminal } from '../../support/memory-terminal.ts'

const METRICS_ENDPOINTS = '{"api":"http://127.0.0.1:1/metrics"}'

async function run(
  env: Record<string, string>,
  ...words: string[]
): Promise<{ exitCode: number; results: string; remarks: string }> {
  const terminal = memoryTerminal({ env, stops: ['SIGINT'] })
  const exitCode = await runProgram([serve], [...words, '--port', '0', '--bind', '127.0.0.1'], terminal)
  return { exitCode, results: terminal.results(), remarks: terminal.remarks() }
}

test.each([{ words: [] }, { words: ['serve'] }])(
  '$words serves until it is asked to stop, with 0',
  async ({ words }) => {
    const { exitCode, results, remarks } = await run({ METRICS_ENDPOINTS }, ...words)
    expect({ exitCode, results }).toEqual({ exitCode: 0, results: '' })
    expect(remarks).toMatch(/"msg":"listening"/)
  },
)

test('a warning is said before the log begins', async () => {
  const { exitCode, remarks } = await run({ METRICS_ENDPOINTS, METRICS_ENDPOINT: 'x' })
  expect(exitCode).toBe(0)
  expect(remarks).toMatch(/^warning CONFIG_VARIABLE_UNKNOWN METRICS_ENDPOINT /)
})

test('with --json the document says where it serves', async () => {
  const { results } = await run({ METRICS_ENDPOINTS }, '--json')
  expect(JSON.parse(results)).toEqual({
    version: 1,
    ok: true,
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  })
})

test('a bad configuration ends it with 2 and everything that is wrong', async () => {
  const { exitCode, results, remarks } = await run({ LOG_LEVEL: 'loud' }, '--json')
  expect(exitCode).toBe(2)
  expect(remarks).toMatch(/^error CONFIG_VALUE_INVALID LOG_LEVEL .*^error CONFIG_TARGETS_MISSING /ms)
  expect(JSON.parse(results)).toMatchObject({
    ok: false,
    findings: [{ code: 'CONFIG_VALUE_INVALID' }, { code: 'CONFIG_TARGETS_MISSING' }],
  })
})
