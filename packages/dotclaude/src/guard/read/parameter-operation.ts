// What `${name…}` makes of a value: cutting, replacing, slicing, changing case. A value that is not known stays unknown.
import { COMPUTED, DECODED, UNSET, isUnknown } from './marks.ts'

const STAR = '\uE010'
const ANY = '\uE011'
const SET = '\uE012'

/** A shell pattern with marked globs, as the source of a regular expression. */
function sourceOf(pattern: string, isGreedy: boolean): string {
  return pattern
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(STAR, isGreedy ? '.*' : '.*?')
    .replaceAll(ANY, '.')
    .replaceAll(SET, '[')
    .replaceAll(/(\[[^\]\\]*)\\\]/g, '$1]')
}

function matcher(
  pattern: string,
  flags: string,
  isGreedy: boolean,
  edges: (source: string) => string,
): RegExp {
  try {
    return new RegExp(edges(sourceOf(pattern, isGreedy)), flags)
  } catch {
    return /(?!)/
  }
}

/** `#`, `##`, `%`, `%%`. */
export function removeAffix(value: string, operator: string, pattern: string): string {
  if (isUnknown(value) || isUnknown(pattern)) return unknownLike(value, pattern)
  const isGreedy = operator.length === 2
  if (operator.startsWith('#'))
    return value.replace(
      matcher(pattern, 's', isGreedy, (text) => `^${text}`),
      '',
    )
  // The shortest end: the last place where the pattern reaches the end.
  const ends = matcher(pattern, 's', true, (text) => `^(?:${text})$`)
  const places = Array.from({ length: value.length + 1 }, (_, index) => index)
  const start = (isGreedy ? places : places.toReversed()).find((at) => ends.test(value.slice(at)))
  return start === undefined ? value : value.slice(0, start)
}

/** `/`, `//`, `/#`, `/%`. */
export function replaceParts(
  value: string,
  operator: string,
  { pattern, replacement }: { readonly pattern: string; readonly replacement: string },
): string {
  if (isUnknown(value) || isUnknown(pattern)) return unknownLike(value, pattern)
  const edges = (text: string): string =>
    operator === '/#' ? `^(?:${text})` : operator === '/%' ? `(?:${text})$` : text
  return value.replace(matcher(pattern, operator === '//' ? 'gs' : 's', true, edges), () => replacement)
}

export function slice(value: string, offset: string, length: string | undefined): string {
  const isNumeric = /^\s*-?\d+\s*$/.test(offset) && (length === undefined || /^\s*-?\d+\s*$/.test(length))
  if (isUnknown(value) || !isNumeric) return unknownLike(value, offset)
  const from = Number(offset)
  const start = from < 0 ? Math.max(0, value.length + from) : from
  if (length === undefined) return value.slice(start)
  const count = Number(length)
  return count < 0 ? value.slice(start, count) : value.slice(start, start + count)
}

const CASES: Readonly<Record<string, (value: string) => string>> = {
  '^^': (value) => value.toUpperCase(),
  ',,': (value) => value.toLowerCase(),
  '^': (value) => value.slice(0, 1).toUpperCase() + value.slice(1),
  ',': (value) => value.slice(0, 1).toLowerCase() + value.slice(1),
  U: (value) => value.toUpperCase(),
  L: (value) => value.toLowerCase(),
  u: (value) => value.slice(0, 1).toUpperCase() + value.slice(1),
  Q: (value) => value,
}

/** Case operators, and the letters of `@`. */
export function changeCase(value: string, operator: string): string {
  if (isUnknown(value)) return unknownLike(value, '')
  return CASES[operator]?.(value) ?? DECODED
}

function unknownLike(value: string, other: string): string {
  const text = value + other
  if (text.includes(DECODED)) return DECODED
  return text.includes(COMPUTED) || !text.includes(UNSET) ? COMPUTED : UNSET
}
