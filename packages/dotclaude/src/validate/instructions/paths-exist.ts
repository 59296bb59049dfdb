// A file or folder that instructions name in code is in the repository. A text with a slash can be many things, so it
// only counts as a path when it begins with a folder of the repository or with `./`.
import type { Snapshot } from '../../repo/snapshot.ts'
import { hasMatch } from '../../repo/glob.ts'
import type { Rule } from '../rule.ts'
import { isIgnored } from './ignored-paths.ts'
import type { Mention } from './markdown-mentions.ts'
import { commandsIn, isPlaceholder, mentionRule } from './mention-rule.ts'
import { folderOf, isThere, joined, nearestPath } from './resolve-path.ts'

const PATH = /^(?:\.\/)?[\w@.+~[\]()-]+(?:\/[\w@.+~[\]()*-]+)*\/?$/
/** `push.Pusher` is a name in a program. */
const SYMBOL = /\.[A-Z]\w*$/
const ENDING = /\.[a-z][a-z0-9]{0,7}$/
const USUAL_FOLDERS =
  /^(\..*|src|lib|app|apps|packages|cmd|internal|pkg|docs?|tests?|spec|specs|scripts|tools|examples|config|deploy|public)$/
/** What everybody may have and nobody needs. */
const OPTIONAL = new Set(['.claude/dotclaude.json', '.claude/settings.local.json', '.mcp.json'])
const INTERPRETERS = /^(node|tsx|bun|deno|bash|sh|zsh|python3?|ruby|perl|source|\.)$/

export const pathsExist: Rule = mentionRule({
  id: 'paths-exist',
  code: 'DRIFT_PATH_MISSING',
  check: (mention, file, snapshot) =>
    candidatesIn(mention)
      .map((word) => word.replace(/:\d+(-\d+|:\d+)?$/, ''))
      .filter((word) => isAbsent(snapshot, file, word))
      .map((path) => ({ facts: { path }, nearest: nearestPath(snapshot, joined('', path) ?? path) })),
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
  if (!PATH.test(word) || word.startsWith('@') || SYMBOL.test(word)) return false
  if (word.split('/').some((part) => !part.includes('*') && isPlaceholder(part))) return false
  const folders = ['', folderOf(file)]
  const places = folders.map((folder) => joined(folder, word)).filter((path) => path !== undefined)
  if (places.some((path) => isFound(snapshot, path))) return false
  return (isClear(word) && word.startsWith('./')) || folders.some((folder) => isOurs(snapshot, folder, word))
}

/** Owners of repositories, packages and branches look like folders too, so a name without an ending has to fit better. */
function isOurs(snapshot: Snapshot, folder: string, word: string): boolean {
  const names = word.replace(/^\.\//, '').replace(/\/$/, '').split('/')
  const first = names[0] ?? ''
  const isFolder = (path: string): boolean => snapshot.isDirectory(joined(folder, path) ?? '?')
  if (!isFolder(first)) return false
  return (
    isClear(word) ||
    (USUAL_FOLDERS.test(first) && !word.startsWith('./')) ||
    (names.length > 2 && isFolder(names.slice(0, -1).join('/')))
  )
}

/** `./errors` may be a part of a package, `./program` what a line above has made. */
function isClear(word: string): boolean {
  return word.endsWith('/') || word.includes('*') || ENDING.test(word)
}

function isFound(snapshot: Snapshot, path: string): boolean {
  if (OPTIONAL.has(path)) return true
  if (path.includes('*')) {
    const folder = path.replace(/\/$/, '')
    const patterns = [path, `${folder}/**`]
    return (
      patterns.some((pattern) => hasMatch(snapshot, pattern)) ||
      isIgnored(snapshot, path.replaceAll('*', 'x'))
    )
  }
  if (isThere(snapshot, path)) return true
  // Modules are often named without their ending, and paths from the folder that the text is about.
  const end = `/${path.replace(/\/$/, '')}`
  return (
    snapshot.under(folderOf(path)).some((file) => file.startsWith(`${path}.`)) ||
    snapshot.files.some((file) => file.endsWith(end) || file.includes(`${end}/`))
  )
}
