// The words of a hook's or server's command line, as far as they can be known without running it: quotes are removed,
// and the folders that agents promise (`$CLAUDE_PROJECT_DIR`, `~`, `$HOME`) are marked. This is no shell: what it cannot
// read it does not judge.

/** Where a path begins. */
export type Base = 'project' | 'home' | 'root' | 'working-folder'

export interface CommandPath {
  readonly base: Base
  /** Behind the base, without a leading slash. */
  readonly path: string
}

const WORD = /(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g
const END = /^(?:&&|\|\||[;|&(){}]|\d*[<>].*)$/

/** The words of the first command. */
export function firstCommand(line: string): readonly string[] {
  // Operators stand alone as words, except inside quotes.
  const spaced = line.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'|(&&|\|\||[;|])/g, (part, operator) =>
    operator === undefined ? part : ` ${part} `,
  )
  const words = spaced.match(WORD) ?? []
  const end = words.findIndex((word) => END.test(word))
  return (end === -1 ? words : words.slice(0, end))
    .map(unquoted)
    .filter((word, index, all) => !isAssignment(word, index, all))
}

/** `NAME=value` before the program. */
function isAssignment(word: string, index: number, all: readonly string[]): boolean {
  return all.slice(0, index + 1).every((one) => /^[A-Za-z_]\w*=/.test(one)) && /^[A-Za-z_]\w*=/.test(word)
}

function unquoted(word: string): string {
  return word.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g, (_, double, single, escaped) =>
    String(double ?? single ?? escaped ?? ''),
  )
}

const PREFIXES: readonly (readonly [RegExp, Base])[] = [
  [/^(\$CLAUDE_PROJECT_DIR|\$\{CLAUDE_PROJECT_DIR(:-[^}]*)?\}|%CLAUDE_PROJECT_DIR%)[/\\]/, 'project'],
  [/^(~|\$HOME|\$\{HOME\}|%USERPROFILE%)[/\\]/, 'home'],
  [/^\//, 'root'],
  [/^\.\//, 'working-folder'],
]

/** `undefined` for a bare name, and for a path through a variable that only the machine knows. */
export function pathIn(word: string): CommandPath | undefined {
  if (/[`*?]|\$\(/.test(word)) return undefined
  for (const [prefix, base] of PREFIXES) {
    if (prefix.test(word)) return pathBelow(base, word.replace(prefix, ''))
  }
  return /[/\\]/.test(word) ? pathBelow('working-folder', word) : undefined
}

function pathBelow(base: Base, path: string): CommandPath | undefined {
  return /[$%]/.test(path) ? undefined : { base, path: path.replaceAll('\\', '/') }
}

const INTERPRETERS =
  /^(?:.*[/\\])?(?:ba|z|da|k)?sh$|^(?:.*[/\\])?(?:node|bun|deno|tsx|python[\d.]*|ruby|perl|pwsh|powershell)(?:\.exe)?$/
const INLINE = /^(-c|-e|-p|-m|--eval|--print|-Command)$/

/** The file that an interpreter is told to run, if the command line names one. */
export function scriptOf([program = '', ...words]: readonly string[]): string | undefined {
  if (!INTERPRETERS.test(program)) return undefined
  const rest = /^(deno|bun)$/.test(program) && words[0] === 'run' ? words.slice(1) : words
  const first = rest.findIndex((word) => !word.startsWith('-'))
  if (first === -1 || rest.slice(0, first).some((word) => INLINE.test(word))) return undefined
  return rest[first]
}

/** Words of the shell itself, and what can begin a line that is more than one command. */
export const SHELL_WORDS: ReadonlySet<string> = new Set(
  ': . [ [[ true false echo printf cd exit test read eval exec source set export unset if then for while case command type'.split(
    ' ',
  ),
)
