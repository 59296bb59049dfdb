import { join } from 'node:path'
import { runCli } from 'testkit/run-cli'
import { expect, test } from 'vitest'
import { ROOT } from '../../tools/repository-files.ts'

const ready = (...args: string[]): string[] => [process.execPath, join(ROOT, 'tools/ready.mjs'), ...args]

test('a second start neither installs nor builds', async () => {
  await runCli(ready('build'), { deadlineMs: 120_000 })
  const run = await runCli(ready('start', '--help'), { cwd: '/' })
  // Whatever it installs or builds it announces on stderr, where the gate reports too.
  expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('demo') })
  expect(run.stderr).not.toMatch(/^(?:installing|building)/m)
  expect(run.stderr).toContain('spec coverage ok')
})

// On a fresh clone npm installs before anything is built, and links no program whose file is not there.
test.each(['metrics-aggregator', 'dotclaude', 'dotclaude-validate-specs'])(
  'npx finds %s in the clone once it is built',
  async (program) => {
    await runCli(ready('build'), { deadlineMs: 120_000 })
    const run = await runCli(['npx', '--no', '--', program, '--version'], { cwd: ROOT, deadlineMs: 60_000 })
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/\d+\.\d+\.\d+/) })
  },
)

test.each([
  { what: 'no command', args: [] },
  { what: 'an unknown command', args: ['constructor'] },
  { what: 'an unknown step', args: ['check', '--only', 'lint,tpyes'] },
])('$what is a usage error', async ({ args }) => {
  const run = await runCli(ready(...args))
  expect(run).toMatchObject({ exitCode: 64, stdout: '' })
  expect(run.stderr).not.toBe('')
})

test('the check ends with one plain line of counts', async () => {
  const run = await runCli(ready('check', '--only', 'generated'))
  expect(run).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^generated +ok +\d+\.\d s\n1 passed, 0 failed\n$/),
  })
})
