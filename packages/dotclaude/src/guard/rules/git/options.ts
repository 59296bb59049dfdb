// git's way to read options: bundles of letters, values glued or apart, beginnings of long names, `--no-…` taking back,
// and `--` before paths. The options of a verb are given as words: `f:force`, `source=`, `force-with-lease?`, `m:=`.
import { DECODED, isUnknown } from '../../read/marks.ts'

export interface Options {
  readonly has: (name: string) => boolean
  readonly value: (name: string) => string | undefined
  /** Words before `--` that are no options. */
  readonly operands: readonly string[]
  /** Words behind `--`; absent without it. */
  readonly paths: readonly string[] | undefined
  /** An option of which only a part is known, or a word that was decoded. */
  readonly isUncertain: boolean
}

interface Spec {
  readonly long: ReadonlyMap<string, Kind>
  readonly short: ReadonlyMap<string, string>
}

type Kind = 'flag' | 'value' | 'optional'

const specs = new Map<string, Spec>()

/** A letter without a long name is its own name. */
function specOf(text: string): Spec {
  const known = specs.get(text)
  if (known !== undefined) return known
  const long = new Map<string, Kind>()
  const short = new Map<string, string>()
  for (const word of text.split(/\s+/)) {
    const [, letter, name = '', sign] = /^(?:(.):)?([\w-]*)([=?]?)$/.exec(word) ?? []
    const full = name === '' ? (letter ?? '') : name
    long.set(full, sign === '=' ? 'value' : sign === '?' ? 'optional' : 'flag')
    if (letter !== undefined) short.set(letter, full)
  }
  const spec = { long, short }
  specs.set(text, spec)
  return spec
}

export function readOptions(args: readonly string[], text: string): Options {
  const spec = specOf(text)
  const found = new Map<string, string>()
  const operands: string[] = []
  let paths: string[] | undefined
  let isUncertain = false
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    if (arg.includes(DECODED) || isHidden(arg, spec)) isUncertain = true
    if (arg === '--') {
      paths = args.slice(at + 1)
      break
    }
    if (arg.startsWith('--')) at += readLong(arg, args[at + 1], spec, found)
    else if (arg.startsWith('-') && arg !== '-') at += readShort(arg.slice(1), args[at + 1], spec, found)
    else operands.push(arg)
  }
  return {
    has: (name) => found.has(name),
    value: (name) => found.get(name),
    operands,
    paths,
    isUncertain,
  }
}

/** An option that is known only in part; a value behind its sign, or glued to its letter, may be any. */
function isHidden(arg: string, { long, short }: Spec): boolean {
  if (!arg.startsWith('-') || !isUnknown(arg)) return false
  const [name = ''] = arg.split('=', 1)
  if (arg.startsWith('--')) return isUnknown(name)
  const known = arg.slice(1, arg.search(/[\uE000-\uE002]/))
  const takesRest = (letter: string): boolean => (long.get(short.get(letter) ?? letter) ?? 'flag') !== 'flag'
  return !known.split('').some(takesRest)
}

/** How many words the option takes besides itself. */
function readLong(arg: string, next: string | undefined, { long }: Spec, found: Map<string, string>): number {
  const sign = arg.indexOf('=')
  const given = arg.slice(2, sign === -1 ? undefined : sign)
  if (given.startsWith('no-') && !long.has(given) && candidates(given, long).length === 0) {
    for (const name of candidates(given.slice(3), long)) found.delete(name)
    return 0
  }
  const names = candidates(given, long)
  const takesNext = sign === -1 && names.length === 1 && long.get(names[0] ?? '') === 'value'
  for (const name of names)
    found.set(name, sign === -1 ? (takesNext ? (next ?? '') : '') : arg.slice(sign + 1))
  return takesNext ? 1 : 0
}

/** The option itself, or all that begin so: which one git takes depends on its version, so each counts. */
function candidates(given: string, long: ReadonlyMap<string, Kind>): readonly string[] {
  if (long.has(given)) return [given]
  return given === '' ? [] : [...long.keys()].filter((name) => name.length > 1 && name.startsWith(given))
}

function readShort(
  letters: string,
  next: string | undefined,
  { long, short }: Spec,
  found: Map<string, string>,
): number {
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? ''
    const name = short.get(letter) ?? letter
    const kind = long.get(name) ?? 'flag'
    const rest = letters.slice(at + 1)
    found.set(name, kind === 'flag' ? '' : rest === '' && kind === 'value' ? (next ?? '') : rest)
    if (kind !== 'flag') return rest === '' && kind === 'value' ? 1 : 0
  }
  return 0
}
