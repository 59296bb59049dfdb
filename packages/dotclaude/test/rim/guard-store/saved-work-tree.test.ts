// A work tree in any state, saved, ruined and brought back: every byte, mode and link, and the index with its conflicts. What
// belongs to the user otherwise stays untouched: stash, refs, HEAD and configuration.
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'testkit/fast-check'
import { makeGitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { restoreWorkTree } from '../../../src/guard-store/restore-work-tree.ts'
import { saveWorkTree } from '../../../src/guard-store/save-work-tree.ts'
import { ENV, LATER, NOW, groundAt, listing, put, savedIn, saveRuinRestore } from '../../support/work-tree.ts'
import type { Ground } from '../../support/work-tree.ts'

const FILES = {
  'a.txt': 'a\n',
  'b/b.txt': 'b\n',
  'b/run.sh': '#!/bin/sh\n',
  'c.bin': '\u0000\u0001\r\n',
  'd e/f\u00E9.txt': 'name\n',
  'sparse/s.txt': 's\n',
  '.gitignore': 'ignored/\n',
}

function repository(): Ground {
  const { root, remove } = makeGitRepository(FILES)
  onTestFinished(remove)
  return groundAt(root)
}

/** Each brings a work tree into another state; any of them in any order. */
const STATES: Readonly<Record<string, (ground: Ground) => void>> = {
  changed: ({ root }) => put(root, 'a.txt', 'changed\n'),
  staged: ({ root, git }) => {
    put(root, 'c.bin', 'staged\u0000\n')
    git('add', 'c.bin')
  },
  'staged and changed again': ({ root, git }) => {
    put(root, 'b/b.txt', 'staged\n')
    git('add', 'b/b.txt')
    put(root, 'b/b.txt', 'changed\n')
  },
  untracked: ({ root }) => {
    mkdirSync(join(root, 'new/deep'), { recursive: true })
    put(root, 'new/deep/file', 'new\n')
    put(root, 'line\nbreak', 'odd\n')
  },
  'staged as new': ({ root, git }) => {
    put(root, 'added.txt', 'added\n')
    git('add', 'added.txt')
  },
  'meant to be added': ({ root, git }) => {
    put(root, 'intended.txt', 'intended\n')
    git('add', '-N', 'intended.txt')
  },
  deleted: ({ root }) => rmSync(join(root, 'd e'), { recursive: true, force: true }),
  'deleted in the index': ({ git }) => void git('rm', '--cached', '-q', '--ignore-unmatch', 'b/run.sh'),
  'another mode': ({ root }) => {
    chmodSync(join(root, 'b/run.sh'), 0o755)
    put(root, 'private', 'key\n')
    chmodSync(join(root, 'private'), 0o600)
  },
  links: ({ root }) => {
    rmSync(join(root, 'link'), { force: true })
    symlinkSync('a.txt', join(root, 'link'))
    rmSync(join(root, 'dangling'), { force: true })
    symlinkSync('../nowhere', join(root, 'dangling'))
  },
  'a link in the place of a file': ({ root }) => {
    rmSync(join(root, 'c.bin'), { force: true })
    symlinkSync('b', join(root, 'c.bin'))
  },
  'a file in the place of a folder': ({ root }) => {
    rmSync(join(root, 'd e'), { recursive: true, force: true })
    put(root, 'd e', 'file\n')
  },
  conflicted: ({ root, git }) => {
    git('stash', '-q', '-u')
    git('switch', '-q', '-c', 'theirs')
    put(root, 'a.txt', 'theirs\n')
    git('commit', '-qam', 'theirs')
    git('switch', '-q', '-')
    put(root, 'a.txt', 'ours\n')
    git('commit', '-qam', 'ours')
    try {
      git('merge', '-q', 'theirs')
    } catch {
      // It conflicts: that is the state.
    }
  },
  'marked as unchanged': ({ git }) => void git('update-index', '--skip-worktree', 'sparse/s.txt'),
  sparse: ({ git }) => void git('sparse-checkout', 'set', '--no-cone', '/*', '!/sparse/'),
  submodule: ({ root, git }) => {
    const inner = makeGitRepository({ 'inner.txt': 'inner\n', 'more/x': 'x\n' })
    try {
      git('submodule', '--quiet', 'add', inner.root, 'sub')
    } finally {
      inner.remove()
    }
    put(root, 'sub/inner.txt', 'changed inside\n')
    put(root, 'sub/new', 'new inside\n')
  },
}

const RUINS: Readonly<Record<string, (ground: Ground) => void>> = {
  'reset --hard': ({ git }) => void git('reset', '-q', '--hard'),
  'clean -fdx': ({ git }) => void git('clean', '-qfdx'),
  'reset and clean': ({ git }) => {
    git('reset', '-q', '--hard')
    git('clean', '-qfd')
  },
  'checkout .': ({ git }) => void git('checkout', '-q', '-f', 'HEAD', '--', ':/*.txt'),
  'rm -rf everything': ({ root }) => {
    for (const name of readdirSync(root).filter((one) => one !== '.git'))
      rmSync(join(root, name), { recursive: true })
  },
  'overwrite everything': ({ root }) => {
    for (const name of ['a.txt', 'c.bin', 'added.txt', 'private']) {
      rmSync(join(root, name), { recursive: true, force: true })
      put(root, name, 'ruined\n')
    }
    chmodSync(join(root, 'a.txt'), 0o777)
  },
  'a folder in the place of a file': ({ root }) => {
    rmSync(join(root, 'a.txt'), { force: true })
    mkdirSync(join(root, 'a.txt/inside'), { recursive: true })
    put(root, 'a.txt/inside/x', 'x\n')
  },
  'read-tree': ({ git }) => void git('read-tree', '--reset', '-u', 'HEAD'),
}

interface Case {
  readonly states: readonly string[]
  readonly ruin: string
  /** In a second work tree of the repository. */
  readonly isLinked: boolean
}

const NAMES = Object.keys(STATES)
const RUIN_NAMES = Object.keys(RUINS)
const SEEN_MIN = 2
const RANDOM_RUNS = 12

/** Each state first, on clean ground, with its neighbour; so each is seen at least twice, whatever else is drawn. */
const EVERY_STATE: readonly Case[] = NAMES.map((name, index) => ({
  states: [name, NAMES[(index + 1) % NAMES.length] ?? name],
  ruin: RUIN_NAMES[index % RUIN_NAMES.length] ?? '',
  isLinked: index % 3 === 0,
}))

test('any state, any ruin, in any work tree', { timeout: 180_000 }, () => {
  const seen = new Map<string, number>()
  const count = (name: string): unknown => seen.set(name, (seen.get(name) ?? 0) + 1)
  const cases = fc.record<Case>({
    states: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 6 }),
    ruin: fc.constantFrom(...RUIN_NAMES),
    isLinked: fc.boolean(),
  })
  fc.assert(
    fc.property(cases, ({ states, ruin, isLinked }) => {
      const { ground, remove } = furnished(isLinked)
      try {
        for (const state of states) if (tryState(ground, state)) count(state)
        count(ruin)
        count(isLinked ? 'a linked work tree' : 'the main work tree')
        expect(() => saveRuinRestore(ground, RUINS[ruin])).not.toThrow()
      } finally {
        remove()
      }
    }),
    { numRuns: EVERY_STATE.length + RANDOM_RUNS, examples: EVERY_STATE.map((one): [Case] => [one]) },
  )
  const needed = [...NAMES, ...RUIN_NAMES, 'a linked work tree', 'the main work tree']
  console.log(needed.map((name) => `${seen.get(name) ?? 0} × ${name}`).join(', '))
  expect(
    needed.filter((name) => (seen.get(name) ?? 0) < SEEN_MIN),
    'seen too seldom',
  ).toEqual([])
})

