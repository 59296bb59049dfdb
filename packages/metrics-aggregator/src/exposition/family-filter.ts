/**
 * Which families of a target stay (merge-semantics §5, Filters). Names are compared as they are on a text page, so that
 * a filter does not depend on the format in which the target happened to answer.
 */
import type { ExpositionFormat } from './formats.ts'
import type { FamilyFilter } from './options.ts'

/** The engine's numbers of the types whose text name differs. */
const COUNTER = 1
const INFO = 7

export interface NamedFamily {
  readonly name: string
  readonly type: number
  readonly format: ExpositionFormat
}

/** The name of an OpenMetrics family on a text page (merge-semantics §7); text and protobuf families bear theirs already. */
export function textNameOf({ name, type, format }: NamedFamily): string {
  if (format !== 'openmetrics') return name
  if (type === COUNTER) return `${name}_total`
  return type === INFO ? `${name}_info` : name
}

/** Undefined where every family stays. */
export function familyFilter({ keepFamilies = [], dropFamilies = [] }: FamilyFilter): Matches | undefined {
  if (keepFamilies.length === 0 && dropFamilies.length === 0) return undefined
  const keeps = keepFamilies.length === 0 ? () => true : matcher(keepFamilies)
  const drops = matcher(dropFamilies)
  return (name) => keeps(name) && !drops(name)
}

type Matches = (name: string) => boolean

/** Patterns without a star are looked up, since a page may ask for many names. */
function matcher(patterns: readonly string[]): Matches {
  const exact = new Set(patterns.filter((pattern) => !pattern.includes('*')))
  const wild = patterns.filter((pattern) => pattern.includes('*')).map((pattern) => pattern.split('*'))
  return (name) => exact.has(name) || wild.some((pieces) => matchesPieces(name, pieces))
}

/** Each piece at its first place behind the one before; no backtracking, so a pattern costs no more than its length. */
function matchesPieces(name: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? ''
  const last = pieces.at(-1) ?? ''
  const end = name.length - last.length
  if (!name.startsWith(first) || !name.endsWith(last) || end < first.length) return false
  let at = first.length
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at)
    if (found === -1 || found + piece.length > end) return false
    at = found + piece.length
  }
  return true
}
