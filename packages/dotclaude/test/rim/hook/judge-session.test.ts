// The end of a session, by what git says: what was written past the hook shows here, and nobody answers for what another
// one left lying.
import { gitEnvironment } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { expect, test } from 'vitest'
import type { Answer } from '../../../src/agents/hook-event.ts'
import { judgeCommit } from '../../../src/hook/judge-commit.ts'
import { judgeEnd, noteStart } from '../../../src/hook/judge-session.ts'
import { governedRepository } from '../../support/hook-process.ts'

const NOW = new Date('2026-01-31T12:00:00Z')
const env = gitEnvironment()
const placeIn = (folder: string, session: string | undefined = 's') => ({ session, folder, now: NOW, env })
const end = (root: string, session?: string, isRepeated = false): Answer =>
  judgeEnd(placeIn(root, session), { kind: 'stop', isRepeated })

const writeProtected = (it: GitRepository): void => it.write({ '.claude/settings.json': '{ "a": 1 }' })

test.each<{ what: string; change: (it: GitRepository) => unknown; decision: Answer['decision'] }>([
  { what: 'nothing', change: () => undefined, decision: 'allow' },
  { what: 'a free file', change: (it) => it.write({ 'src/b.js': '' }), decision: 'allow' },
  { what: 'a covered file', change: (it) => it.write({ 'covered/a.js': 'b' }), decision: 'allow' },
  { what: 'a protected file', change: writeProtected, decision: 'deny' },
  { what: 'a new protected file', change: (it) => it.write({ '.claude/x.md': '' }), decision: 'deny' },
  { what: 'a deleted protected file', change: (it) => it.delete('.claude/settings.json'), decision: 'deny' },
  {
    what: 'a moved protected file',
    change: (it) => it.git('mv', '.claude/settings.json', 'src/s.json'),
    decision: 'deny',
  },
  {
    what: 'protection taken away',
    change: (it) => it.write({ 'docs/repo-facts.json': '{"protected_paths":[]}' }),
    decision: 'deny',
  },
  {
    what: 'a protected file that was committed on a branch',
    change: (it) => {
      it.git('checkout', '--quiet', '-b', 'work')
      writeProtected(it)
      it.commit('Past the hook')
    },
    decision: 'deny',
  },
  {
    what: 'a protected file that git was told to take for unchanged',
    change: (it) => {
      it.git('update-index', '--assume-unchanged', '.claude/settings.json')
      writeProtected(it)
    },
    decision: 'deny',
  },
  {
    what: 'a protected file that git was told to pass over',
    change: (it) => {
      it.git('update-index', '--skip-worktree', '.claude/settings.json')
      writeProtected(it)
    },
    decision: 'deny',
  },
  {
    what: 'marks on files that did not change',
    change: (it) => it.git('update-index', '--skip-worktree', '.claude/settings.json', 'src/a.js'),
    decision: 'allow',
  },
])('after $what: $decision', ({ change, decision }) => {
  const repository = governedRepository()
  change(repository)
  expect(end(repository.root).decision).toBe(decision)
})

test('what differed when the session began is not its own, until it writes there', () => {
  const repository = governedRepository()
  writeProtected(repository)
  noteStart(placeIn(repository.root))
  expect(end(repository.root).decision).toBe('allow')
  repository.write({ '.claude/settings.json': '{ "a": 2 }' })
  expect(end(repository.root).decision).toBe('deny')
})

test('a session that goes on does not begin anew', () => {
  const repository = governedRepository()
  noteStart(placeIn(repository.root))
  writeProtected(repository)
  noteStart(placeIn(repository.root))
  expect(end(repository.root).decision).toBe('deny')
})

test('a session is held up twice, then a person is told', () => {
  const repository = governedRepository()
  writeProtected(repository)
  const decisions = [1, 2, 3, 4].map(() => end(repository.root).decision)
  expect(decisions).toEqual(['deny', 'deny', 'warn', 'warn'])
  expect(end(repository.root, 'another').decision).toBe('deny')
})

test('an agent without sessions is held up once', () => {
  const repository = governedRepository()
  writeProtected(repository)
  const endOf = (isRepeated: boolean): Answer =>
    judgeEnd({ session: undefined, folder: repository.root, now: NOW, env }, { kind: 'stop', isRepeated })
  expect([endOf(false).decision, endOf(true).decision]).toEqual(['deny', 'warn'])
})

test('with session.mode warn nobody is held up', () => {
  const repository = governedRepository('warn')
  writeProtected(repository)
  expect(end(repository.root).decision).toBe('warn')
})

test('a commit is judged by the index, not by what else lies around', () => {
  const repository = governedRepository()
  writeProtected(repository)
  expect(judgeCommit(repository.root)).toEqual({ decision: 'allow' })
  repository.git('add', '.claude/settings.json')
  expect(judgeCommit(repository.root)).toMatchObject({ decision: 'deny' })
})

test('what brings the policy in is not judged by it', () => {
  const repository = governedRepository()
  repository.git('update-ref', '-d', 'HEAD')
  expect(judgeCommit(repository.root)).toEqual({ decision: 'allow' })
  expect(end(repository.root)).toEqual({ decision: 'allow' })
})

test('a commit on a branch that only warns is warned about', () => {
  const repository = governedRepository('warn')
  writeProtected(repository)
  repository.git('add', '.claude/settings.json')
  expect(judgeCommit(repository.root).decision).toBe('warn')
})

test.each<{ what: string; change: (it: GitRepository) => void }>([
  { what: 'written', change: writeProtected },
  {
    what: 'no longer protected',
    change: (it) => {
      writeProtected(it)
      it.write({ 'docs/repo-facts.json': '{"protected_paths":[]}' })
    },
  },
])('a commit to the default branch itself hides nothing: $what', ({ change }) => {
  const repository = governedRepository()
  noteStart(placeIn(repository.root))
  change(repository)
  repository.commit('Past the hook')
  expect(end(repository.root).decision).toBe('deny')
})

test('what a session pushed to the default branch counts, what it fetched does not', () => {
  const [origin, mine, other] = [governedRepository(), governedRepository(), governedRepository()]
  origin.git('config', 'receive.denyCurrentBranch', 'ignore')
  for (const one of [mine, other]) {
    one.git('remote', 'add', 'origin', origin.root)
    one.git('fetch', '--quiet', 'origin')
    one.git('reset', '--quiet', '--hard', 'origin/main')
  }
  for (const one of [mine, other]) noteStart(placeIn(one.root))
  writeProtected(mine)
  mine.commit('Past the hook')
  mine.git('push', '--quiet', 'origin', 'main')
  other.git('pull', '--quiet', '--ff-only', 'origin', 'main')
  expect([end(mine.root).decision, end(other.root).decision]).toEqual(['deny', 'allow'])
})
