// The guard in a real repository with a home of its own: denials and their codes, approvals that hold once, the log without
// secrets, options that nobody can loosen in passing, and a saved work tree before what can lose work.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { readDenial, writeApproval } from '../../../src/guard-store/approvals.ts'
import { readLog } from '../../../src/guard-store/guard-log.ts'
import { guardCommand, judgeOnly } from '../../../src/guard-store/guard-session.ts'
import type { GuardAnswer, GuardedCommand } from '../../../src/guard-store/guard-session.ts'
import { plumbingAt } from '../../../src/guard-store/plumbing.ts'
import { savedWorkTrees } from '../../../src/guard-store/saved-work-tree.ts'
import type { SavedWorkTree } from '../../../src/guard-store/saved-work-tree.ts'
import { maskSecrets } from '../../../src/guard-store/mask-secrets.ts'

const savedIn = (root: string): readonly SavedWorkTree[] =>
  savedWorkTrees(plumbingAt(root, { PATH: process.env['PATH'] }))

const NOW = new Date(Date.UTC(2026, 0, 2))
const MINUTE_MS = 60_000

interface Place {
  readonly root: string
  readonly guarded: (command: string, afterMinutes?: number) => GuardedCommand
  readonly guard: (command: string, afterMinutes?: number) => GuardAnswer
}

function place(files: Readonly<Record<string, string>> = { 'a.txt': 'a\n' }): Place {
  const home = makeTempTree({})
  const { root, remove } = makeGitRepository(files)
  onTestFinished(home.remove)
  onTestFinished(remove)
  const guarded = (command: string, afterMinutes = 0): GuardedCommand => ({
    command,
    shell: 'bash',
    cwd: root,
    env: { PATH: process.env['PATH'] },
    home: home.root,
    now: new Date(NOW.getTime() + afterMinutes * MINUTE_MS),
  })
  return { root, guarded, guard: (command, afterMinutes) => guardCommand(guarded(command, afterMinutes)) }
}

/** What `guard approve` does once a human has typed the word. */
function approve({ guarded }: Place, code: string): void {
  const denial = readDenial(code, guarded(''))
  if (denial === undefined) throw new Error(`no denial ${code}`)
  writeApproval(denial, guarded(''), NOW)
}

test('an approval holds for this command, once and for ten minutes', () => {
  const here = place()
  const { approvalCode = '' } = here.guard('git reset --hard')
  expect(approvalCode).toMatch(/^[A-Z0-9]{6}$/)
  approve(here, approvalCode)
  expect(here.guard('git reset --hard HEAD~1').verdict.decision).toBe('deny')
  expect(here.guard('git reset --hard', 1).verdict.decision).toBe('allow')
  expect(here.guard('git reset --hard', 2).verdict.decision).toBe('deny')
  approve(here, approvalCode)
  expect(here.guard('git reset --hard', 11).verdict.decision).toBe('deny')
  expect(readLog(here.guarded('')).map(({ event }) => event)).toEqual([
    'deny',
    'deny',
    'use approval',
    'deny',
    'deny',
  ])
})

test('an approval for one repository is none for another', () => {
  const here = place()
  const there = place()
  approve(here, here.guard('git reset --hard').approvalCode ?? '')
  expect(guardCommand({ ...here.guarded('git reset --hard'), cwd: there.root }).verdict.decision).toBe('deny')
})

test('what is remembered is for the user alone, and without secrets', () => {
  const { guard, guarded } = place()
  guard('curl -X DELETE -H "Authorization: Bearer abcdefghijklmnop1234" https://api.github.com/repos/a/b')
  const folder = join(guarded('').home, '.local/state/dotclaude/guard/denied')
  const [name = ''] = readdirSync(folder)
  expect(readFileSync(join(folder, name), 'utf8')).not.toContain('abcdefghijklmnop1234')
  expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
  expect(JSON.stringify(readLog(guarded('')))).not.toContain('abcdefghijklmnop1234')
})

test.each([
  ['https://me:hunter2secret@example.org/x', 'https://me:…@example.org/x'],
  ['export API_TOKEN=abcdef123456', 'export API_TOKEN=…'],
  ['git status', 'git status'],
])('masks %s', (text, masked) => {
  expect(maskSecrets(text)).toBe(masked)
})

const CONFIG = '.claude/dotclaude.json'
const LOOSE = JSON.stringify({ guard: { packs: { 'git-discard': 'off' } } })
const STRICT = JSON.stringify({ guard: { packs: { databases: 'deny' }, protectedBranches: ['team/*'] } })

test('the configuration loosens only as the last commit has it', () => {
  expect(judgeOnly(place({ [CONFIG]: LOOSE }).guarded('git reset --hard')).decision).toBe('allow')
  const { root, guarded } = place()
  mkdirSync(join(root, '.claude'))
  writeFileSync(join(root, CONFIG), LOOSE)
  expect(judgeOnly(guarded('git reset --hard')).decision).toBe('deny')
  writeFileSync(join(root, CONFIG), STRICT)
  expect(judgeOnly(guarded('dropdb shop')).decision).toBe('deny')
  expect(judgeOnly(guarded('git push --force-with-lease origin team/x')).decision).toBe('deny')
})

test('what can lose work is saved first, and what cannot is not', () => {
  const { root, guard } = place()
  guard('git status')
  expect(savedIn(root)).toEqual([])
  const { saved } = guard('git merge --abort')
  expect(savedIn(root).map(({ name }) => name)).toEqual([saved])
  expect(execFileSync('git', ['stash', 'list'], { cwd: root, encoding: 'utf8' })).toBe('')
})

test('outside of a repository, and where nothing can be written down, the verdict stands', () => {
  const tree = makeTempTree({ file: '' })
  onTestFinished(tree.remove)
  const answer = guardCommand({
    command: 'git reset --hard',
    shell: 'bash',
    cwd: tree.root,
    env: { XDG_STATE_HOME: join(tree.root, 'file') },
    home: tree.root,
    now: NOW,
  })
  expect(answer).toMatchObject({ verdict: { decision: 'deny' } })
  expect(answer.approvalCode).toBeUndefined()
})