/** With a stash, a tag, a branch and a setting of the user, so that there is something to leave untouched. */
function furnished(isLinked: boolean): { readonly ground: Ground; readonly remove: () => void } {
  const { root, remove } = makeGitRepository(FILES)
  const own = groundAt(root)
  put(root, 'a.txt', 'stashed\n')
  own.git('stash', 'push', '-q', '-m', 'mine')
  own.git('tag', 'v1')
  own.git('branch', 'other')
  own.git('config', 'user.note', 'mine')
  if (!isLinked) return { ground: own, remove }
  const beside = makeTempTree({})
  own.git('worktree', 'add', '-q', '-b', 'side', join(beside.root, 'side'))
  const both = (): void => {
    beside.remove()
    remove()
  }
  return { ground: groundAt(join(beside.root, 'side')), remove: both }
}

/** Some states do not go together; git says so, and the rest is a state as well. */
function tryState(ground: Ground, state: string): boolean {
  try {
    STATES[state]?.(ground)
    return true
  } catch {
    // What was done of it stays.
    return false
  }
}

test.each(Object.keys(STATES))('%s, after every ruin', { timeout: 120_000 }, (state) => {
  for (const ruin of ['reset and clean', 'rm -rf everything', 'a folder in the place of a file']) {
    const ground = repository()
    tryState(ground, state)
    expect(() => saveRuinRestore(ground, RUINS[ruin])).not.toThrow()
  }
})

