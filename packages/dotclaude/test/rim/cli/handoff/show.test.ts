// `handoff show` from the command line: which session, which form, where to, and what is said about it.
import { appendFileSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import { expect, onTestFinished, test } from 'vitest'
import type { TerminalOptions } from '../../../support/memory-terminal.ts'
import { codesIn, runInProcess } from '../../../support/run-in-process.ts'
import type { InProcessRun } from '../../../support/run-in-process.ts'
import {
  SESSION_FIXTURES,
  STORIES,
  machineAt,
  ownSessions,
  storyOf,
} from '../../../support/session-fixtures.ts'
import { tempTree } from '../../../support/temp-tree.ts'

const show = (
  words: readonly string[],
  options: TerminalOptions = machineAt(SESSION_FIXTURES),
): Promise<InProcessRun> => runInProcess(['handoff', 'show', ...words], options)

test.each(Object.values(STORIES))('%s as a block, Markdown and JSON', async (id) => {
  const [block, markdown, json] = await Promise.all([
    show([id]),
    show([id, '--markdown']),
    show([id, '--json']),
  ])
  expect([block.exit, markdown.exit, json.exit]).toEqual([0, 0, 0])
  expect(block.stdout).toMatch(/^<handoff origin="\w+" session="\w{8}" .*\n[^]*\n<\/handoff>\n$/)
  expect(markdown.stdout).toMatch(/^# Handoff: .*Tide retry|^# Handoff: session/)
  expect(JSON.parse(json.stdout)).toMatchObject({
    version: 1,
    commits: [{ id: '4be19c2' }],
    scrubbed: { secretCount: 0 },
  })
  expect(block.stderr).toBe('')
})

test('without a query the latest, of the agent that we run in or of all, and it is said which', async () => {
  const machine = ownSessions()
  utimesSync(storyOf('codex', machine).path, 3e9, 3e9)
  const all = await show([], machine)
  expect(all.stdout).toContain('<handoff origin="codex"')
  expect(all.stderr).toBe('host not detected, using latest across all clis: 0199f3a2 of codex\n')
  const own = await show(['latest'], { ...machine, env: { ...machine.env, CLAUDECODE: '1' } })
  expect(own.stdout).toContain('<handoff origin="claude" session="3f2a9c1e"')
  expect(own.stderr).toBe('latest claude session: 3f2a9c1e\n')
  const from = await show(['--from', 'copilot'], machine)
  expect(from.stderr).toBe('using --from copilot override, latest copilot session: 7d1e4f20\n')
})

test('several sessions are a choice for a person, and a failure with all of them elsewhere', async () => {
  const query = 'tide retry, „final“'
  const refused = await show([query, '--json'])
  expect(refused.exit).toBe(2)
  expect(codesIn(refused.stdout)).toEqual(['SESSION_AMBIGUOUS'])
  for (const id of [STORIES.claude, STORIES.copilot, STORIES.gemini]) expect(refused.stderr).toContain(id)
  const machine = machineAt(SESSION_FIXTURES)
  const asked = async (answer: string): Promise<InProcessRun> =>
    show([query], { ...machine, answers: [answer] })
  const picked = await asked('2')
  expect(picked).toMatchObject({ exit: 0, stdout: expect.stringContaining('<handoff origin=') })
  expect(picked.stderr).toContain('  3  ')
  expect((await asked('')).exit).toBe(2)
  expect((await asked('2abc')).exit).toBe(2)
})

const MISSING: readonly (readonly [readonly string[], string])[] = [
  [['nothing like this'], 'there is no session that matches nothing like this'],
  [['--from', 'gemini', STORIES.claude], 'there is no session of gemini that matches'],
]

test.each(MISSING)('%j is not found', async (words, text) => {
  const run = await show(words)
  expect(run.exit).toBe(2)
  expect(run.stderr).toContain(text)
  expect(run.stderr).toContain('SESSION_NOT_FOUND')
})

test('a machine without sessions says so', async () => {
  const run = await show([], { env: {}, home: '/nowhere' })
  expect({ exit: run.exit, stdout: run.stdout }).toEqual({ exit: 2, stdout: '' })
  expect(run.stderr).toContain('there is no session  SESSION_NOT_FOUND')
})

test('damage is a warning with a count, an empty session is a failure', async () => {
  const machine = ownSessions()
  const { path } = storyOf('codex', machine)
  appendFileSync(path, '{broken\n{"type":"future","payload":{}}\n{"unfinis')
  const run = await show([STORIES.codex], machine)
  expect(run.exit).toBe(0)
  expect(run.stderr.match(/1 (?:damaged|unfinished) line\(s\)|1 line\(s\) of an unknown form/g)).toHaveLength(
    3,
  )
  expect(run.stderr).toContain('SESSION_DAMAGED')
  expect(run.stdout).toContain('**Not read.**')
  writeFileSync(path, '{broken\n')
  const empty = await show([STORIES.codex], machine)
  expect({ exit: empty.exit, stdout: empty.stdout }).toEqual({ exit: 2, stdout: '' })
  expect(empty.stderr).toContain('SESSION_EMPTY')
  expect(empty.stderr).toContain('1 line(s) could not be read')
})

test('a file is new, and for the user alone', async () => {
  const tree = tempTree()
  const options = {
    ...machineAt(SESSION_FIXTURES),
    cwd: tree.root,
    home: tree.root,
    nowMs: Date.UTC(2026, 10, 20),
  }
  const run = await show([STORIES.claude, '-o', 'out/handoff.md'], options)
  const path = join(tree.root, 'out/handoff.md')
  expect(run).toEqual({ exit: 0, stdout: '', stderr: `${path}\n` })
  expect(readFileSync(path, 'utf8')).toContain('<handoff origin="claude"')
  expect(statSync(path).mode & 0o077).toBe(0)
  const again = await show([STORIES.claude, '--output', path], options)
  expect(again.exit).toBe(2)
  expect(again.stderr).toContain('ENV_FILE_UNWRITABLE')
  expect(again.stderr).toContain('Name a file that is not there yet')
  const auto = await show([STORIES.claude, '-o', 'auto'], options)
  expect(auto.stderr).toBe(
    `${join(tree.root, '.local/state/dotclaude/handoffs/2026-11-20-claude-3f2a9c1e.md')}\n`,
  )
  const stdout = await show([STORIES.claude, '-o', '-', '--summary'], options)
  expect(stdout.stdout.match(/^\*\*/gm)).toHaveLength(3)
})

test('the uncommitted change is listed, and is whole in JSON', async () => {
  const repository = makeGitRepository({ 'a.txt': 'a\n' })
  onTestFinished(repository.remove)
  repository.write({ 'a.txt': 'b\n', 'logo.png': Uint8Array.from([0, 1]) })
  const machine = ownSessions()
  const { path } = storyOf('claude', machine)
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('/srv/work/harbour', repository.root))
  const block = await show([STORIES.claude, '--with-patch'], machine)
  expect(block.stdout).toContain('1 file(s) on top of')
  expect(block.stdout).toContain('`logo.png` does not travel: it is no text')
  const { stdout } = await show([STORIES.claude, '--with-patch', '--json'], machine)
  expect(JSON.parse(stdout)).toMatchObject({
    patch: { files: [{ path: 'a.txt', text: expect.stringContaining('+b') }] },
  })
})

test('a secret of the session is shown in no form and no field, and counted', async () => {
  // In parts, so that nobody takes it for a real one that was committed.
  const secret = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_')
  const machine = ownSessions()
  const { path } = storyOf('claude', machine)
  const text = readFileSync(path, 'utf8')
  writeFileSync(
    path,
    text.replaceAll('Tide retry', `Tide ${secret}`).replaceAll('five attempts', `five ${secret}`),
  )
  const runs = await Promise.all(
    [[], ['--markdown'], ['--json']].map((form) => show([STORIES.claude, ...form], machine)),
  )
  expect(runs.map(({ exit }) => exit)).toEqual([0, 0, 0])
  expect(
    runs.map(({ stdout, stderr }) => stdout + stderr).filter((said) => said.includes(secret.slice(4))),
  ).toEqual([])
  expect(JSON.parse(runs[2]?.stdout ?? '')).toMatchObject({ scrubbed: { secretCount: 1 } })
})
