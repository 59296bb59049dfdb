// What the guard is told of git and the disk when it judges a row of the corpus: the world of the fixtures with the row's own
// facts. Paths may hold patterns, as in the contract of the state; then the question is about what they match.
import { dirname, relative } from 'node:path'
import picomatch from 'picomatch'
import type { GuardContext, RepositoryState } from '../../src/guard/guard-context.ts'
import { WORLD } from './guard-corpus.ts'
import type { CorpusRow, World } from './guard-corpus.ts'

const TEMPORARY = /^\/(?:var\/)?tmp(?:\/|$)/
const PATTERN = /[*?[]/

export function contextOf({ shell, state }: Pick<CorpusRow, 'shell' | 'state'>): GuardContext {
  const world: World = { ...WORLD, ...state }
  return {
    shell: shell ?? 'bash',
    cwd: world.root,
    home: world.home,
    options: { packs: {}, rules: {}, protectedBranches: world.protected },
    state: stateOf(world),
    isApproved: () => false,
  }
}

function stateOf(world: World): RepositoryState {
  const { root } = world
  const changed = absolute(root, world.dirty)
  const dirty = [...changed, ...absolute(root, world.untracked)]
  const tracked = [...changed, ...absolute(root, world.tracked)]
  const files = [...tracked, ...dirty, ...world.outside, ...absolute(root, Object.keys(world.scripts))]
  const isIgnored = (path: string): boolean => isBelow(path, root) && hasIgnoredName(path, world)
  const isFolder = (path: string): boolean =>
    [...files, ...folders(world)].some((file) => matches(path, dirname(file), isBelow)) || path === '/tmp'
  return {
    insideRepository: (path) => rootOf(path, world) !== undefined,
    rootOf: (path) => rootOf(path, world),
    exists: (path) => isOutside(path, root) || isIgnored(path) || isKnown(path, [...files, `${root}/.git`]),
    isFolder,
    isTracked: (path) => isKnown(path, tracked),
    isChanged: (path) => isElsewhere(path, world) || isKnown(path, changed),
    isDirty: (path) => isElsewhere(path, world) || isKnown(path, dirty),
    isIgnored,
    currentBranch: (folder) => (isBelow(folder, root) ? world.branch : 'main'),
    defaultBranch: () => world.defaultBranch,
    branchExists: (branch) => world.branches.includes(branch),
    isMerged: (branch) => world.merged.includes(branch),
    upstreamOf: (branch) => world.upstream[branch],
    isPushed: (revision) => world.pushed.includes(revision),
    gitAlias: (name) => (Object.hasOwn(world.aliases, name) ? world.aliases[name] : undefined),
    worktrees: () => world.worktrees,
    readScript: (path) => new Map(Object.entries(world.scripts)).get(relative(root, path)),
    readText: () => undefined,
    archiveMembers: (path) => world.archives[relative(root, path)],
    filesUnlike: (revision, path) =>
      revision === 'HEAD' ? changed.filter((file) => matches(path, file, isBelow)) : undefined,
  }
}

function absolute(root: string, paths: readonly string[]): readonly string[] {
  return paths.map((path) => `${root}/${path}`)
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`)
}

/** The innermost work tree. */
function rootOf(path: string, { root, elsewhere }: World): string | undefined {
  return [...elsewhere, root].find((folder) => isBelow(path, folder))
}

/** In another work tree, or around one. A submodule does not make the work tree around it changed. */
function isElsewhere(path: string, { root, elsewhere }: World): boolean {
  return (
    elsewhere.some((folder) => isBelow(path, folder)) || (!isBelow(path, root) && isKnown(path, elsewhere))
  )
}

/** What lies beyond the repository is there, except where things are thrown away. */
function isOutside(path: string, root: string): boolean {
  return !isBelow(path, root) && !TEMPORARY.test(path)
}

/** One of the files is the path, matches it, or lies below what does. */
function isKnown(path: string, files: readonly string[]): boolean {
  return files.some((file) => matches(path, file, isBelow))
}

function matches(path: string, file: string, holds: (file: string, path: string) => boolean): boolean {
  if (!PATTERN.test(path)) return holds(file, path)
  const isMatch = matcherOf(path)
  return ancestorsOf(file).some((name) => isMatch(name))
}

const matchers = new Map<string, (text: string) => boolean>()

/** A pattern takes far longer to read than to match. */
function matcherOf(pattern: string): (text: string) => boolean {
  const known = matchers.get(pattern) ?? picomatch(pattern, { dot: true })
  matchers.set(pattern, known)
  return known
}

function ancestorsOf(path: string): readonly string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [path, ...ancestorsOf(parent)]
}

function hasIgnoredName(path: string, { root, ignored }: World): boolean {
  const names = relative(root, path).split('/')
  return names.some(
    (name) =>
      ignored.includes(name) || (!PATTERN.test(name) && ignored.some((pattern) => matcherOf(pattern)(name))),
  )
}

/** Ignored folders hold something; so do those beyond the repository. */
function folders({ root, ignored, elsewhere }: World): readonly string[] {
  const names = ignored.filter((name) => !PATTERN.test(name))
  const all = [...names.map((name) => `${root}/${name}`), ...elsewhere, `${root}/.git/hooks`]
  return all.map((folder) => `${folder}/x`)
}
