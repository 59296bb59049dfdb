// Takes a wrapper off: finds the program that it would start, by the table in wrappers.ts.
import { resolvePath } from './paths.ts'
import { WRAPPERS } from './wrappers.ts'
import type { Wrapper } from './wrappers.ts'

export interface Unwrapped {
  /** What is started; nothing if the wrapper starts nothing. */
  readonly argv: readonly string[]
  /** Texts of a shell that are started as well. */
  readonly scripts: readonly string[]
  readonly environment: ReadonlyMap<string, string>
  readonly isElsewhere: boolean
  readonly folder?: string
  /** The words before the program: options, and what they are about. */
  readonly before: readonly string[]
}

const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s

export function isWrapper(name: string): boolean {
  return Object.hasOwn(WRAPPERS, name)
}

/** Absent where the words do not start anything, as `docker ps` does not. */
export function unwrap(
  name: string,
  args: readonly string[],
  folder: string | undefined,
): Unwrapped | undefined {
  // Without a user before it, this one is like `su`.
  const isSwitch = name === 'runuser' && !args.some((arg) => /^(?:-u|--user)/.test(arg))
  const known = isSwitch ? 'su' : name
  const wrapper = Object.hasOwn(WRAPPERS, known) ? WRAPPERS[known] : undefined
  if (wrapper === undefined) return undefined
  const found: Found = { environment: new Map(), scripts: [], program: [], folder }
  const rest = afterVerb(wrapper, args)
  if (rest === undefined) return undefined
  const given = afterOptions(wrapper, rest, found)
  const argv = [...found.program, ...(given ?? [])]
  if (given === undefined && argv.length === 0) return undefined
  const isText = wrapper.isText === true && argv.length > 0
  return {
    argv: isText ? [] : argv,
    scripts: isText ? [...found.scripts, argv.join(' ')] : found.scripts,
    environment: found.environment,
    isElsewhere: wrapper.isElsewhere === true,
    before: args.slice(0, args.length - (given?.length ?? 0)),
    ...(found.folder === undefined ? {} : { folder: found.folder }),
  }
}

/** `docker compose exec`, `docker container run` and options before the verb are stepped over. */
function afterVerb({ verbs, values = '' }: Wrapper, args: readonly string[]): readonly string[] | undefined {
  if (verbs === undefined) return args
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    if (verbs.includes(arg)) return args.slice(at + 1)
    if (takesNext(values, arg)) at += 1
    else if (!arg.startsWith('-') && arg !== 'compose' && arg !== 'container') return undefined
  }
  return undefined
}

interface Found {
  readonly environment: Map<string, string>
  readonly scripts: string[]
  /** The program, where an option names it. */
  program: readonly string[]
  folder: string | undefined
}

function afterOptions(
  wrapper: Wrapper,
  args: readonly string[],
  found: Found,
): readonly string[] | undefined {
  let operands = wrapper.operands ?? 0
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    const [, variable, value] = wrapper.isEnvironment === true ? (ASSIGNMENT.exec(arg) ?? []) : []
    if (wrapper.unless?.includes(arg) === true) return undefined
    if (arg === '-' && wrapper.isEnvironment === true) continue
    if (arg === '--') {
      if (operands === 0) return args.slice(at + 1)
    } else if (arg.startsWith('-') && arg !== '-') {
      at += readOption(wrapper, args, at, found)
      if (found.program.length > 0 && wrapper.operands === undefined) return args.slice(at + 1)
    } else if (variable !== undefined) found.environment.set(variable, value ?? '')
    else if (operands > 0) {
      operands -= 1
      // An image that is nothing but git.
      if (operands === 0 && wrapper.isImage === true && /\/git(?:[:@]\S+)?$/.test(arg))
        return ['git', ...args.slice(at + 1)]
      // Behind the image stand words for the program that an option has named.
      if (operands === 0 && found.program.length > 0) return args.slice(at + 1)
    } else return args.slice(at)
  }
  return found.scripts.length > 0 ? [] : undefined
}

/** How many words the option takes besides itself. */
function readOption(wrapper: Wrapper, args: readonly string[], at: number, found: Found): number {
  const arg = args[at] ?? ''
  const next = args[at + 1]
  const [name, glued] = splitOption(arg, wrapper.script ?? [])
  if (wrapper.script?.includes(name) === true) {
    // What follows a split string belongs to it, and `nix` takes words where others take a text.
    const takesAll =
      /^(?:-S|--split-string)$/.test(name) || (wrapper.verbs !== undefined && !(next ?? '').includes(' '))
    const rest = args.slice(at + (glued === undefined ? 2 : 1))
    found.scripts.push([glued ?? next ?? '', ...(takesAll ? rest : [])].join(' '))
    return takesAll ? args.length : glued === undefined ? 1 : 0
  }
  if (wrapper.program?.includes(name) === true) found.program = wordsOf(glued ?? next ?? '')
  if (wrapper.folder?.includes(name) === true) found.folder = resolvePath(found.folder, glued ?? next ?? '.')
  return takesNext(wrapper.values ?? '', arg) ? 1 : 0
}

/** A list, as some write it, or words. */
function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll(/[[\]",]+/g, ' ')
    .split(' ')
    .filter((word) => word !== '')
}

/** In a bundle an option that carries a script is found wherever it stands. */
function splitOption(arg: string, scripts: readonly string[]): readonly [string, string | undefined] {
  if (arg.startsWith('--')) {
    const sign = arg.indexOf('=')
    return sign === -1 ? [arg, undefined] : [arg.slice(0, sign), arg.slice(sign + 1)]
  }
  const at = arg.split('').findIndex((letter, index) => index > 0 && scripts.includes(`-${letter}`))
  const name = at === -1 ? arg.slice(0, 2) : `-${arg[at] ?? ''}`
  const rest = arg.slice(at === -1 ? 2 : at + 1)
  return [name, rest === '' ? undefined : rest]
}

/** The last letter of a bundle decides, and only where nothing is glued to it. */
function takesNext(values: string, arg: string): boolean {
  const names = values.split(' ')
  if (arg.startsWith('--')) return !arg.includes('=') && names.includes(arg)
  const letters = arg.slice(1)
  const first = letters.split('').findIndex((letter) => names.includes(letter))
  return first !== -1 && first === letters.length - 1
}
