// One call of git as its rules see it: the verb with its options read, the folder, and answers about paths and branches
// that take what is unknown for what must be protected.
import { isUnknown, withoutGlobs } from '../../read/marks.ts'
import { splitGit } from '../../read/git-words.ts'
import type { GitWords } from '../../read/git-words.ts'
import { isWithin, resolvePath } from '../../read/paths.ts'
import type { Run } from '../../read/run.ts'
import type { GuardCode } from '../../verdict.ts'
import { isThrownAway } from '../files/delete.ts'
import { isKept, lineOf } from '../judge.ts'
import type { Judge } from '../judge.ts'
import { readOptions } from './options.ts'
import type { Options } from './options.ts'

export interface GitCall {
  readonly run: Run
  readonly words: GitWords
  readonly judge: Judge
  readonly options: (spec: string) => Options
  readonly stop: (rule: GuardCode, detail?: string) => void
}

export function gitCall(run: Run, judge: Judge): GitCall {
  const split = splitGit(run.args, run.folder)
  const tree = run.environment.get('GIT_WORK_TREE')
  const words = {
    ...split,
    folder: tree === undefined ? split.folder : resolvePath(split.folder, withoutGlobs(tree)),
    settings: [...run.settings, ...split.settings],
  }
  const stop = (rule: GuardCode, detail?: string): void => judge.stop(rule, lineOf(run), detail)
  return {
    run,
    words,
    judge,
    stop,
    options: (spec) => {
      const options = readOptions(words.args, spec)
      if (options.isUncertain) stop('GUARD_UNDECIDABLE', 'one of its options is known only when it runs')
      return options
    },
  }
}

/** The path that a pathspec is about, with its pattern; absent where only the run can tell. */
export function pathOf(spec: string, { words, judge }: GitCall): string | undefined {
  const { folder } = words
  const plain = withoutGlobs(spec)
  const [, magic, rest = plain] = /^:(\([^)]*\)|\/|!|\^)(.*)$/s.exec(plain) ?? []
  const isFromTop = magic === '/' || magic?.includes('top') === true
  const start = isFromTop && folder !== undefined ? (judge.context.state.rootOf(folder) ?? folder) : folder
  // What is left out says nothing about what is meant: the whole folder is.
  if (magic === '!' || magic === '^' || /\b(?:exclude|!)/.test(magic ?? '')) return start
  const known = isUnknown(rest) ? rest.slice(0, rest.search(/[\uE000-\uE002]/)).replace(/[^/]*$/, '') : rest
  // A star in a pathspec goes down into folders as well.
  const deep = known.replace(/^((?:[^*?[]*\/)?)([^/]*\*[^/]*)$/, '$1**/$2')
  return resolvePath(start, deep === '' ? '.' : deep)
}

/** Whether one of the paths has changes in tracked files. */
export function isAnyChanged(specs: readonly string[], call: GitCall): boolean {
  if (call.run.isElsewhere) return true
  if (isThrownAwayTree(call)) return false
  return specs.some((spec) => {
    const path = pathOf(spec, call)
    if (path !== undefined && isKept(path, call.run.kept, call.judge)) return false
    return path === undefined || call.judge.context.state.isChanged(path)
  })
}

export function rootOf({ words, judge }: GitCall): string | undefined {
  return words.folder === undefined ? undefined : (judge.context.state.rootOf(words.folder) ?? words.folder)
}

/** A work tree among temporary files, which may go as a whole; not the one that the command stands in. */
export function isThrownAwayTree(call: GitCall): boolean {
  const root = rootOf(call)
  return (
    root !== undefined && !call.run.isElsewhere && !isLedElsewhere(call) && isThrownAway(root, call.judge)
  )
}

/** The work tree is not the one around the folder. */
function isLedElsewhere({ run, words }: GitCall): boolean {
  return (
    run.environment.has('GIT_DIR') ||
    run.environment.has('GIT_WORK_TREE') ||
    words.settings.some(([key]) => key === 'core.worktree')
  )
}

/** A repository that this very command line has made among temporary files: nothing in it is older. */
export function isFresh(call: GitCall): boolean {
  const { folder, globals } = call.words
  return (
    folder !== undefined &&
    !call.run.isElsewhere &&
    !isLedElsewhere(call) &&
    !globals.some((word) => /^--(?:git-dir|work-tree)/.test(word)) &&
    [...call.judge.fresh].some((made) => isWithin(folder, made))
  )
}

/** `git init` and `git clone` into a folder that belongs to no repository yet. */
export function keepFresh(call: GitCall): void {
  const { verb, args, folder } = call.words
  const [first, second] = call.options(
    'q:quiet bare template= separate-git-dir= b: branch= initial-branch= object-format= ref-format= shared? depth= o:origin= u:upload-pack= reference= c:config= j:jobs= filter= single-branch no-checkout n recurse-submodules? s:shared l:local mirror v:verbose progress',
  ).operands
  const name =
    verb === 'init'
      ? (first ?? '.')
      : (second ?? /([^/:]+?)(?:\.git)?\/*$/.exec(withoutGlobs(first ?? ''))?.[1])
  const path = name === undefined || isUnknown(name) ? undefined : resolvePath(folder, withoutGlobs(name))
  if (path === undefined || args.some((arg) => arg.startsWith('--separate-git-dir'))) return
  if (isThrownAway(path, call.judge) && call.judge.context.state.rootOf(path) === undefined)
    call.judge.fresh.add(path)
}

/** Whether anything tracked is changed in the whole work tree. */
export function isTreeChanged(call: GitCall): boolean {
  const root = rootOf(call)
  if (isThrownAwayTree(call)) return false
  return call.run.isElsewhere || root === undefined || call.judge.context.state.isChanged(root)
}

/** `.`, the root, and everything that stands for all files. */
export function isWholeTree(spec: string, call: GitCall): boolean {
  const path = pathOf(spec, call)
  const root = rootOf(call)
  return (
    path === undefined ||
    root === undefined ||
    path === root ||
    path === `${root}/*` ||
    /^(?:\.|:\/|\*)$/.test(withoutGlobs(spec))
  )
}

/** The default branch, and those that the configuration names. */
export function isProtected(branch: string, { words, judge }: GitCall): boolean {
  const { state, options } = judge.context
  const name = shortBranch(branch)
  if (isUnknown(name) || /[*]/.test(name)) return true
  const patterns = ['main', 'master', ...options.protectedBranches]
  const own = words.folder === undefined ? undefined : state.defaultBranch(words.folder)
  return name === own || patterns.some((pattern) => matches(pattern, name))
}

export function shortBranch(ref: string): string {
  return withoutGlobs(ref).replace(/^refs\/heads\//, '')
}

function matches(pattern: string, name: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**', '\u0000')
    .replaceAll('*', '[^/]*')
    .replaceAll('\u0000', '.*')
    .replaceAll('?', '[^/]')
  return new RegExp(`^${source}$`).test(name)
}

/** An existing branch whose commits no other one has. */
export function wouldLose(branch: string, { run, words, judge }: GitCall): boolean {
  const { state } = judge.context
  const name = shortBranch(branch)
  if (run.isElsewhere || words.folder === undefined || isUnknown(name)) return true
  return state.branchExists(name, words.folder) && !state.isMerged(name, words.folder)
}

export function named(specs: readonly string[]): string {
  return specs.length === 0 ? 'everything' : specs.map(withoutGlobs).join(', ')
}
