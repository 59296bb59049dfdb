// Which files a patch would write: those that its own text names, whether it stands on the command line, comes in, or lies
// in a file. Names are cut as the program cuts them; a patch that cannot be read may be about anything.
import { CONTENT, isUnknown, withoutGlobs } from '../../read/marks.ts'
import { baseOf, resolvePath } from '../../read/paths.ts'
import type { Run } from '../../read/run.ts'
import type { RepositoryState } from '../../guard-context.ts'
import { splitWords } from './operands.ts'
import type { Words } from './operands.ts'

/** Marked lines have a folder in front of the name, the others have the name alone. */
const MARKED = /^(?:\+\+\+|---) ([^\t\n\r]+)|^diff --git (\S+) (\S+)$/gm
const PLAIN =
  /^(?:(?:rename|copy) (?:from|to)|\*\*\* (?:Add|Update|Delete) File:|\*\*\* Move to:) ([^\n\r]+)/gm

const VALUES =
  '-p --strip -d --directory -i --input -C -o --output -D -F -r -B -g -V -Y -z --exclude --include --whitespace'

/** Absolute paths; `undefined` where the patch is not known. */
export function patchedFiles(run: Run, state: RepositoryState): readonly string[] | undefined {
  const words = splitWords(run.args.map(withoutGlobs), VALUES)
  const texts = textsOf(run, words, state)
  if (texts.length === 0) return undefined
  const strip = stripOf(run, words)
  const names = new Set(texts.flatMap((text) => namesIn(text, strip)))
  const folder = folderOf(run, words, state)
  return [...names].flatMap((name) => resolvePath(folder, name) ?? [])
}

/** git counts from the root of the work tree. */
function folderOf({ program, folder }: Run, { values }: Words, state: RepositoryState): string | undefined {
  const root = program === 'git' && folder !== undefined ? state.rootOf(folder) : undefined
  const short = program === 'patch' ? values.get('-d') : undefined
  return resolvePath(root ?? folder, short ?? values.get('--directory') ?? '.')
}

function textsOf(run: Run, words: Words, state: RepositoryState): readonly string[] {
  const given = run.args.filter((arg) => /^(?:\*\*\* |\+\+\+ )/m.test(arg))
  if (given.length > 0) return given
  const named = [
    ...[words.values.get('-i') ?? words.values.get('--input')].filter((path) => path !== undefined),
    ...(run.program === 'patch' ? words.operands.slice(1) : words.operands),
  ].filter((path) => path !== '-' && !isUnknown(path))
  if (named.length > 0)
    return named.flatMap((path) => state.readText(resolvePath(run.folder, path) ?? path) ?? [])
  if (run.stdin === undefined) return []
  const [, file] = new RegExp(`${CONTENT}([^${CONTENT}]+)${CONTENT}`).exec(run.stdin) ?? []
  const text = file === undefined ? run.stdin : state.readText(file)
  return text === undefined || isUnknown(text) ? [] : [text]
}

function namesIn(text: string, strip: number | undefined): readonly string[] {
  const marked = [...text.matchAll(MARKED)].flatMap(([, ...names]) => names)
  const plain = [...text.matchAll(PLAIN)].map(([, name]) => name)
  return [
    ...marked.map((name) => (name === undefined || name === '/dev/null' ? '' : stripped(name.trim(), strip))),
    ...plain.map((name) => name?.trim() ?? ''),
  ].filter((name) => name !== '')
}

function stripped(name: string, strip: number | undefined): string {
  return strip === undefined ? baseOf(name) : name.split('/').slice(strip).join('/')
}

/** git cuts one folder off; `patch` looks for the name alone where it is not told. */
function stripOf({ program }: Run, { values }: Words): number | undefined {
  const given = values.get('-p') ?? values.get('--strip')
  if (given !== undefined && /^\d+$/.test(given)) return Number(given)
  return program === 'patch' ? undefined : 1
}
