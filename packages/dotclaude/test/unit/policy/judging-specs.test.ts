// Which specs speak for which path, and by whose word.
import { expect, test } from 'vitest'
import { coverersOf, judgeSpecs, newCoverersOf } from '../../../src/policy/judging-specs.ts'
import { touchedPaths } from '../../../src/policy/touched-path.ts'
import type { Change } from '../../../src/repo/changes.ts'
import { branch } from './branch.ts'
import type { Branch } from './branch.ts'

const SPEC = 'docs/specs/a/spec.json'
const approved: Branch = { specs: { a: ['approved', 'src/**', SPEC] } }
const draft: Branch = { specs: { a: ['draft', 'src/**', SPEC] } }
const unlisted: Branch = { specs: { a: ['draft', 'src/**'] } }
const none: Branch = {}
const code: Change = { status: 'M', path: 'src/x' }
const edited: Change = { status: 'M', path: SPEC }
const added: Change = { status: 'A', path: SPEC }
const removed: Change = { status: 'D', path: SPEC }
const gone: Change = { status: 'D', path: 'src/x' }

test.each([
  {
    title: 'the base has it',
    base: approved,
    head: approved,
    changes: [code],
    path: 'src/x',
    covers: ['a'],
    isNew: false,
  },
  {
    title: 'the branch is behind',
    base: approved,
    head: none,
    changes: [code],
    path: 'src/x',
    covers: ['a'],
    isNew: false,
  },
  {
    title: 'the branch adds it',
    base: none,
    head: approved,
    changes: [code, added],
    path: 'src/x',
    covers: ['a'],
    isNew: true,
  },
  {
    title: 'the branch approves it',
    base: draft,
    head: approved,
    changes: [code, edited],
    path: 'src/x',
    covers: ['a'],
    isNew: true,
  },
  {
    title: 'the branch withdraws it',
    base: approved,
    head: draft,
    changes: [code, edited],
    path: 'src/x',
    covers: [],
    isNew: false,
  },
  {
    title: 'the branch removes it',
    base: approved,
    head: none,
    changes: [code, removed],
    path: 'src/x',
    covers: [],
    isNew: false,
  },
  {
    title: 'the branch removes it with its code',
    base: approved,
    head: none,
    changes: [gone, removed],
    path: 'src/x',
    covers: ['a'],
    isNew: false,
  },
  {
    title: 'it approves itself',
    base: draft,
    head: approved,
    changes: [edited],
    path: SPEC,
    covers: [],
    isNew: false,
  },
  {
    title: 'it is edited under its own approval',
    base: approved,
    head: draft,
    changes: [edited],
    path: SPEC,
    covers: ['a'],
    isNew: false,
  },
  {
    title: 'it is new and stands for itself',
    base: none,
    head: approved,
    changes: [added],
    path: SPEC,
    covers: ['a'],
    isNew: false,
  },
  {
    title: 'it is a new draft and may get in',
    base: none,
    head: draft,
    changes: [added],
    path: SPEC,
    covers: ['a'],
    isNew: false,
  },
  {
    title: 'it is a new draft, and more than itself',
    base: none,
    head: draft,
    changes: [code, added],
    path: 'src/x',
    covers: [],
    isNew: false,
  },
  {
    title: 'it is new and does not list itself',
    base: none,
    head: unlisted,
    changes: [added],
    path: SPEC,
    covers: [],
    isNew: false,
  },
])('$title: $path is covered by $covers', ({ base, head, changes, path, covers, isNew }) => {
  const specs = judgeSpecs(branch(base), branch(head), changes)
  const touched = touchedPaths(changes).find((candidate) => candidate.path === path)!
  expect(coverersOf(specs, touched).map(({ id }) => id)).toEqual(covers)
  expect(newCoverersOf(specs, touched).length > 0).toBe(isNew)
})

test('a rename touches two paths, a copy one', () => {
  const changes: readonly Change[] = [
    { status: 'R', path: 'b', from: 'a' },
    { status: 'C', path: 'd', from: 'c' },
  ]
  expect(touchedPaths(changes).map(({ path }) => path)).toEqual(['a', 'b', 'd'])
})
