// The commands of the guard: explaining, testing a table, the log, saved work trees, and approvals that no agent can give.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { agentAbove, readProcess } from '../../../src/cli/guard/process-tree.ts'
import type { Ancestor } from '../../../src/cli/guard/process-tree.ts'
import { noteDenial } from '../../../src/guard-store/approvals.ts'
import { guardCommand } from '../../../src/guard-store/guard-session.ts'
import { runInProcess } from '../../support/run-in-process.ts'
import type { InProcessRun } from '../../support/run-in-process.ts'

const NOW_MS = Date.UTC(2026, 0, 2)

interface Place {
  readonly root: string
  readonly home: string
  readonly run: (...words: readonly string[]) => Promise<InProcessRun>
}

function place(files: Readonly<Record<string, string>> = { 'a.txt': 'a\n' }): Place {
  const home = makeTempTree({})
  const { root, remove } = makeGitRepository(files)
  onTestFinished(home.remove)
  onTestFinished(remove)
  const run: Place['run'] = (...words) =>
    runInProcess(words, { cwd: root, home: home.root, env: { PATH: process.env['PATH'] }, nowMs: NOW_MS })
  return { root, home: home.root, run }
}

test('guard explain says the verdict, the way and the writes', async () => {
  const { run } = place()
  const denied = await run('guard', 'explain', 'sudo bash -c "git reset --hard" > log')
  expect(denied.exit).toBe(1)
  expect(denied.stdout).toContain('deny  GUARD_GIT_RESET_HARD\n')
  expect(denied.stdout).toContain('git reset --hard  through sudo > bash -c  in ')
  expect(denied.stdout).toMatch(/Writes\n {2}\S+log {2}by >/)
  const json = await run('guard', 'explain', 'git status', '--json')
  expect(json.exit).toBe(0)
  expect(JSON.parse(json.stdout)).toMatchObject({ decision: 'allow', invocations: [{ program: 'git' }] })
  expect((await run('guard', 'explain', 'git status', '--shell', 'fish')).exit).toBe(64)
})

test('guard test compares a table', async () => {
  const { root, run } = place()
  const rows = [
    '# ours',
    '{"command": "git reset --hard", "verdict": "deny", "rule": "GUARD_GIT_RESET_HARD"}',
    '{"command": "git status", "verdict": "allow"}',
  ]
  writeFileSync(join(root, 'good.jsonl'), rows.join('\n'))
  writeFileSync(
    join(root, 'bad.jsonl'),
    [...rows, '{"command": "rm -rf .git", "verdict": "allow"}', 'no'].join('\n'),
  )
  expect(await run('guard', 'test', 'good.jsonl')).toMatchObject({ exit: 0, stdout: '2 rows, 0 wrong\n' })
  const bad = await run('guard', 'test', 'bad.jsonl')
  expect(bad.exit).toBe(1)
  expect(bad.stdout).toContain(
    'line 4: rm -rf .git\n  expected allow, got deny GUARD_FILE_DELETE_REPOSITORY\n',
  )
  expect(bad.stdout).toContain('line 5: no\n  expected a row of the table, got no JSON\n')
  expect((await run('guard', 'test', 'none.jsonl')).exit).toBe(64)
})

test('guard log, approve and undo over what happened', async () => {
  const { root, home, run } = place()
  expect((await run('guard', 'log')).stderr).toContain('nothing yet')
  const command = {
    shell: 'bash',
    cwd: root,
    env: { PATH: process.env['PATH'] },
    home,
    now: new Date(NOW_MS),
  } as const
  const { approvalCode = '' } = guardCommand({ ...command, command: 'git reset --hard' })
  expect((await run('guard', 'log')).stdout).toContain(
    `deny  GUARD_GIT_RESET_HARD  ${approvalCode}\n  git reset --hard\n`,
  )
  expect((await run('guard', 'approve')).stdout).toContain(approvalCode)
  writeFileSync(join(root, 'a.txt'), 'work\n')
  guardCommand({ ...command, command: 'git merge --abort' })
  writeFileSync(join(root, 'a.txt'), 'lost\n')
  expect((await run('guard', 'undo')).stdout).toContain('before git merge --abort')
  expect((await run('guard', 'undo', 'show', 'latest')).stdout).toContain('  a.txt\n')
  expect(await run('guard', 'undo', 'restore', 'latest')).toMatchObject({ exit: 0 })
  expect((await run('guard', 'undo', '--json')).stdout).toContain('"dotclaude guard undo"')
  expect((await run('guard', 'undo', 'show', 'nothing')).exit).toBe(64)
})

