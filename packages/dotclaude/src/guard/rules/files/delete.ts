// Deleting: what `rm` and its kin would take away, judged place by place. What a commit, a build or nobody has may go; what
// only the disk has may not.
import { isGlob, isUnknown, shown, withoutGlobs } from '../../read/marks.ts'
import { baseOf, isWithin, parentOf, resolvePath } from '../../read/paths.ts'
import type { Run } from '../../read/run.ts'
import { isKept, lineOf } from '../judge.ts'
import type { Judge } from '../judge.ts'
import { judgeControlPath } from './control-paths.ts'
import { isBuildFolder, isBuildOutput, isCache, isPrecious, isSystem, isTemporary } from './places.ts'

export interface Deletion {
  readonly run: Run
  /** The word as the command line has it. */
  readonly target: string
  readonly isRecursive: boolean
}

export function judgeDeletion({ run, target, isRecursive }: Deletion, judge: Judge): void {
  if (run.isElsewhere) return
  const line = lineOf(run)
  const place = placeOf(target, run, judge)
  if (place === '') return
  if (place === undefined) {
    if (isMadeAgain(target)) return
    if (isRecursive || isGlob(target) || !/^\uE000+$/.test(target))
      judge.stop('GUARD_UNDECIDABLE', line, `what ${shown(target)} stands for is known only when it runs`)
    return
  }
  const { state } = judge.context
  // A folder is not deleted without being told to go down into it.
  if (!isRecursive && !isGlob(target) && !isUnknown(target) && state.isFolder(place)) return
  const isSearch = isUnknown(target)
  judgePlace(
    place,
    line,
    { isRecursive, isSearch, isKept: isKept(place, run.kept, judge) && !isSearch },
    judge,
  )
}

/** Whatever the folder is: a build brings it back. */
function isMadeAgain(target: string): boolean {
  const [first = ''] = target.replace(/^\.\//, '').split('/')
  return isBuildFolder(first) && !isUnknown(target) && !target.split('/').includes('..')
}

/** The path that is meant, patterns included; `undefined` if it may be any, and empty for nothing. */
export function placeOf(target: string, run: Run, { home }: Judge): string | undefined {
  const plain = withoutGlobs(target).replace(/^~(?=\/|$)/, home)
  if (plain === '') return ''
  if (/^~[a-z_][\w-]*$/.test(plain)) return `/home/${plain.slice(1)}`
  // A variable in front may be empty, and then the rest starts at the root; a name may be any.
  if (/^[\uE000-\uE002]/.test(plain)) return undefined
  const known = plain.replaceAll(/\/[\uE000-\uE002]\//g, '/**/').replaceAll(/[\uE000-\uE002]+/g, '*')
  return resolvePath(run.folder, known)
}

/** Temporary, and not the very repository that the command stands in, which may lie in such a folder. */
export function isThrownAway(place: string, { context }: Judge): boolean {
  const own = context.state.rootOf(context.cwd)
  return isTemporary(place) && (own === undefined || !isWithin(place, own)) && !isWithin(context.cwd, place)
}

interface Kind {
  readonly isRecursive: boolean
  /** Some files below the place, and not the place as a whole. */
  readonly isSearch: boolean
  /** The line has copied the file before. */
  readonly isKept: boolean
}

function judgePlace(
  place: string,
  line: string,
  { isRecursive, isSearch, isKept }: Kind,
  judge: Judge,
): void {
  const { context, home } = judge
  const { state } = context
  const lost = [...judge.moved].find(([now]) => isWithin(now, place.replace(/\/\*\*?$/, '')))
  if (lost !== undefined) {
    judge.stop('GUARD_FILE_DELETE_WORK', line, `${lost[1]}, which was moved there`)
    return
  }
  if (isThrownAway(place, judge)) return
  if (judgeControlPath(place, line, judge, 'delete')) return
  const root = state.rootOf(parentOf(place)) ?? state.rootOf(place)
  const isWhole = isRecursive && !isSearch
  if (judgeRepository(place, root, line, { isWhole, isRecursive }, judge)) return
  if (isWhole && (isSystem(place, home) || isWithin(context.cwd, place.replace(/\/\*$/, '')))) {
    if (!isWithin(context.cwd, place.replace(/\/\*$/, '')) || isSystem(place, home) || root === undefined) {
      judge.stop('GUARD_FILE_DELETE_ROOT', line, place)
      return
    }
  }
  if (isCache(place)) return
  if (root === undefined) judgeOutside(place, line, judge)
  else if (isKept) judge.markLossy()
  else judgeInside(place, line, judge)
}

/** Says whether the place is git's own folder or the whole work tree, which it stops. */
function judgeRepository(
  place: string,
  root: string | undefined,
  line: string,
  { isWhole, isRecursive }: { readonly isWhole: boolean; readonly isRecursive: boolean },
  judge: Judge,
): boolean {
  const isGit = /\/\.git(?:\/|$)/.test(place) || (isRecursive && mayMatchGit(place, root))
  // A lock that was left behind belongs to nobody.
  if (isGit && place.endsWith('.lock')) return true
  const { state, cwd } = judge.context
  const own = state.rootOf(cwd)
  const bare = place.replace(/\/\*\*?$/, '')
  const isRoot = isWhole && (bare === own || bare === root) && (bare === place || isRecursive)
  if (!isGit && !isRoot) return false
  judge.stop('GUARD_FILE_DELETE_REPOSITORY', line, place)
  return true
}

/** `.g*` in the root of a repository takes git's own folder with it. */
function mayMatchGit(place: string, root: string | undefined): boolean {
  const name = baseOf(place)
  if (!name.startsWith('.') || !isPattern(name) || parentOf(place) !== root) return false
  const source = name
    .replaceAll(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
    .replaceAll('[!', '[^')
  try {
    return new RegExp(`^${source}$`).test('.git')
  } catch {
    return true
  }
}

function judgeOutside(place: string, line: string, judge: Judge): void {
  if (isBuildOutput(place) || (!isPattern(place) && !judge.context.state.exists(place))) return
  judge.stop('GUARD_FILE_DELETE_OUTSIDE', line, place)
}

function isPattern(path: string): boolean {
  return /[*?[]/.test(path)
}

function judgeInside(place: string, line: string, judge: Judge): void {
  const { state } = judge.context
  if (!isPattern(place) && !state.exists(place)) return
  if (state.isIgnored(place) && !isPrecious(place)) return
  const isUnsaved = isPrecious(place) && !(state.isTracked(place) && !isPattern(place))
  if (state.isDirty(place) || isUnsaved) judge.stop('GUARD_FILE_DELETE_WORK', line, place)
  else judge.markLossy()
}
