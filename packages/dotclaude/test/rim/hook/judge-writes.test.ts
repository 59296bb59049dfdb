// Writes that are still to come, in real repositories: the same word as the gate would give, at the mode of the session.
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { mayReachProtected } from '../../../src/hook/first-names.ts'
import { judgeWrites } from '../../../src/hook/judge-writes.ts'
import { governedRepository } from '../../support/hook-process.ts'

const judge = (root: string, path: string, isTree = false) =>
  judgeWrites([{ path: join(root, path), isTree }])

test.each([
  { path: 'src/a.js', decision: 'allow' },
  { path: 'src/new/deep/a.js', decision: 'allow' },
  { path: 'covered/a.js', decision: 'allow' },
  { path: 'covered/new.js', decision: 'allow' },
  { path: '.claude/settings.json', decision: 'deny' },
  { path: '.claude/new/file.md', decision: 'deny' },
  { path: 'docs/repo-facts.json', decision: 'deny' },
  { path: 'docs/specs/new/spec.json', decision: 'allow' },
  { path: '.claude', isTree: true, decision: 'deny' },
  { path: 'src', isTree: true, decision: 'allow' },
  { path: 'docs', isTree: true, decision: 'deny' },
  { path: 'docs/*.json', decision: 'deny' },
  { path: '**/settings.json', decision: 'deny' },
  { path: 'src/*.js', decision: 'allow' },
  { path: 'src/[id].js', decision: 'allow' },
  { path: '../outside.txt', decision: 'allow' },
])('$path: $decision', ({ path, isTree, decision }) => {
  const { root } = governedRepository()
  expect(judge(root, path, isTree).decision).toBe(decision)
  // Otherwise the hook would not have asked.
  expect(decision === 'allow' || mayReachProtected(join(root, path))).toBe(true)
})

test('a protected file in an ignored folder is found where git knows it', () => {
  const repository = governedRepository()
  const { root } = repository
  repository.write({ '.gitignore': 'build\n', 'docs/build/a.js': '', 'build/a.js': '' })
  expect(judge(root, 'docs/build', true).decision).toBe('allow')
  repository.write({ 'docs/repo-facts.json': JSON.stringify({ protected_paths: ['**/a.js'] }) })
  repository.git('add', '--all')
  repository.commit('All files of one name')
  expect(judge(root, 'build', true).decision).toBe('allow')
  repository.git('add', '--force', 'build/a.js')
  expect(judge(root, 'build', true).decision).toBe('deny')
})

test.each([
  { mode: 'off', decision: 'allow' },
  { mode: 'warn', decision: 'warn' },
  { mode: 'enforce', decision: 'deny' },
] as const)('session.mode $mode: $decision', ({ mode, decision }) => {
  expect(judge(governedRepository(mode).root, '.claude/settings.json').decision).toBe(decision)
})

test('the reason begins with the code and ends with the command that makes a spec', () => {
  const answer = judge(governedRepository().root, '.claude/it’s.md')
  expect(answer).toMatchObject({ reason: expect.stringMatching(/^COVERAGE_UNCOVERED: /) as string })
  expect(answer).toMatchObject({ reason: expect.stringContaining('dotclaude spec new ID --path') as string })
})

test('a session cannot switch its own policy off', () => {
  const repository = governedRepository()
  repository.write({ '.claude/dotclaude.json': '{"session":{"mode":"off"}}' })
  expect(judge(repository.root, '.claude/settings.json').decision).toBe('deny')
})

test('a spec approved in this session covers ordinary files, and not the policy itself', () => {
  const repository = governedRepository()
  const spec = (paths: readonly string[]): string =>
    JSON.stringify({ id: 'own', title: 'Own', status: 'approved', owners: ['a'], linked_paths: paths })
  repository.write({ 'docs/specs/own/spec.json': spec(['.claude/settings.json', 'docs/repo-facts.json']) })
  expect(judge(repository.root, '.claude/settings.json').decision).toBe('allow')
  expect(judge(repository.root, 'docs/repo-facts.json').decision).toBe('deny')
})

test('a link to a protected file is that file', () => {
  const repository = governedRepository()
  symlinkSync(join(repository.root, '.claude'), join(repository.root, 'harmless'))
  expect(judge(repository.root, 'harmless/settings.json').decision).toBe('deny')
  const tree = makeTempTree()
  onTestFinished(tree.remove)
  symlinkSync(repository.root, join(tree.root, 'elsewhere'))
  expect(judge(tree.root, 'elsewhere/.claude/settings.json').decision).toBe('deny')
})

test('before the first commit the policy on disk is in force', () => {
  const repository = governedRepository()
  repository.git('update-ref', '-d', 'HEAD')
  expect(judge(repository.root, '.claude/settings.json').decision).toBe('deny')
})

test('outside of git nothing is protected', () => {
  const tree = makeTempTree({ 'docs/repo-facts.json': '{"protected_paths":["a"]}', a: '' })
  onTestFinished(tree.remove)
  expect(judge(tree.root, 'a').decision).toBe('allow')
})
