// Could a write reach anything protected, by the first names alone? Most patterns begin with a folder, and what is written
// below another one is no concern of theirs; then neither patterns nor git nor specs have to be read. Whatever is less
// plain than that counts as a yes.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FACTS_FILE } from '../policy/facts-file.ts'
import { namesIn, repositoriesAround } from './repository-path.ts'

/** A name that means itself to every pattern, in one spelling for every disk. */
const PLAIN_NAME = /^(?!\.{1,2}$)[\w.@+-]+$/

/** Absolute. */
export function mayReachProtected(path: string): boolean {
  return repositoriesAround(path).some((root) => mayReachIn(root, path))
}

function mayReachIn(root: string, path: string): boolean {
  const text = factsOf(root)
  // Without facts nothing is protected.
  if (text === undefined) return false
  const guarded = guardedNames(text)
  const written = namesIn(root, path).map(firstName)
  if (guarded === undefined || written.length === 0) return true
  return written.some((name) => !PLAIN_NAME.test(name) || guarded.has(name))
}

const firstName = (path: string): string => path.split('/', 1)[0] ?? ''

function factsOf(root: string): string | undefined {
  try {
    return readFileSync(join(root, FACTS_FILE), 'utf8')
  } catch (error) {
    // What is there and cannot be read protects as it did before.
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? undefined : ''
  }
}

/** What all patterns begin with; absent where one of them begins otherwise. Exceptions only take away. */
function guardedNames(text: string): ReadonlySet<string> | undefined {
  try {
    const { protected_paths: paths } = JSON.parse(text) as { readonly protected_paths: readonly string[] }
    const names = paths
      .filter((pattern) => !pattern.startsWith('!'))
      .map((pattern) => firstName(pattern.replace(/^(?:\.?\/)+/, '')))
    return names.every((name) => PLAIN_NAME.test(name)) ? new Set(names) : undefined
  } catch {
    return undefined
  }
}
