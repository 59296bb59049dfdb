// A real git repository for one test: a temp tree with a branch `main` and commits that are the same on every machine.
// Nothing of the user's or the system's git configuration is read while it is made.
import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from './temp-tree.ts'
import type { TempTree, TreeFiles } from './temp-tree.ts'

const AUTHOR = { name: 'A. Tester', email: 'tester@example.com' }
const FIRST_COMMIT_SECONDS = 1_700_000_000

export interface CommitOptions {
  /** When it was made, in days after the first possible moment; each commit is a second later than the one before. */
  readonly day?: number
}

export interface GitRepository extends TempTree {
  /** Runs git in the repository and gives what it printed, without the last line break. */
  readonly git: (...args: readonly string[]) => string
  /** Deletes files from the work tree. */
  readonly delete: (...paths: readonly string[]) => void
  /** Commits all that stands in the work tree and gives the commit's name; empty commits are fine. */
  readonly commit: (message: string, options?: CommitOptions) => string
}

/** The environment in which git knows nobody but the tester. */
export function gitEnvironment(seconds: number = FIRST_COMMIT_SECONDS): Readonly<Record<string, string>> {
  return {
    PATH: process.env['PATH'] ?? '',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: AUTHOR.name,
    GIT_AUTHOR_EMAIL: AUTHOR.email,
    GIT_AUTHOR_DATE: `${seconds} +0000`,
    GIT_COMMITTER_NAME: AUTHOR.name,
    GIT_COMMITTER_EMAIL: AUTHOR.email,
    GIT_COMMITTER_DATE: `${seconds} +0000`,
  }
}

/** With files there is a first commit; without, the branch is still unborn. The caller removes it. */
export function makeGitRepository(files: TreeFiles = {}): GitRepository {
  const repository = repositoryIn(makeTempTree(files))
  repository.git('init', '--quiet', '--template=', '--initial-branch=main')
  if (Object.keys(files).length > 0) repository.commit('Start')
  return repository
}

/** The same repository at another place: cheaper than making it again for each of many tests. */
export function copyGitRepository(original: GitRepository): GitRepository {
  const tree = makeTempTree()
  cpSync(original.root, tree.root, { recursive: true, verbatimSymlinks: true })
  return repositoryIn(tree)
}

function repositoryIn(tree: TempTree): GitRepository {
  let commits = 0
  const run = (args: readonly string[], seconds?: number): string =>
    execFileSync('git', args, { cwd: tree.root, env: gitEnvironment(seconds), encoding: 'utf8' }).trimEnd()
  const commit: GitRepository['commit'] = (message, { day = 0 } = {}) => {
    commits += 1
    run(['add', '--all'])
    const seconds = FIRST_COMMIT_SECONDS + day * 86_400 + commits
    run(['commit', '--quiet', '--allow-empty', '--cleanup=verbatim', '-m', message], seconds)
    return run(['rev-parse', 'HEAD'])
  }
  return {
    ...tree,
    commit,
    git: (...args) => run(args),
    delete: (...paths) => paths.forEach((path) => rmSync(join(tree.root, path))),
  }
}
