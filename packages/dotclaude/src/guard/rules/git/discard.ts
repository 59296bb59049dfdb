// Verbs of git that throw away work which no commit has: files, the index, stashes, work trees, submodules.
import { FROM_DIFF, isUnknown, withoutGlobs } from '../../read/marks.ts'
import { resolvePath } from '../../read/paths.ts'
import { judgeControlPath } from '../files/control-paths.ts'
import { isThrownAway } from '../files/delete.ts'
import { lineOf } from '../judge.ts'
import {
  isAnyChanged,
  isThrownAwayTree,
  isTreeChanged,
  isWholeTree,
  named,
  pathOf,
  shortBranch,
  wouldLose,
} from './git-call.ts'
import type { GitCall } from './git-call.ts'
import { readOptions } from './options.ts'

export type VerbRule = (call: GitCall) => void

const CHANGES = 'changes that no commit has'

export const DISCARD: Readonly<Record<string, VerbRule>> = {
  reset,
  checkout,
  switch: change,
  restore,
  clean,
  stash,
  rm: remove,
  mv: move,
  worktree,
  submodule,
  'read-tree': (call) => {
    const options = call.options(
      'reset u:update m:merge i:index-only n:dry-run prefix= exclude-per-directory=',
    )
    if (options.has('n')) return
    if (options.has('reset') && options.has('update')) call.stop('GUARD_GIT_INDEX_DISCARD')
    else call.judge.markLossy()
  },
  'update-index': hide,
  'checkout-index': (call) => {
    const options = call.options('f:force a:all u:index prefix= stdin temp q:quiet')
    if (options.has('force') && (options.value('prefix') ?? '') === '' && isTreeChanged(call))
      call.stop('GUARD_GIT_INDEX_DISCARD')
  },
  apply,
  merge: giveUp,
  'cherry-pick': giveUp,
  revert: giveUp,
  am: giveUp,
  pull: (call) => call.judge.markLossy(),
}

function giveUp({ words, judge }: GitCall): void {
  if (words.args.some((arg) => /^--(?:abort|quit|skip)$/.test(arg))) judge.markLossy()
}

function reset(call: GitCall): void {
  const options = call.options(
    'hard soft mixed merge keep q:quiet p:patch N:intent-to-add pathspec-from-file= pathspec-file-nul recurse-submodules? no-refresh',
  )
  if (options.has('hard')) {
    if (isThrownAwayTree(call)) call.judge.markLossy()
    else call.stop('GUARD_GIT_RESET_HARD')
  } else if (options.has('merge') && isTreeChanged(call))
    call.stop('GUARD_GIT_RESET_HARD', 'what is staged is lost')
  else call.judge.markLossy()
}

const CHECKOUT =
  'b:= B:= f:force p:patch m:merge t:track? d:detach orphan= ours theirs conflict= pathspec-from-file= pathspec-file-nul q:quiet l guess no-guess overlay no-overlay ignore-skip-worktree-bits recurse-submodules? progress overwrite-ignore ignore-other-worktrees'

function checkout(call: GitCall): void {
  const options = call.options(CHECKOUT)
  const fresh = options.value('B')
  if (fresh !== undefined && wouldLose(fresh, call))
    call.stop('GUARD_GIT_BRANCH_RESET', `the branch ${shortBranch(fresh)}`)
  // Without a terminal nobody answers; what is piped in answers by itself.
  if (options.has('patch') && !isAnswered(call)) return
  if (options.has('patch') && isTreeChanged(call)) call.stop('GUARD_GIT_CHECKOUT_DISCARD', CHANGES)
  const { ref, paths } = checkoutParts(options.operands, options.paths, call)
  if (options.value('pathspec-from-file') !== undefined && isTreeChanged(call))
    call.stop('GUARD_GIT_CHECKOUT_DISCARD', CHANGES)
  else if (paths.length > 0) {
    call.judge.markLossy()
    discardPaths(call, ref, paths)
  } else if (options.has('force')) {
    call.judge.markLossy()
    if (isTreeChanged(call)) call.stop('GUARD_GIT_SWITCH_DISCARD', CHANGES)
  }
}

function discardPaths(call: GitCall, ref: string | undefined, paths: readonly string[]): void {
  const isOther = ref !== undefined && !/^(?:HEAD|@)$/.test(ref)
  if (isAnyChanged(paths, call)) call.stop('GUARD_GIT_CHECKOUT_DISCARD', `${named(paths)}, with ${CHANGES}`)
  else if (isOther && paths.some((path) => isWholeTree(path, call)) && !isThrownAwayTree(call))
    call.stop(
      'GUARD_GIT_CHECKOUT_DISCARD',
      `all files by those of ${withoutGlobs(ref)}, which takes later commits back in silence`,
    )
}

