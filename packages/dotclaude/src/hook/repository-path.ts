// Where a path lies: in which repository, and under which names. A path can reach a file through links, so the name that
// was written and the real one both count.
import { existsSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'

/** The work tree around a path that need not exist; `undefined` outside of git. */
export function repositoryAround(path: string): string | undefined {
  if (existsSync(join(path, '.git'))) return path
  const parent = dirname(path)
  return parent === path ? undefined : repositoryAround(parent)
}

/** The repository by the path's name and, where a link leads elsewhere, by where it really is. */
export function repositoriesAround(path: string): readonly string[] {
  const around = [repositoryAround(path), repositoryAround(realPath(path))]
  return [...new Set(around.filter((root) => root !== undefined))]
}

/** The path with the links of its existing part followed, in the spelling of the disk. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : join(realPath(parent), path.slice(parent.length))
  }
}

/** Absolute, for a path as an agent spells it; some give an address. */
export function absolutePath(path: string, cwd: string, home: string): string {
  if (path.startsWith('file://')) return decodeURIComponent(path.replace(/^file:..[^/]*/, ''))
  if (path === '~' || path.startsWith('~/')) return join(home, path.slice(1))
  return isAbsolute(path) ? resolve(path) : resolve(cwd, path)
}

/** The names of an absolute path below a root, with slashes; none where it lies elsewhere. */
export function namesIn(root: string, path: string): readonly string[] {
  const places = [relative(root, path), relative(realPath(root), realPath(path))]
  const inside = places.filter((place) => place !== '' && !place.startsWith('..') && !isAbsolute(place))
  return [...new Set(inside.map((place) => place.split(sep).join('/')))]
}
