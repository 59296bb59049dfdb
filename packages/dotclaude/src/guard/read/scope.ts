// What a shell knows at one point of a command line: variables with all the values that they may have by then, functions,
// aliases, the folder, and the files whose content the line itself has written.
import type { Function as FunctionNode } from 'unbash'
import { COMPUTED, UNSET } from './marks.ts'
import type { Mount } from './mounts.ts'

/** The elements of a variable; one for a plain variable. */
export type Elements = readonly string[]

/** Where a branch decides, each value that it may have. */
export type Alternatives<T> = readonly T[]

export interface Scope {
  readonly variables: Map<string, Alternatives<Elements>>
  readonly exported: Set<string>
  readonly functions: Map<string, FunctionNode['body']>
  readonly aliases: Map<string, string>
  /** By absolute path; shared by all scopes of a reading. */
  readonly files: Map<string, string>
  positional: Elements
  folder: string | undefined
  /** Where `cd -` leads. */
  previous: string | undefined
  /** Where `popd` leads, last first. */
  pushed: readonly (string | undefined)[]
  stdin: string | undefined
  readonly via: readonly string[]
  readonly isElsewhere: boolean
  /** Folders of this disk that the other place has. */
  readonly mounts: readonly Mount[]
  /** In a branch or loop: what is assigned here may also not be. */
  isConditional: boolean
  readonly depth: number
}

/** Enough for every command line that people write, and an end for those that multiply. */
const ALTERNATIVES_MAX = 16

export function startScope(folder: string, stdin?: string): Scope {
  return {
    variables: new Map(),
    exported: new Set(),
    functions: new Map(),
    aliases: new Map(),
    files: new Map(),
    positional: [],
    folder,
    previous: undefined,
    pushed: [],
    stdin,
    via: [],
    isElsewhere: false,
    mounts: [],
    isConditional: false,
    depth: 0,
  }
}

/** A subshell: it starts with everything and gives nothing back but files. */
export function subScope(scope: Scope, changes: Partial<Scope> = {}): Scope {
  return {
    ...scope,
    variables: new Map(scope.variables),
    exported: new Set(scope.exported),
    functions: new Map(scope.functions),
    aliases: new Map(scope.aliases),
    depth: scope.depth + 1,
    ...changes,
  }
}

/** A new shell: of the variables it gets the exported ones. */
export function shellScope(scope: Scope, changes: Partial<Scope> = {}): Scope {
  const variables = new Map([...scope.variables].filter(([name]) => scope.exported.has(name)))
  const functions = new Map([...scope.functions].filter(([name]) => scope.exported.has(name)))
  return subScope(scope, { variables, functions, aliases: new Map(), ...changes })
}

/** The same shell, reached through something: a function, `eval`, `source`. */
export function innerScope(scope: Scope, changes: Partial<Scope>): Scope {
  return { ...scope, depth: scope.depth + 1, ...changes }
}

export function assign(scope: Scope, name: string, values: Alternatives<Elements>): void {
  const before = scope.isConditional ? (scope.variables.get(name) ?? []) : []
  scope.variables.set(name, limited([...before, ...values]))
}

export function append(scope: Scope, name: string, values: Alternatives<Elements>, isArray: boolean): void {
  const before = scope.variables.get(name) ?? [['']]
  const joined = cross(before, values, (old, more) =>
    isArray ? [...old, ...more] : [`${old[0] ?? ''}${more[0] ?? ''}`],
  )
  assign(scope, name, joined)
}

export function cross<A, B, C>(
  left: Alternatives<A>,
  right: Alternatives<B>,
  join: (a: A, b: B) => C,
): Alternatives<C> {
  if (left.length === 1 && right.length === 1) return [join(left[0] as A, right[0] as B)]
  return limited(left.flatMap((a) => right.map((b) => join(a, b))))
}

function limited<T>(values: Alternatives<T>): Alternatives<T> {
  if (values.length < 2) return values
  const seen = new Map(values.map((value) => [JSON.stringify(value), value]))
  return [...seen.values()].slice(0, ALTERNATIVES_MAX)
}

/** The values of a variable or parameter, `$` left out. */
export function lookUp(scope: Scope, name: string, home: string): Alternatives<Elements> {
  if (name === '@' || name === '*') return [scope.positional]
  if (/^[1-9]\d*$/.test(name)) return [[scope.positional[Number(name) - 1] ?? UNSET]]
  // `declare -n` makes one name stand for another.
  const target = scope.variables.get(`&${name}`)?.at(-1)?.[0]
  if (target !== undefined && target !== name) return lookUp(scope, target, home)
  const known = scope.variables.get(name)
  if (known !== undefined) return known
  return [[fromEnvironment(scope, name, home)]]
}

function fromEnvironment(scope: Scope, name: string, home: string): string {
  if (name === 'HOME') return home
  if (name === 'PWD') return scope.folder ?? COMPUTED
  if (name === 'TMPDIR') return '/tmp'
  // Whichever it is, it takes `-c`.
  if (name === 'SHELL' || name === 'BASH') return '/bin/bash'
  if (name === 'IFS') return ' '
  if (name === '#') return String(scope.positional.length)
  if (name === '0') return 'bash'
  return /^(?:\W|RANDOM|SECONDS|BASHPID|OLDPWD|LINENO)$/.test(name) ? COMPUTED : UNSET
}
