import { expect, test } from 'vitest'
import { type VitestReport, countTests, runStep } from '../../../tools/run-step.ts'

const node = (script: string): string[] => [process.execPath, '-e', script]

test.each([
  { what: 'one command', commands: [node('')], counts: { passed: 1, failed: 0 } },
  {
    what: 'the second of two fails',
    commands: [node(''), node('process.exit(3)')],
    counts: { passed: 0, failed: 1 },
  },
  {
    what: 'the first of two fails',
    commands: [node('process.exit(3)'), node('')],
    counts: { passed: 0, failed: 1 },
  },
  { what: 'a program that is not there', commands: [['/nowhere/tool']], counts: { passed: 0, failed: 1 } },
])('commands count as one step: $what', async ({ commands, counts }) => {
  expect(await runStep({ name: 'step', commands })).toMatchObject(counts)
})

test('what was said on both streams is kept', async () => {
  const { output } = await runStep({
    name: 'step',
    commands: [node('console.log("a")'), node('console.error("b")')],
  })
  expect(output).toBe('a\nb\n')
})

const report = (passed: number, failed: number, files: VitestReport['testResults'] = []): VitestReport => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  testResults: files,
})
const notLoaded = { status: 'failed', assertionResults: [] }

test.each([
  { what: 'all passed', given: report(3, 0), ok: true, counts: { passed: 3, failed: 0 } },
  { what: 'some failed', given: report(3, 2), ok: false, counts: { passed: 3, failed: 2 } },
  {
    what: 'a file did not load',
    given: report(3, 2, [notLoaded]),
    ok: false,
    counts: { passed: 3, failed: 3 },
  },
  { what: 'Vitest broke down', given: report(0, 0), ok: false, counts: { passed: 0, failed: 1 } },
])('tests count one by one: $what', ({ given, ok, counts }) => {
  expect(countTests(given, ok)).toMatchObject(counts)
})
