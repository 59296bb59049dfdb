// The uncommitted change from one clone to another: made without touching the first, applied three-way in the second.
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyGitRepository, makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { expect, onTestFinished, test } from 'vitest'
import { applyPatch } from '../../../../src/handoff/digest/apply-patch.ts'
import type { FilePatch, WorkPatch } from '../../../../src/handoff/digest/digest.ts'
import { repositoryState, workTreeRoot } from '../../../../src/handoff/digest/repository-state.ts'
import { workPatch } from '../../../../src/handoff/digest/work-patch.ts'

const LINES = Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\n')
const FILES = { 'a.txt': `${LINES}\n`, 'gone.txt': 'gone\n', 'run.sh': '#!/bin/sh\n', 'ä b.txt': 'x\n' }

function repository(): GitRepository {
  const made = makeGitRepository(FILES)
  onTestFinished(made.remove)
  return made
}

function clone(original: GitRepository): GitRepository {
  const copied = copyGitRepository(original)
  onTestFinished(copied.remove)
  return copied
}

const patchOf = (root: string): WorkPatch => {
  const patch = workPatch(root, process.env)
  if (patch === undefined) throw new Error('there is no patch')
  return patch
}

const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8')

test('staged, unstaged, untracked, deleted, renamed and made executable: all of it arrives', () => {
  const from = repository()
  const to = clone(from)
  from.write({ 'a.txt': `first\n${LINES}\nlast`, 'new/ü "q".txt': 'new\n', 'ä b.txt': 'y\n' })
  from.git('add', 'a.txt')
  from.write({ 'a.txt': `first\n${LINES}\nlast\n` })
  from.delete('gone.txt')
  chmodSync(join(from.root, 'run.sh'), 0o755)
  const patch = patchOf(from.root)
  expect(patch.files.map(({ path }) => path).toSorted()).toEqual([
    'a.txt',
    'gone.txt',
    'new/ü "q".txt',
    'run.sh',
    'ä b.txt',
  ])
  expect(applyPatch(to.root, patch)).toEqual({ paths: patch.files.map(({ path }) => path), conflicts: [] })
  expect(to.git('status', '--porcelain', '--untracked-files=all', '-z').split('\0').toSorted()).toEqual(
    ['', 'A  new/ü "q".txt', 'D  gone.txt', 'M  a.txt', 'M  run.sh', 'M  ä b.txt'].toSorted(),
  )
  expect(read(to.root, 'a.txt')).toBe(`first\n${LINES}\nlast\n`)
})

test('a change of the same length in the same moment as the index is in it', () => {
  const from = repository()
  const place = join(from.root, 'ä b.txt')
  const second = 1_700_000_000
  from.git('config', 'core.trustctime', 'false')
  utimesSync(place, second, second)
  from.git('add', 'ä b.txt')
  from.write({ 'ä b.txt': 'y\n' })
  utimesSync(place, second, second)
  utimesSync(join(from.root, '.git/index'), second, second)
  expect(patchOf(from.root).files.map(({ path }) => path)).toEqual(['ä b.txt'])
})

test('making it changes nothing in the repository', () => {
  const from = repository()
  from.write({ 'a.txt': 'changed\n', 'new.txt': 'new\n', '.gitignore': 'ignored.txt\n', 'ignored.txt': 'x' })
  const state = (): string => `${from.git('status', '--porcelain')}\n${from.git('count-objects', '-v')}`
  const before = state()
  expect(patchOf(from.root).files.map(({ path }) => path)).toEqual(['.gitignore', 'a.txt', 'new.txt'])
  expect(state()).toBe(before)
})

test('what cannot be looked through stays behind and is named', () => {
  const from = repository()
  from.write({
    'logo.png': Uint8Array.from([0, 1, 2, 0]),
    'large.txt': 'x'.repeat(600_000),
    'latin.txt': Uint8Array.from([0x61, 0xe4, 0x0a]),
  })
  symlinkSync('/etc/passwd', join(from.root, 'link'))
  mkdirSync(join(from.root, 'inner'))
  expect(patchOf(from.root)).toMatchObject({
    files: [],
    leftOut: [
      { path: 'large.txt', reason: 'too-large' },
      { path: 'latin.txt', reason: 'binary' },
      { path: 'link', reason: 'link' },
      { path: 'logo.png', reason: 'binary' },
    ],
  })
})

test('without a change, and without a commit, there is none', () => {
  expect(workPatch(repository().root, process.env)).toBeUndefined()
  const unborn = makeGitRepository()
  onTestFinished(unborn.remove)
  unborn.write({ a: 'b' })
  expect(workPatch(unborn.root, process.env)).toBeUndefined()
})

test('where the tree went on elsewhere in the file, both changes stay', () => {
  const from = repository()
  const to = clone(from)
  from.write({ 'a.txt': `first\n${LINES}\n` })
  to.write({ 'a.txt': `${LINES}\nlast\n` })
  to.commit('Went on')
  expect(applyPatch(to.root, patchOf(from.root)).conflicts).toEqual([])
  expect(read(to.root, 'a.txt')).toBe(`first\n${LINES}\nlast\n`)
})