test('a command that would act on the terminal is shown as it is, every line of it', async () => {
  const { root, home, run } = place()
  const command = 'git reset --hard # \u001B[2K\u001B[1A\n# ls\u200B'
  guardCommand({ command, shell: 'bash', cwd: root, env: {}, home, now: new Date(NOW_MS) })
  const shown = String.raw`  git reset --hard # \u{1b}[2K\u{1b}[1A
  # ls\u{200b}
`
  expect((await run('guard', 'approve')).stdout).toContain(shown)
  expect((await run('guard', 'log')).stdout).toContain(shown)
})

test('where no folder can be made there is nothing to read, and what has to be kept is refused', async () => {
  const { root, home, run } = place()
  writeFileSync(join(home, '.local'), 'in the way')
  expect(await run('guard', 'log')).toMatchObject({ exit: 0, stderr: expect.stringContaining('nothing yet') })
  expect(await run('guard', 'approve')).toMatchObject({ exit: 0, stdout: '' })
  const now = new Date(NOW_MS)
  const denied = { command: 'git reset --hard', rule: 'GUARD_GIT_RESET_HARD', repository: root } as const
  expect(() => noteDenial(denied, { env: {}, home }, now)).toThrow(
    expect.objectContaining({ code: 'ENV_FILE_UNWRITABLE' }),
  )
})

test('without a terminal nothing is approved', async () => {
  const { root, home, run } = place()
  const { approvalCode = '' } = guardCommand({
    command: 'git reset --hard',
    shell: 'bash',
    cwd: root,
    env: {},
    home,
    now: new Date(NOW_MS),
  })
  const { exit, stderr } = await run('guard', 'approve', approvalCode)
  expect(exit).toBe(2)
  expect(stderr).toContain('GUARD_CONTROL_APPROVAL')
})

const SHELL: Ancestor = { pid: 30, parent: 20, command: '-bash', environment: ['HOME=/home/me'] }

test.each<[string, Partial<Ancestor>, string]>([
  ['people alone', {}, 'nobody'],
  [
    'an agent by its name',
    { command: '/usr/bin/node /usr/lib/node_modules/@anthropic-ai/claude-code/cli.js' },
    'is an agent',
  ],
  ['an agent as a program', { command: 'codex exec' }, 'is an agent'],
  ['a mark in the environment of an ancestor', { environment: ['CLAUDECODE=1'] }, 'CLAUDECODE is set'],
  ['a folder with an agent’s name', { command: 'vim /home/me/claude-notes/todo.md' }, 'nobody'],
])('above the approval: %s', (_, changes, refusal) => {
  const processes = new Map([
    [30, SHELL],
    [20, { pid: 20, parent: 1, command: 'sshd', environment: [], ...changes }],
  ])
  const why = agentAbove(30, (pid) => processes.get(pid))
  expect(why ?? 'nobody').toContain(refusal)
})

test('a line of processes that breaks off counts against it', () => {
  expect(agentAbove(30, (pid) => (pid === 30 ? SHELL : undefined))).toContain('cannot be followed')
})

test.runIf(process.platform === 'linux')('this very process is read', () => {
  expect(readProcess(process.pid)).toMatchObject({ pid: process.pid, parent: process.ppid })
})
