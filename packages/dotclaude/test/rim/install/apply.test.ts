// Applying a plan to a real folder: what is written, what is refused, and what is kept of what was there.
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeGitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import type { TempTree, TreeFiles } from 'testkit/temp-tree'
import { applyPlan } from '../../../src/install/apply.ts'
import type { Applied } from '../../../src/install/apply.ts'
import type { ChangeOp, CreateOp, Op } from '../../../src/install/op.ts'

function tree(files: TreeFiles = {}): TempTree {
  const made = makeTempTree(files)
  onTestFinished(made.remove)
  return made
}

const apply = (root: string, ...ops: readonly Op[]): Applied =>
  applyPlan(root, { ops, conflicts: [], nextSteps: [] })
const create = (path: string, more: Partial<CreateOp> = {}): CreateOp => ({
  kind: 'create',
  path,
  text: 'new\n',
  isProgram: false,
  ...more,
})
const merge = (path: string, before: string, more: Partial<ChangeOp> = {}): ChangeOp => ({
  kind: 'merge',
  path,
  before: Buffer.from(before),
  text: `${before}more\n`,
  why: 'a reason',
  ...more,
})
const read = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8')

test('creates files with folders and the mode of programs', () => {
  const { root } = tree()
  apply(root, create('a/b/c'), create('a/run', { isProgram: true }))
  expect(read(root, 'a/b/c')).toBe('new\n')
  expect(statSync(join(root, 'a/run')).mode & 0o777).toBe(0o755)
})

test('an addition keeps the mode, and what was there in a backup', () => {
  const { root } = tree({ a: 'mine\n' })
  chmodSync(join(root, 'a'), 0o750)
  const { backups } = apply(root, merge('a', 'mine\n'))
  expect(read(root, 'a')).toBe('mine\nmore\n')
  expect(statSync(join(root, 'a')).mode & 0o777).toBe(0o750)
  expect(backups.map((backup) => read(backup))).toEqual(['mine\n'])
})

test('every backup stays, also of a file that is changed twice', () => {
  const { root } = tree({ a: 'one\n' })
  apply(root, merge('a', 'one\n'))
  apply(root, merge('a', 'one\nmore\n'))
  expect([read(root, '.claude/backup/a'), read(root, '.claude/backup/a.1')]).toEqual(['one\n', 'one\nmore\n'])
})

test('in git, backups are where nobody commits them, and settings are made', () => {
  const repository = makeGitRepository({ a: 'mine\n' })
  onTestFinished(repository.remove)
  const { backups } = apply(repository.root, merge('a', 'mine\n'), {
    kind: 'configure',
    key: 'core.hooksPath',
    value: 'githooks',
  })
  expect(backups).toEqual([join(repository.root, '.git/dotclaude/backup/a')])
  expect(repository.git('config', '--local', 'core.hooksPath')).toBe('githooks')
  expect(repository.git('status', '--porcelain').trim()).toBe('M a')
})

test('what is kept is not touched', () => {
  const { root } = tree({ a: 'mine\n' })
  expect(apply(root, { kind: 'keep', path: 'a', ours: 'ours\n' })).toEqual({ backups: [] })
  expect(read(root, 'a')).toBe('mine\n')
})

test('a link inside the repository stays a link', () => {
  const { root } = tree({ real: 'mine\n' })
  symlinkSync('real', join(root, 'link'))
  apply(root, merge('link', 'mine\n'))
  expect(read(root, 'real')).toBe('mine\nmore\n')
})

test.each([
  { what: 'a file that appeared meanwhile', files: { a: 'mine\n' }, op: create('a') },
  { what: 'a file that changed meanwhile', files: { a: 'mine, later\n' }, op: merge('a', 'mine\n') },
])('refuses $what, before anything was written', ({ files, op }) => {
  const { root } = tree(files)
  expect(() => apply(root, create('b'), op)).toThrow(
    expect.objectContaining({ code: 'SCAFFOLD_CONFLICT', facts: expect.objectContaining({ path: 'a' }) }),
  )
  expect(read(root, 'a')).toBe(files.a)
  expect(existsSync(join(root, 'b'))).toBe(false)
})

test.each([
  { what: 'a folder', link: 'a', op: create('a/b/c') },
  { what: 'a file', link: 'a/file', op: merge('a/file', 'mine\n') },
  { what: 'nothing', link: 'dangling', op: create('dangling') },
])('refuses a link that leads out to $what', ({ link, op }) => {
  const outside = tree({ file: 'mine\n' })
  const inside = tree(link.includes('/') ? { 'a/x': '' } : {})
  const destination = link === 'dangling' ? 'nowhere' : link.includes('/') ? 'file' : ''
  symlinkSync(join(outside.root, destination), join(inside.root, link))
  expect(() => apply(inside.root, op)).toThrow(expect.objectContaining({ code: 'SCAFFOLD_CONFLICT' }))
  expect(read(outside.root, 'file')).toBe('mine\n')
  expect(existsSync(join(outside.root, 'b'))).toBe(false)
})

test('a folder that cannot be made is a failure with a code', () => {
  const { root } = tree({ a: '' })
  expect(() => apply(root, create('a/b'))).toThrow(expect.objectContaining({ code: 'ENV_FILE_UNWRITABLE' }))
})
