// Facts about `merge`: names and files, flags, exit codes.
import { expect, test } from 'vitest'
import { merge } from '../../../src/cli/merge.ts'
import { runProgram } from '../../../src/cli/run-program.ts'
import { memoryTerminal } from '../../support/memory-terminal.ts'

async function run(
  input: string,
  ...words: string[]
): Promise<{ exitCode: number; results: string; remarks: string }> {
  const terminal = memoryTerminal({ input, env: { METRICS_LABEL_NAME: 'ignored', METRICS_ENDPOINTS: 'x' } })
  const exitCode = await runProgram([merge], ['merge', ...words], terminal)
  return { exitCode, results: terminal.results(), remarks: terminal.remarks() }
}

test.each<{ input: string; words: string[]; page: string }>([
  { input: 'a 1\n', words: ['api=-'], page: 'a{origin_container="api"} 1\n' },
  { input: 'a 1\n', words: ['say "hi"=-'], page: 'a{origin_container="say \\"hi\\""} 1\n' },
  {
    input: 'a 1\n',
    words: ['api=-', '--label-name', 'who', '--labels', 'zone=a'],
    page: 'a{who="api",zone="a"} 1\n',
  },
  {
    input: 'a{origin_container="x"} 1\n',
    words: ['api=-', '--on-collision', 'overwrite'],
    page: 'a{origin_container="api"} 1\n',
  },
  {
    input: 'a 1\n',
    words: ['api=-', '--format', 'openmetrics'],
    page: 'a{origin_container="api"} 1\n# EOF\n',
  },
  {
    input: 'a 1\nb c\n',
    words: ['api=-', '--validation', 'lenient'],
    page: 'a{origin_container="api"} 1\n',
  },
])('$words makes $page', async ({ input, words, page }) => {
  expect(await run(input, ...words)).toMatchObject({ exitCode: 0, results: page })
})

test('a refused exposition leaves a page without it, and exit code 1', async () => {
  expect(await run('a b\n', 'api=-')).toMatchObject({
    exitCode: 1,
    results: '',
    remarks: expect.stringMatching(/^-:1:3: error VALUE_INVALID .*; api is left out\n/),
  })
})

test.each([
  { words: ['metrics.txt'], exitCode: 64, remark: 'ARGUMENT_INVALID "metrics.txt"' },
  { words: ['=metrics.txt'], exitCode: 64, remark: 'ARGUMENT_INVALID "=metrics.txt"' },
  { words: ['api='], exitCode: 64, remark: 'ARGUMENT_INVALID "api="' },
  { words: ['api=-', 'api=-'], exitCode: 64, remark: 'ARGUMENT_INVALID "api=-"' },
  { words: ['metrics-aggregator=-'], exitCode: 64, remark: 'ARGUMENT_INVALID "metrics-aggregator=-"' },
  { words: [], exitCode: 64, remark: 'ARGUMENT_MISSING merge needs NAME=FILE|URL…' },
  {
    words: ['api=-', '--format', 'html'],
    exitCode: 64,
    remark: 'FLAG_VALUE_INVALID --format cannot be "html"',
  },
  { words: ['api=-', '--port', '1'], exitCode: 64, remark: 'FLAG_UNKNOWN merge has no flag --port' },
  {
    words: ['api=-', '--on-collision', 'ignore'],
    exitCode: 2,
    remark: 'CONFIG_VALUE_INVALID --on-collision cannot be "ignore"',
  },
  {
    words: ['api=-', '--label-name', 'le'],
    exitCode: 2,
    remark: 'CONFIG_LABEL_NAME_RESERVED --label-name has the label name "le"',
  },
])('$words ends with $exitCode', async ({ words, exitCode, remark }) => {
  expect(await run('a 1\n', ...words)).toMatchObject({
    exitCode,
    results: '',
    remarks: expect.stringContaining(remark),
  })
})