interface CheckoutParts {
  readonly ref: string | undefined
  readonly paths: readonly string[]
}

/** Without `--` git asks whether the first word is a commit; a word that is a file and no branch is a path. */
function checkoutParts(
  operands: readonly string[],
  behind: readonly string[] | undefined,
  call: GitCall,
): CheckoutParts {
  if (behind !== undefined) return { ref: operands[0], paths: behind }
  const [first, ...rest] = operands
  if (first === undefined) return { ref: undefined, paths: [] }
  if (first.includes(FROM_DIFF)) return { ref: undefined, paths: ['.'] }
  if (looksLikePath(first, call)) return { ref: undefined, paths: operands }
  return { ref: first, paths: rest }
}

function looksLikePath(word: string, call: GitCall): boolean {
  const plain = withoutGlobs(word)
  if (/^(?:\.|\.\.|\.\/.*|\.\.\/.*|:.+|.*\/|~\/.*|\/.*)$/s.test(plain) || /[*?]/.test(plain)) return true
  const { state } = call.judge.context
  // In a folder that only the run knows it may be the one that all began in.
  const folder = call.words.folder ?? call.judge.context.cwd
  if (isUnknown(plain) || state.branchExists(plain, folder)) return false
  const path = resolvePath(folder, plain)
  return (
    path !== undefined &&
    (state.isTracked(path) || (call.words.folder !== undefined && /\.\w{1,5}$/.test(plain))) &&
    !/^(?:HEAD|@)|\.\.|^origin\//.test(plain)
  )
}

function change(call: GitCall): void {
  const options = call.options(
    'c:create= C:force-create= f:force discard-changes d:detach orphan= m:merge t:track? q:quiet guess no-guess conflict= recurse-submodules? ignore-other-worktrees progress',
  )
  const fresh = options.value('force-create')
  if (fresh !== undefined && wouldLose(fresh, call))
    call.stop('GUARD_GIT_BRANCH_RESET', `the branch ${shortBranch(fresh)}`)
  if (!options.has('force') && !options.has('discard-changes')) return
  call.judge.markLossy()
  if (isTreeChanged(call)) call.stop('GUARD_GIT_SWITCH_DISCARD', CHANGES)
}

function restore(call: GitCall): void {
  const options = call.options(
    's:source= S:staged W:worktree p:patch ours theirs m:merge conflict= q:quiet progress ignore-unmerged overlay no-overlay ignore-skip-worktree-bits recurse-submodules? pathspec-from-file= pathspec-file-nul',
  )
  if (options.has('patch') || (options.has('staged') && !options.has('worktree'))) return
  const paths = [...options.operands, ...(options.paths ?? [])]
  const source = options.value('source')
  call.judge.markLossy()
  if (options.value('pathspec-from-file') !== undefined ? isTreeChanged(call) : isAnyChanged(paths, call))
    call.stop('GUARD_GIT_RESTORE_DISCARD', `${named(paths)}, with ${CHANGES}`)
  else if (
    source !== undefined &&
    !/^(?:HEAD|@)$/.test(source) &&
    paths.some((path) => isWholeTree(path, call)) &&
    !isThrownAwayTree(call)
  )
    call.stop(
      'GUARD_GIT_RESTORE_DISCARD',
      `all files by those of ${withoutGlobs(source)}, which takes later commits back in silence`,
    )
}

/** Lines that come in and say yes: to a part, to all of a file, or to the first entry of a menu. */
function isAnswered({ run }: GitCall): boolean {
  return run.stdin !== undefined && /^\s*(?:y|yes|a|c|clean|1)\s*$/im.test(run.stdin)
}

function clean(call: GitCall): void {
  const options = call.options('d f:force i:interactive n:dry-run q:quiet e:exclude= x X')
  if (options.has('dry-run') || (options.has('interactive') && !isAnswered(call))) return
  const isForced =
    options.has('interactive') ||
    options.has('force') ||
    call.words.settings.some(
      ([key, value]) => key === 'clean.requireforce' && /^(?:false|no|off|0)$/i.test(value),
    )
  if (!isForced || isThrownAwayTree(call)) return
  const paths = [...options.operands, ...(options.paths ?? [])].map((spec) => pathOf(spec, call))
  const { state } = call.judge.context
  // A folder of which git tracks and knows nothing is build output.
  if (
    paths.length > 0 &&
    paths.every(
      (path) => path !== undefined && !call.run.isElsewhere && (state.isIgnored(path) || !state.exists(path)),
    )
  )
    return
  call.stop('GUARD_GIT_CLEAN')
}

