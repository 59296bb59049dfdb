import { join } from 'node:path'
import { runCli } from 'testkit/run-cli'
import { expect, test } from 'vitest'
import { ROOT } from '../../tools/repository-files.ts'

const PACKAGES = join(ROOT, 'packages')

test.each(['fuzz', 'bench', 'soak'])('npm run %s hands its flags on', async (name) => {
  const run = await runCli(['npm', 'run', '--silent', name, '--', '--help'], {
    cwd: ROOT,
    deadlineMs: 60_000,
  })
  expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`Usage: npm run ${name}`) })
})

test.each([
  { program: 'metrics-aggregator/fuzz/fuzz-merge.ts', words: ['--minutes', '0'], code: 'FLAG_VALUE_INVALID' },
  { program: 'metrics-aggregator/soak/main.ts', words: ['--minutes', 'ten'], code: 'FLAG_VALUE_INVALID' },
  { program: 'metrics-aggregator/bench/main.ts', words: ['--only', 'nothing'], code: 'FLAG_VALUE_INVALID' },
  {
    program: 'metrics-aggregator/bench/main.ts',
    words: ['--write', '--only', 'cpu'],
    code: 'ARGUMENT_UNEXPECTED',
  },
  { program: 'dotclaude/bench/bench.ts', words: ['--only', 'start'], code: 'FLAG_UNKNOWN' },
])('$program $words is a usage error without a stack', async ({ program, words, code }) => {
  const run = await runCli([process.execPath, '--import', 'tsx', join(PACKAGES, program), ...words], {
    cwd: ROOT,
  })
  expect(run).toMatchObject({ exitCode: 64, stdout: '' })
  expect(run.stderr).toMatch(new RegExp(`^error ${code} .*\n.*--help.*\n$`))
})
