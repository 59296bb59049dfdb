// What git ignores is made by a build and not in a fresh clone, so instructions may name it all the same. Only what is
// part of the repository counts: what one clone or one user ignores would make another clone red.
import ignore from 'ignore'
import type { Ignore } from 'ignore'
import type { Snapshot } from '../../repo/snapshot.ts'
import { oncePerSnapshot } from '../rule.ts'

interface IgnoreFile {
  /** Where it stands below the root, with a slash at its end; empty for the root and above. */
  readonly folder: string
  /** From a file above the root to the root, with a slash at its end. */
  readonly way: string
  readonly rules: Ignore
}

const ignoreFilesIn: (snapshot: Snapshot) => readonly IgnoreFile[] = oncePerSnapshot((snapshot) => [
  ...snapshot.ignoresAbove.map(({ way, text }) => ({ folder: '', way, rules: ignore().add(text) })),
  ...snapshot.files
    .filter((path) => /(^|\/)\.gitignore$/.test(path))
    .map((path) => ({
      folder: path.slice(0, -'.gitignore'.length),
      way: '',
      rules: ignore().add(snapshot.text(path) ?? ''),
    })),
])

const ALWAYS = /(^|\/)(node_modules|\.git)(\/|$)/

export function isIgnored(snapshot: Snapshot, path: string): boolean {
  if (ALWAYS.test(path)) return true
  return ignoreFilesIn(snapshot).some(({ folder, way, rules }) => {
    const inside = path.startsWith(folder) ? way + path.slice(folder.length) : ''
    if (inside === '' || !ignore.isPathValid(inside)) return false
    // Whether the name is a file's or a folder's cannot be told, because it is not there.
    return rules.ignores(inside) || rules.ignores(`${inside.replace(/\/$/, '')}/`)
  })
}
