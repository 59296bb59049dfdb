// The reader of a command line as its parts see one another: the walk over the syntax tree, the start of a program, and
// what both of them note down. The parts are put together in read-bash.ts.
import type { ParsedScript } from 'unbash'
import { keptFrom } from './kept.ts'
import type { Keeping } from './kept.ts'
import { DECODED, isUnknown, shown, withoutGlobs } from './marks.ts'
import { runHere } from './mounts.ts'
import type { Doubt, Redirected, Run } from './run.ts'
import { programName } from './run.ts'
import type { Scope } from './scope.ts'

/** What the world outside tells about the place of a command; a part of the guard's state. */
export interface Surroundings {
  readonly home: string
  readonly rootOf: (path: string) => string | undefined
  readonly currentBranch: (folder: string) => string | undefined
  readonly gitAlias: (name: string, folder: string) => string | undefined
  readonly readScript: (path: string) => string | undefined
}

export interface Reader {
  readonly surroundings: Surroundings
  readonly runs: Run[]
  readonly redirections: Redirected[]
  readonly doubts: Doubt[]
  /** What the command line itself puts into git's configuration; keys in lower case. */
  readonly settings: Map<string, string>
  /** Where the output of a command goes that is written into a process substitution. */
  readonly sinks: Map<string, (text: string) => void>
  /** Counts down; at nothing the reading ends with a doubt. */
  stepsLeft: number
  /** How often something could be jumped over so far: the rest of a function, a loop, a round, or all, for a trap. */
  readonly jumps: { returned: number; broken: number; continued: number; trapped: number }
  /** What runs when a shell ends. */
  readonly atTheEnd: (() => void)[]
  readonly keeping: Keeping
  /** The texts that are being read, each inside the one before it. */
  readonly texts: string[]
  /** Each walks or starts, and gives what would be printed to standard output. */
  readonly walk: (script: ParsedScript, scope: Scope) => string
  readonly readText: (text: string, scope: Scope) => string
  readonly start: (argv: readonly string[], call: Call) => string
}

/** How a program is started: where, with what before it and with what on its standard input. */
export interface Call {
  readonly scope: Scope
  readonly environment: ReadonlyMap<string, string>
  readonly stdin: string | undefined
  /** Functions and aliases do not count, as after `command` and in `xargs`. */
  readonly isProgram: boolean
}

export const DEPTH_MAX = 24

/** The same call, reached through one thing more. */
export function through(call: Call, name: string, changes: Partial<Scope> = {}): Call {
  const { scope } = call
  return {
    ...call,
    scope: { ...scope, via: [...scope.via, name], depth: scope.depth + 1, ...changes },
    isProgram: true,
  }
}

export function note(reader: Reader, argv: readonly string[], call: Call): void {
  const [path = '', ...args] = argv
  const { scope, environment, stdin } = call
  const exported = [...scope.exported].flatMap((name) => {
    const value = scope.variables.get(name)?.at(-1)?.[0]
    return value === undefined ? [] : [[name, value] as const]
  })
  const run: Run = {
    program: programName(withoutGlobs(path)),
    path: withoutGlobs(path),
    args,
    environment: new Map([...exported, ...environment]),
    settings: new Map(reader.settings),
    via: scope.via,
    folder: scope.folder,
    stdin,
    kept: keptFrom(argv, scope, reader.keeping),
    isElsewhere: scope.isElsewhere,
  }
  reader.runs.push(scope.mounts.length === 0 ? run : runHere(run, scope.mounts))
}

export function doubt(reader: Reader, detail: string, culprit: string): void {
  reader.doubts.push({ detail, culprit: shown(culprit).slice(0, 200) })
}

/** A script whose text was made by decoding, and could not be worked out. */
export function isDisguised(text: string): boolean {
  return text.trimStart().startsWith(DECODED) || /(?:^|[;&|\n]\s*)\uE002/.test(text)
}

export function joined(words: readonly string[]): string {
  return words.map(quoteWord).join(' ')
}

/** A word as it would be typed; what is unknown stays bare. */
export function quoteWord(word: string): string {
  if (/^[\w@%+=:,./\uE000-\uE012-]+$/.test(word)) return word
  return isUnknown(word)
    ? word.replaceAll(/[^\w\uE000-\uE012]/g, '\\$&')
    : `'${word.replaceAll("'", `'\\''`)}'`
}