function stash(call: GitCall): void {
  const [verb = 'push', ...rest] = call.words.args
  if (verb === 'drop' || verb === 'clear') call.stop('GUARD_GIT_STASH_DROP')
  if (verb === 'pop') {
    const isNamed = rest.some((arg) => !arg.startsWith('-'))
    const { folder } = call.words
    const trees = folder === undefined ? 2 : call.judge.context.state.worktrees(folder)
    if (!isNamed && trees > 1) call.stop('GUARD_GIT_STASH_POP', String(trees))
    else call.judge.markLossy()
  }
  if (isUnknown(verb)) call.stop('GUARD_UNDECIDABLE', 'what it does to the stash is not known')
}

function remove(call: GitCall): void {
  const options = call.options(
    'f:force r n:dry-run cached ignore-unmatch q:quiet sparse pathspec-from-file= pathspec-file-nul',
  )
  const paths = [...options.operands, ...(options.paths ?? [])]
  if (options.has('dry-run')) return
  if (options.has('cached')) {
    untrackControls(paths, call)
    return
  }
  call.judge.markLossy()
  if (options.has('force') && (isAnyChanged(paths, call) || paths.length === 0))
    call.stop('GUARD_GIT_RM_DISCARD', `${named(paths)}, with ${CHANGES}`)
}

/** A hook that is not in the index is gone for everybody else. */
function untrackControls(paths: readonly string[], call: GitCall): void {
  for (const spec of paths) {
    const path = pathOf(spec, call)
    if (path !== undefined) judgeControlPath(path, lineOf(call.run), call.judge, 'delete')
  }
}

/** A patch that takes back what `git diff` says. */
function apply(call: GitCall): void {
  const options = call.options(
    'R:reverse 3:3way check stat index cached p:= C:= directory= include= exclude= reject',
  )
  if (options.has('check') || options.has('stat')) return
  if (options.has('reverse')) call.judge.markLossy()
  if (options.has('reverse') && call.run.stdin?.includes(FROM_DIFF) === true && isTreeChanged(call))
    call.stop('GUARD_GIT_RESTORE_DISCARD', `the changed files, with ${CHANGES}`)
}

/** A changed file that git takes for unchanged is overwritten by the next checkout. */
function hide(call: GitCall): void {
  const isHidden = call.words.args.some((arg) => /^--(?:assume-unchanged|skip-worktree)$/.test(arg))
  const paths = call.words.args.filter((arg) => !arg.startsWith('-'))
  if (isHidden && isAnyChanged(paths, call))
    call.stop(
      'GUARD_GIT_INDEX_DISCARD',
      'git no longer sees that they are changed, and the next checkout takes them',
    )
}

function move(call: GitCall): void {
  const options = call.options('f:force n:dry-run k v:verbose sparse')
  const target = [...options.operands, ...(options.paths ?? [])].at(-1)
  if (options.has('dry-run') || !options.has('force') || target === undefined) return
  if (isAnyChanged([target], call) && !isFolder(target, call))
    call.stop('GUARD_GIT_RM_DISCARD', `${named([target])}, with ${CHANGES}`)
}

function isFolder(spec: string, call: GitCall): boolean {
  const path = pathOf(spec, call)
  return path !== undefined && call.judge.context.state.isFolder(path)
}

const WORKTREE_ADD =
  'b:= B:= f:force d:detach checkout lock reason= orphan q:quiet track guess-remote relative-paths'

function worktree(call: GitCall): void {
  const [verb = '', ...args] = call.words.args
  if (verb === 'add') {
    const name = readOptions(args, WORKTREE_ADD).value('B')
    if (name !== undefined && wouldLose(name, call))
      call.stop('GUARD_GIT_BRANCH_RESET', `the branch ${shortBranch(name)}`)
  }
  if (verb !== 'remove' || !args.some((arg) => /^(?:-\w*f\w*|--f(?:o|or|orc|orce)?)$/.test(arg))) return
  const target = args.find((arg) => !arg.startsWith('-'))
  const path =
    target === undefined || isUnknown(target)
      ? undefined
      : resolvePath(call.words.folder, withoutGlobs(target))
  if (path !== undefined && !call.run.isElsewhere && isThrownAway(path, call.judge)) return
  if (path === undefined || call.run.isElsewhere || call.judge.context.state.isDirty(path))
    call.stop('GUARD_GIT_WORKTREE_REMOVE', CHANGES)
}

function submodule(call: GitCall): void {
  const [verb = ''] = call.words.args.filter((arg) => !arg.startsWith('-'))
  const isForced = call.words.args.some((arg) => /^(?:-\w*f\w*|--f(?:o|or|orc|orce)?)$/.test(arg))
  if (isForced && /^(?:deinit|update|checkout)$/.test(verb)) call.stop('GUARD_GIT_SUBMODULE_DISCARD')
}
