import { expect, test } from 'vitest'
import { runCli, sourceProgram } from '../../src/run-cli.ts'

const node = (script: string): string[] => [process.execPath, '-e', script]

test.each([
  {
    what: 'exit code',
    script: 'process.exitCode = 3',
    run: { exitCode: 3, signal: null, stdout: '', stderr: '' },
  },
  { what: 'both streams', script: 'console.log(1); console.error(2)', run: { stdout: '1\n', stderr: '2\n' } },
  {
    what: 'environment',
    script: 'console.log(process.env.WORD, process.env.HOME)',
    run: { stdout: 'x undefined\n' },
  },
  { what: 'input', script: 'process.stdin.pipe(process.stdout)', run: { stdout: 'given' } },
  {
    what: 'signal',
    script: 'process.kill(process.pid, "SIGTERM"); setInterval(() => 0, 1e3)',
    run: { exitCode: null, signal: 'SIGTERM' },
  },
])('gives back: $what', async ({ script, run }) => {
  expect(await runCli(node(script), { input: 'given', env: { WORD: 'x' } })).toMatchObject(run)
})

test('kills a program at its deadline', async () => {
  const run = await runCli(node('setInterval(() => 0, 1e3)'), { deadlineMs: 200 })
  expect(run.signal).toBe('SIGKILL')
})

test.each(['metrics-aggregator', 'dotclaude'] as const)(
  'runs %s from its sources in any folder',
  async (name) => {
    const run = await runCli([...sourceProgram(name), '--version'], { cwd: '/' })
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/\d+\.\d+\.\d+/) })
  },
)
