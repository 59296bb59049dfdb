// A file or folder that instructions name in code is in the repository. A text with a slash can be many things, so it
// only counts as a path when it begins with a folder of the repository or with `./`.
import type { Snapshot } from '../../repo/snapshot.ts'
import { hasMatch } from '../../repo/glob.ts'
import type { Rule } from '../rule.ts'
import type { Mention } from './markdown-mentions.ts'
import { commandsIn, isPlaceholder, mentionRule } from './mention-rule.ts'
import { folderOf, foldersIn, isThere, joined } from './resolve-path.ts'

const PATH = /^(?:\.\/)?[\w@.+~[\]()-]+(?:\/[\w@.+~[\]()*-]+)*\/?$/
const INTERPRETERS = /^(node|tsx|bun|deno|bash|sh|zsh|python3?|ruby|perl|source|\.)$/

export const pathsExist: Rule = mentionRule({
  id: 'paths-exist',
  code: 'DRIFT_PATH_MISSING',
  check: (mention, file, snapshot) =>
    candidatesIn(mention)
      .map((word) => word.replace(/:\d+(-\d+|:\d+)?$/, ''))
      .filter((word) => isAbsent(snapshot, file, word))
      .map((path) => {
        const name = joined('', path) ?? path
        return { facts: { path }, name, known: path.endsWith('/') ? foldersIn(snapshot) : snapshot.files }
      }),
})

/** A code span that is a path; of a command the program, and the file that an interpreter is given. */
function candidatesIn(mention: Mention): readonly string[] {
  if (mention.kind === 'code' && !mention.text.includes(' '))
    return mention.text.includes('/') ? [mention.text] : []
  return commandsIn(mention).flatMap(([program = '', ...words]) => {
    const given = INTERPRETERS.test(program) ? words.find((word) => !word.startsWith('-')) : undefined
    return [program, given ?? ''].filter((word) => word.includes('/'))
  })
}

function isAbsent(snapshot: Snapshot, file: string, word: string): boolean {
  if (
    !PATH.test(word) ||
    word.startsWith('@') ||
    word.split('/').some((part) => !part.includes('*') && isPlaceholder(part))
  )
    return false
  const places = [joined('', word), joined(folderOf(file), word)].filter((path) => path !== undefined)
  const isOurs =
    word.startsWith('./') || places.some((path) => snapshot.isDirectory(path.split('/')[0] ?? ''))
  return isOurs && !places.some((path) => isFound(snapshot, path))
}

function isFound(snapshot: Snapshot, path: string): boolean {
  if (path.includes('*'))
    return hasMatch(snapshot, path) || hasMatch(snapshot, `${path.replace(/\/$/, '')}/**`)
  if (isThere(snapshot, path)) return true
  // Modules are often named without their ending, and specs by what will be written.
  const folder = folderOf(path)
  return snapshot.under(folder).some((file) => file.startsWith(`${path}.`))
}
