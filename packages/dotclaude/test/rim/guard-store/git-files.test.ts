// What is read of git's own files without git is what git says, in every repository of the table; where it is less than
// plain, nothing is said. Git itself is the oracle.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import { expect, onTestFinished, test } from 'vitest'
import { gitFiles } from '../../../src/guard-store/git-files.ts'

interface Case {
  readonly name: string
  readonly ignore: Readonly<Record<string, string>>
  /** Work tree paths and whether they are plainly ignored. */
  readonly said: Readonly<Record<string, true | undefined>>
  readonly git?: readonly (readonly string[])[]
}

const TREE = [
  'src/a.ts',
  'dist/x.js',
  'node_modules/p/index.js',
  'app/dist/y.js',
  'app/deep/out/z.js',
  'distance/d.ts',
]

const CASES: readonly Case[] = [
  {
    name: 'names at any depth',
    ignore: { '.gitignore': 'node_modules/\r\ndist\n' },
    said: {
      node_modules: true,
      'node_modules/p/index.js': true,
      dist: true,
      'app/dist/y.js': true,
      app: undefined,
      distance: undefined,
      'src/a.ts': undefined,
    },
  },
  {
    name: 'names at one place',
    ignore: { '.gitignore': '/dist\napp/deep/out/\n', 'app/.gitignore': '/dist/\n' },
    said: { dist: true, 'app/deep/out/z.js': true, 'app/deep': undefined, 'app/dist': true },
  },
  {
    name: 'a name at the root is not one below',
    ignore: { '.gitignore': '/dist\n' },
    said: { dist: true, 'app/dist': undefined },
  },
  { name: 'folders are no files', ignore: { '.gitignore': 'a.ts/\n' }, said: { 'src/a.ts': undefined } },
  {
    name: 'what is taken back is for git',
    ignore: { '.gitignore': 'dist\n!dist\n', 'app/.gitignore': '!dist\n' },
    said: { dist: undefined, 'app/dist': undefined },
  },
  {
    name: 'patterns, remarks and blanks are for git',
    ignore: { '.gitignore': 'node_*\n#dist\n dist\ndist \n**/out\n' },
    said: { node_modules: undefined, 'app/deep/out': undefined, 'app/dist': undefined },
  },
  {
    name: 'an index in version 4 is for git',
    ignore: { '.gitignore': 'dist\n' },
    said: { dist: true },
    git: [['update-index', '--index-version', '4']],
  },
  {
    name: 'an index in two parts',
    ignore: { '.gitignore': 'dist\n' },
    said: { dist: true },
    git: [['update-index', '--split-index']],
  },
  {
    name: 'what was added all the same is tracked',
    ignore: { '.gitignore': 'dist\n' },
    said: { dist: true, 'app/dist': true },
    git: [['add', '-f', 'dist/x.js']],
  },
]

function repository({ ignore, git = [] }: Pick<Case, 'ignore' | 'git'>): string {
  const { root, remove } = makeGitRepository({ ...ignore, 'src/a.ts': 'a\n' })
  onTestFinished(remove)
  for (const path of TREE) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), 'x\n')
  }
  for (const args of git) execFileSync('git', args, { cwd: root })
  return root
}

const isIgnored = (root: string, path: string): boolean =>
  spawnSync('git', ['check-ignore', '--no-index', '-q', '--', path], { cwd: root }).status === 0

const isUntracked = (root: string, path: string): boolean =>
  execFileSync('git', ['ls-files', '--', path], { cwd: root, encoding: 'utf8' }) === ''

test.each(CASES)('$name', ({ ignore, git, said }) => {
  const root = repository({ ignore, ...(git === undefined ? {} : { git }) })
  const files = gitFiles(root, {})
  const paths = Object.keys(said)
  expect(Object.fromEntries(paths.map((path) => [path, files.isIgnored(join(root, path))]))).toEqual(said)
  const all = [...paths, ...TREE]
  const ignored = all.filter((path) => files.isIgnored(join(root, path)))
  const untracked = all.filter((path) => files.isUntracked(join(root, path)))
  expect(ignored.filter((path) => !isIgnored(root, path))).toEqual([])
  expect(untracked.filter((path) => !isUntracked(root, path))).toEqual([])
})

test.each([
  { name: 'build output', git: [], said: true },
  { name: 'an index in version 4', git: [['update-index', '--index-version', '4']], said: undefined },
  { name: 'an index in two parts', git: [['update-index', '--split-index']], said: undefined },
  { name: 'what was added', git: [['add', '-f', 'dist/x.js']], said: undefined },
])('untracked without git, $name', ({ git, said }) => {
  const root = repository({ ignore: { '.gitignore': 'dist\n' }, git })
  expect(gitFiles(root, {}).isUntracked(join(root, 'dist'))).toBe(said)
})

test('elsewhere nothing is said', () => {
  const root = repository({ ignore: { '.gitignore': 'dist\n' } })
  const dist = join(root, 'dist')
  expect(gitFiles(root, { GIT_INDEX_FILE: 'x' }).isUntracked(dist)).toBeUndefined()
  symlinkSync(root, `${root}-link`)
  onTestFinished(() => rmSync(`${root}-link`))
  expect(gitFiles(`${root}-link`, {}).isIgnored(join(`${root}-link`, 'app/dist'))).toBeUndefined()
  execFileSync('git', ['config', 'core.worktree', '/nowhere'], { cwd: root })
  expect(gitFiles(root, {}).isIgnored(dist)).toBeUndefined()
  expect(gitFiles(join(root, 'app'), {}).isIgnored(join(root, 'app/dist'))).toBeUndefined()
})
