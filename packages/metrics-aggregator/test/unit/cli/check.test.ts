// Facts about `check`: exit codes, what goes to which output, and how often advice is given.
import { expect, test } from 'vitest'
import { check } from '../../../src/cli/check.ts'
import { runProgram } from '../../../src/cli/run-program.ts'
import { memoryTerminal } from '../../support/memory-terminal.ts'

async function run(
  input: string,
  ...words: string[]
): Promise<{ exitCode: number; results: string; remarks: string }> {
  const terminal = memoryTerminal({ input })
  const exitCode = await runProgram([check], ['check', '-', ...words], terminal)
  return { exitCode, results: terminal.results(), remarks: terminal.remarks() }
}

test.each([
  { why: 'clean text', input: 'a 1\n', exitCode: 0, remarks: '0 findings in 1 exposition\n' },
  { why: 'nothing at all', input: '', exitCode: 0, remarks: '0 findings in 1 exposition\n' },
  {
    why: 'clean OpenMetrics',
    input: '# TYPE a counter\na_total 1\n# EOF\n',
    exitCode: 0,
    remarks: '0 findings in 1 exposition\n',
  },
  { why: 'one fault', input: 'a b\n', exitCode: 1, remarks: '1 finding in 1 exposition\n' },
])('$why', async ({ input, exitCode, remarks }) => {
  const ended = await run(input)
  expect({ exitCode: ended.exitCode, remarks: ended.remarks }).toEqual({ exitCode, remarks })
})

test('the format is told by what only OpenMetrics has', async () => {
  expect((await run('# TYPE a info\na_info 1\n')).results).toMatch(/^-: error EOF_MISSING /)
  expect((await run('# TYPE a info\na_info 1\n', '--format', 'text')).results).toMatch(
    /^-:1:10: error TYPE_INVALID /,
  )
  expect((await run('a 1\n', '--format', 'openmetrics')).results).toMatch(/^-: error EOF_MISSING /)
})

test('advice is given once for each code', async () => {
  const { results } = await run('a b\na c\na{ 1\na{} d\n')
  expect(results.match(/^-:\d+:\d+: error VALUE_INVALID /gm)).toHaveLength(3)
  expect(results.match(/^ {2}Write a decimal number/gm)).toHaveLength(1)
  expect(results.match(/^ {2}Write \{name=/gm)).toHaveLength(1)
})

test('with --json the report is one document and nothing else', async () => {
  const { results, exitCode } = await run('a b\n', '--json')
  expect(exitCode).toBe(1)
  expect(JSON.parse(results)).toMatchObject({
    version: 1,
    findings: 1,
    expositions: [
      {
        source: '-',
        format: 'text',
        findings: [{ code: 'VALUE_INVALID', severity: 'error', line: 1, column: 3, excerpt: 'a b' }],
      },
    ],
  })
})