test('where it went on in the same place, git marks it', () => {
  const from = repository()
  const to = clone(from)
  from.write({ 'a.txt': `mine\n${LINES}\n`, 'b.txt': 'b\n' })
  to.write({ 'a.txt': `theirs\n${LINES}\n` })
  to.commit('Went on')
  expect(applyPatch(to.root, patchOf(from.root)).conflicts).toEqual(['a.txt'])
  expect(read(to.root, 'a.txt')).toContain('<<<<<<<')
})

test('over a change that is not committed nothing is applied', () => {
  const from = repository()
  const to = clone(from)
  from.write({ 'a.txt': 'mine\n', 'b.txt': 'b\n' })
  to.write({ 'a.txt': 'theirs\n' })
  expect(() => applyPatch(to.root, patchOf(from.root))).toThrow(
    expect.objectContaining({ code: 'SESSION_PATCH_REFUSED' }),
  )
  expect(to.git('status', '--porcelain')).toBe(' M a.txt')
})

test('a clone that lacks the commit says so', () => {
  const from = repository()
  const other = makeGitRepository({ 'c.txt': 'c\n' })
  onTestFinished(other.remove)
  from.write({ 'a.txt': 'mine\n' })
  expect(() => applyPatch(other.root, patchOf(from.root))).toThrow(/is not in this clone/)
})

const plain = (path: string, name = path): FilePatch => ({
  path,
  text: `diff --git a/${name} b/${name}\nnew file mode 100644\nindex 0000000..1111111\n--- /dev/null\n+++ b/${name}\n@@ -0,0 +1 @@\n+x\n`,
})

const HOSTILE: readonly (readonly [string, FilePatch])[] = [
  ['outside by dots', plain('../x')],
  ['outside by its root', plain('/tmp/x')],
  ['a drive', plain('C:/x')],
  ['in .git', plain('.git/hooks/post-checkout')],
  ['in .GIT below', plain('sub/.GIT/config')],
  ['another name inside than outside', plain('a.txt', '.git/config')],
  ['a link', { path: 'l', text: plain('l').text.replace('100644', '120000') }],
  ['a repository', { path: 'l', text: plain('l').text.replace('100644', '160000') }],
  ['two files in one', { path: 'a', text: plain('a').text + plain('b').text }],
  ['a rename', { path: 'a', text: 'diff --git a/b b/a\nrename from b\nrename to a\n' }],
  ['binary', { path: 'a', text: 'diff --git a/a b/a\nGIT binary patch\nliteral 0\n' }],
  ['an agent’s form', { path: 'a', text: '*** Begin Patch\n*** Add File: a\n+x\n*** End Patch' }],
  ['nothing', { path: 'a', text: '' }],
]

test.each(HOSTILE)('a patch is refused: %s', (_, file) => {
  const { root, git } = repository()
  const patch = { base: git('rev-parse', 'HEAD'), files: [plain('fine.txt'), file], leftOut: [] }
  expect(() => applyPatch(root, patch)).toThrow(expect.objectContaining({ code: 'SESSION_PATCH_REFUSED' }))
  expect(git('status', '--porcelain')).toBe('')
})

test('a patch of nothing applies nothing', () => {
  expect(applyPatch('/nowhere', { base: 'x', files: [], leftOut: [] })).toEqual({ paths: [], conflicts: [] })
})

test('the state of a repository', () => {
  const made = repository()
  made.git('remote', 'add', 'origin', 'https://user:planted@git.example/acme/harbour.git')
  made.write({ 'new/x.txt': 'x' })
  expect(repositoryState(made.root)).toEqual({
    name: 'harbour',
    remote: 'https://git.example/acme/harbour.git',
    branch: 'main',
    head: made.git('rev-parse', 'HEAD'),
    isDirty: true,
    dirtyPaths: ['new/x.txt'],
  })
  made.git('checkout', '--quiet', '--detach')
  made.git('remote', 'set-url', 'origin', '/srv/mirrors/x.git')
  rmSync(join(made.root, 'new'), { recursive: true })
  expect(repositoryState(made.root)).toMatchObject({ isDirty: false, dirtyPaths: [] })
  expect(repositoryState(made.root)).not.toHaveProperty('branch')
  expect(repositoryState(made.root)).not.toHaveProperty('remote')
})

test('a folder that is none, or no repository, has no root', () => {
  const made = repository()
  writeFileSync(join(made.root, 'file'), '')
  mkdirSync(join(made.root, 'sub'))
  expect(workTreeRoot(join(made.root, 'sub'))).toBe(made.root)
  expect([undefined, '/nowhere/at/all', join(made.root, 'file')].map(workTreeRoot)).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

const URLS: readonly (readonly [string, string])[] = [
  ['https://a:b@git.example/x', 'https://git.example/x'],
  ['https://token@git.example/x', 'https://git.example/x'],
  ['ssh://git@git.example/x', 'ssh://git@git.example/x'],
  ['ssh://me:pw@git.example/x', 'ssh://git.example/x'],
  ['git@git.example:x', 'git@git.example:x'],
  ['https://git.example/x@y', 'https://git.example/x@y'],
]

test.each(URLS)('%s without credentials', (url, wanted) => {
  const made = repository()
  made.git('remote', 'add', 'origin', url)
  expect(repositoryState(made.root).remote).toBe(wanted)
})
