// git as saving and restoring use it: on the repository of the work tree, whatever the environment points at, and without
// running anything that somebody put into it. Hooks and a monitor of files are programs, and a saved state is no event.
import type { GitOptions, GitRun } from '../repo/git.ts'
import { askGit, runGit } from '../repo/git.ts'

const NOTHING_ELSE: readonly string[] = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  // What other systems could not hold is on this one's disk already.
  'core.protectNTFS=false',
  'core.protectHFS=false',
]

/** By these git would look elsewhere, or read names as patterns. */
const ELSEWHERE =
  /^GIT_(?:DIR|COMMON_DIR|WORK_TREE|INDEX_FILE|INDEX_VERSION|NAMESPACE|PREFIX|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|QUARANTINE_PATH|.*PATHSPECS|SHALLOW_FILE|DEFAULT_HASH)$/

type Environment = Readonly<Record<string, string | undefined>>

export interface Plumbing {
  readonly root: string
  readonly ask: (args: readonly string[], options?: GitOptions) => Buffer
  readonly run: (args: readonly string[], options?: GitOptions) => GitRun
  /** The output without its last line break; empty where git says no. */
  readonly text: (args: readonly string[]) => string
  /** The same with another index. */
  readonly with: (index: string) => Plumbing
}

export function plumbingAt(root: string, env: Environment): Plumbing {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !ELSEWHERE.test(name)))
  return plumbing(root, own)
}

function plumbing(root: string, env: Environment): Plumbing {
  const options = (given: GitOptions = {}): GitOptions => ({
    ...given,
    env: { ...env, ...given.env },
    settings: [...NOTHING_ELSE, ...(given.settings ?? [])],
  })
  const run: Plumbing['run'] = (args, given) => runGit(root, args, options(given))
  return {
    root,
    run,
    ask: (args, given) => askGit(root, args, options(given)),
    text: (args) => {
      const answer = run(args)
      return answer.ok ? answer.stdout.toString('utf8').replace(/\r?\n$/, '') : ''
    },
    with: (index) => plumbing(root, { ...env, GIT_INDEX_FILE: index }),
  }
}