test('a file is brought back that a sparse work tree should not have, and has', () => {
  const ground = repository()
  tryState(ground, 'marked as unchanged')
  tryState(ground, 'sparse')
  expect(() => saveRuinRestore(ground, RUINS['reset --hard'])).not.toThrow()
})

test('a linked work tree keeps what is its own', () => {
  const { root, git } = repository()
  const other = makeTempTree({})
  onTestFinished(other.remove)
  git('worktree', 'add', '-q', '-b', 'side', join(other.root, 'side'))
  const side = groundAt(join(other.root, 'side'))
  put(side.root, 'a.txt', 'side\n')
  put(side.root, 'only-here', 'x\n')
  const before = listing(side.root)
  const saved = saveWorkTree(side.root, { command: 'ruin', now: NOW, env: ENV })
  expect(savedIn(root)).toEqual([])
  side.git('reset', '-q', '--hard')
  unlinkSync(join(side.root, 'only-here'))
  if (saved !== undefined) restoreWorkTree(side.root, saved, { now: LATER, env: ENV })
  expect(listing(side.root)).toEqual(before)
})

test('changes inside a submodule come back, also when it was deleted', () => {
  const inner = repository()
  const { root, git } = repository()
  git('submodule', '--quiet', 'add', inner.root, 'sub')
  git('commit', '-qm', 'submodule')
  put(root, 'sub/a.txt', 'changed inside\n')
  put(root, 'sub/new', 'new inside\n')
  const before = listing(root)
  const saved = saveWorkTree(root, { command: 'ruin', now: NOW, env: ENV })
  rmSync(join(root, 'sub'), { recursive: true })
  if (saved !== undefined) restoreWorkTree(root, saved, { now: LATER, env: ENV })
  expect(listing(root)).toEqual(before)
  expect(groundAt(join(root, 'sub')).git('status', '--porcelain')).toBe(' M a.txt\n?? new\n')
})

test('before the first commit, and with large files told', () => {
  const { root, remove } = makeGitRepository()
  onTestFinished(remove)
  put(root, 'first', 'first\n')
  put(root, 'large', 'x'.repeat(21 * 1024 * 1024))
  const saved = saveWorkTree(root, { command: 'ruin', now: NOW, env: ENV })
  expect(saved?.facts.skipped).toEqual(['large'])
  unlinkSync(join(root, 'first'))
  if (saved !== undefined) restoreWorkTree(root, saved, { now: LATER, env: ENV })
  expect(readFileSync(join(root, 'first'), 'utf8')).toBe('first\n')
})

test('the same state is kept once, and a restore can be undone', () => {
  const { root } = repository()
  put(root, 'a.txt', 'one\n')
  const first = saveWorkTree(root, { command: 'ruin', now: NOW, env: ENV })
  expect(saveWorkTree(root, { command: 'ruin', now: LATER, env: ENV })?.name).toBe(first?.name)
  put(root, 'a.txt', 'two\n')
  if (first === undefined) throw new Error('nothing was saved')
  const { before } = restoreWorkTree(root, first, { now: LATER, env: ENV })
  const second = savedIn(root).find(({ name }) => name === before)
  if (second !== undefined) restoreWorkTree(root, second, { now: LATER, env: ENV })
  expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('two\n')
})

test('outside of a repository there is nothing to save', () => {
  const tree = makeTempTree({})
  onTestFinished(tree.remove)
  expect(saveWorkTree(tree.root, { command: 'ruin', now: NOW, env: ENV })).toBeUndefined()
})
