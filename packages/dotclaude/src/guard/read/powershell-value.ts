// What an expression of PowerShell gives, as far as text tells it: strings, one or several, tables for splats, and blocks of
// code. Operators and methods that build names out of pieces are worked out; all others give what is not known.
import { COMPUTED } from './marks.ts'

export interface Value {
  readonly items: readonly string[]
  readonly table?: ReadonlyMap<string, Value>
  /** The text between the braces. */
  readonly block?: string
}

export const NOTHING: Value = { items: [] }
export const UNKNOWN: Value = { items: [COMPUTED] }

export function valueOf(...items: readonly string[]): Value {
  return { items }
}

export function textOf({ items }: Value): string {
  return items.join(' ')
}

export function listOf(values: readonly Value[]): Value {
  const [only] = values
  return values.length === 1 && only !== undefined ? only : { items: values.flatMap(({ items }) => items) }
}

type Operator = (left: Value, right: Value) => Value

/** By name without the `c` or `i` that says how letters compare. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': (left, right) =>
    left.items.length > 1 ? listOf([left, right]) : valueOf(`${textOf(left)}${textOf(right)}`),
  '-f': (left, right) =>
    valueOf(textOf(left).replaceAll(/\{(\d+)[^}]*\}/g, (_, at: string) => right.items[Number(at)] ?? '')),
  '-join': (left, right) => valueOf(left.items.join(textOf(right))),
  '-split': (left, right) => valueOf(...textOf(left).split(textOf(right).replaceAll('\\', '') || ' ')),
  '-replace': (left, right) => replaced(left, right),
}

export function operate(name: string, left: Value, right: Value): Value {
  const plain = name.toLowerCase().replace(/^-[ci](?=replace|split)/, '-')
  return Object.hasOwn(OPERATORS, plain) ? (OPERATORS[plain]?.(left, right) ?? UNKNOWN) : UNKNOWN
}

/** Patterns are taken by the letter: more would be another language. */
function replaced({ items }: Value, { items: [from = '', to = ''] }: Value): Value {
  return valueOf(
    ...items.map((item) => (from === '' ? item : item.replaceAll(from.replaceAll('\\', ''), to))),
  )
}

const METHODS: Readonly<Record<string, (text: string, args: readonly string[]) => readonly string[]>> = {
  split: (text, [separator = ' ']) => text.split(separator),
  replace: (text, [from = '', to = '']) => [from === '' ? text : text.replaceAll(from, to)],
  tolower: (text) => [text.toLowerCase()],
  toupper: (text) => [text.toUpperCase()],
  trim: (text) => [text.trim()],
  tostring: (text) => [text],
  substring: (text, [start = '0', length]) => [
    text.substring(Number(start), length === undefined ? undefined : Number(start) + Number(length)),
  ],
}

/** Properties of files and commands that name the very thing. */
const ITSELF = /^(?:source|name|fullname|path|definition|value|psPath|item)$/i

export function memberOf(value: Value, name: string, args: readonly Value[] | undefined): Value {
  const entry = value.table?.get(name.toLowerCase())
  if (entry !== undefined) return entry
  if (args === undefined) return ITSELF.test(name) ? value : UNKNOWN
  const lower = name.toLowerCase()
  const method = Object.hasOwn(METHODS, lower) ? METHODS[lower] : undefined
  return method === undefined ? UNKNOWN : valueOf(...method(textOf(value), args.map(textOf)))
}

/** `[char]103` is a letter; of most types nothing is known, and a cast changes nothing. */
export function castTo(type: string, value: Value): Value {
  if (!/^char(?:\[\])?$/i.test(type)) return value
  return valueOf(
    ...value.items.map((item) =>
      /^(?:\d+|0x[\da-f]+)$/i.test(item) ? String.fromCodePoint(Number(item)) : item,
    ),
  )
}

/** Text that base64 holds; bytes are kept as one letter each until an encoding reads them. */
export function fromBase64(text: string): Value {
  try {
    return valueOf(atob(text))
  } catch {
    return UNKNOWN
  }
}

export function decodedBy(encoding: string, { items: [bytes = ''] }: Value): Value {
  if (bytes === COMPUTED) return UNKNOWN
  const label = /unicode/i.test(encoding) && !/big/i.test(encoding) ? 'utf-16le' : 'utf-8'
  return valueOf(new TextDecoder(label).decode(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0))))
}
