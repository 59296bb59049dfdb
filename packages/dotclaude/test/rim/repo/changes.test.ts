// What git says has changed, for every kind of change and for names that git would quote.
import { renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeGitRepository } from '../../../../testkit/src/git-repository.ts'
import { changedFiles, changedSince } from '../../../src/repo/changes.ts'
import type { Change } from '../../../src/repo/changes.ts'

const LONG = 'a line of text\n'.repeat(20)

function changedRepository(): { readonly root: string; readonly before: string; readonly after: string } {
  const repository = makeGitRepository({
    'src/kept': 'k',
    'src/modified': 'm',
    'src/deleted': 'd',
    'src/moved': LONG,
    'src/retyped': 'r',
    'src/ümlaut "quoted"\n': 'u',
  })
  onTestFinished(repository.remove)
  const before = repository.git('rev-parse', 'HEAD')
  // What a user may have set must not change the answer.
  repository.git('config', 'diff.renames', 'false')
  repository.git('config', 'diff.noprefix', 'true')
  repository.git('config', 'core.quotePath', 'true')
  const at = (path: string): string => join(repository.root, path)
  repository.write({ 'src/modified': 'M', 'src/ümlaut "quoted"\n': 'U', 'lib/added': 'new' })
  repository.delete('src/deleted')
  renameSync(at('src/moved'), at('lib/moved'))
  rmSync(at('src/retyped'))
  symlinkSync('kept', at('src/retyped'))
  return { root: repository.root, before, after: repository.commit('Change') }
}

const EXPECTED: readonly Change[] = [
  { status: 'A', path: 'lib/added' },
  { status: 'R', path: 'lib/moved', from: 'src/moved' },
  { status: 'D', path: 'src/deleted' },
  { status: 'M', path: 'src/modified' },
  { status: 'T', path: 'src/retyped' },
  { status: 'M', path: 'src/ümlaut "quoted"\n' },
]

test('from commit to commit', () => {
  const { root, before, after } = changedRepository()
  expect(changedFiles(root, before, after)).toEqual(EXPECTED)
})

test('from a commit to the work tree, untracked files included and ignored ones not', () => {
  const repository = makeGitRepository({ a: '1', b: '1', '.gitignore': 'ignored\n' })
  onTestFinished(repository.remove)
  repository.write({ a: '2', untracked: '', ignored: '', 'nested/x': '' })
  repository.delete('b')
  repository.git('init', '--quiet', 'nested')
  expect(changedSince(repository.root, 'HEAD')).toEqual([
    { status: 'M', path: 'a' },
    { status: 'D', path: 'b' },
    { status: 'A', path: 'untracked' },
  ])
})

test('below a folder of the repository, paths are relative to it', () => {
  const { root, before, after } = changedRepository()
  expect(changedFiles(join(root, 'lib'), before, after)).toEqual([
    { status: 'A', path: 'added' },
    { status: 'A', path: 'moved' },
  ])
})
