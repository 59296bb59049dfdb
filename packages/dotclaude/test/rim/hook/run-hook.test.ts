// What happens around a judgement: which agent is meant, and what a fault of ours does. Whole calls are golden cases.
import { expect, test } from 'vitest'
import { runHook } from '../../../src/hook/run-hook.ts'
import { callHook, governedRepository } from '../../support/hook-process.ts'

const HOST = { env: {}, cwd: '/', home: '/nowhere', isWindows: false, now: () => new Date(0) }

const run = (words: readonly string[], input: string) => runHook(words, () => input, HOST)

test.each(['', '{', 'null', '{"tool_name":"Bash"}', '{"tool_name":"Bash","tool_input":{}}'])(
  'what cannot be read is refused: %j',
  async (input) => {
    const { exitCode, stdout, stderr } = await run([], input)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(/^INTERNAL_BUG: .+ Next: .+\n$/)
  },
)

test('in the words of the agent', async () => {
  expect(JSON.parse((await run(['gemini'], '{')).stdout)).toMatchObject({ decision: 'deny' })
})

test('an agent that it does not know stops everything, so that somebody looks', async () => {
  expect(await run(['aider'], '{}')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('aider') as string,
  })
})

test('a tool that nobody covers may run', async () => {
  expect(await run([], '{"tool_name":"Read","tool_input":{"file_path":"x"}}')).toMatchObject({ exitCode: 0 })
})

test('without git the end of a turn is reported and not held up', async () => {
  const repository = governedRepository()
  const input = JSON.stringify({ hook_event_name: 'Stop', cwd: repository.root, session_id: 's' })
  const { exitCode, stdout } = await callHook({
    words: [],
    input,
    cwd: repository.root,
    env: { PATH: '/nowhere' },
  })
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    systemMessage: expect.stringMatching(/^INTERNAL_BUG: /) as string,
  })
})

test('as a pre-commit hook it refuses with 1 and says why', async () => {
  const repository = governedRepository()
  repository.write({ '.claude/settings.json': '{ "a": 1 }' })
  repository.git('add', '--all')
  const run = await callHook({ words: ['pre-commit'], input: '', cwd: repository.root })
  expect(run).toMatchObject({ exitCode: 1, stdout: '' })
  expect(run.stderr).toMatch(/^pre-commit: COVERAGE_UNCOVERED: /)
})

test('an agent is told before the command where nothing could be saved', async () => {
  const repository = governedRepository()
  repository.write({ 'src/a.js': 'work', '.git/refs/dotclaude/snapshots': 'in the way' })
  const input = {
    hook_event_name: 'PreToolUse',
    tool_name: 'Bash',
    tool_input: { command: 'git rebase main' },
  }
  const run = await callHook({
    words: [],
    input: JSON.stringify({ ...input, cwd: repository.root }),
    cwd: repository.root,
  })
  expect(run).toMatchObject({ exitCode: 0, stderr: '' })
  expect(run.stdout).toContain(
    'ENV_GIT_FAILED: this command can lose work, and the work tree could not be saved',
  )
})
