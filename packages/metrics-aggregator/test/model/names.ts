/**
 * Metric and label names, bare and quoted (merge-semantics §4.1 to §4.3), as byte text with the escapes resolved, and
 * how they are written: as they are between quotes, or as one of the schemes of §10 says.
 */
import type { Escaping } from '../../src/exposition/formats.ts'
import { codePointsOf, utf8Text } from './byte-text.ts'
import { Fault, readMatch } from './cursor.ts'
import type { Cursor } from './cursor.ts'

export type NameKind = 'metric' | 'label'

const BARE = { metric: /[a-zA-Z_:][a-zA-Z0-9_:]*/y, label: /[a-zA-Z_][a-zA-Z0-9_]*/y }
const FIRST = { metric: /^[a-zA-Z_:]$/, label: /^[a-zA-Z_]$/ }
const LATER = { metric: /^[a-zA-Z0-9_:]$/, label: /^[a-zA-Z0-9_]$/ }
const QUOTED = /"(?:[^"\\]|\\[^])*"/y
const NAME_ESCAPES: Readonly<Record<string, string>> = { '\\\\': '\\', '\\"': '"', '\\n': '\n' }

/** A bare name, or an empty string if none stands here. */
export function readBareName(cursor: Cursor, kind: NameKind): string {
  return readMatch(cursor, BARE[kind])
}

/** What stands between the quotes, escapes kept; undefined if the string has no end. */
export function readQuoted(cursor: Cursor): string | undefined {
  const quoted = readMatch(cursor, QUOTED)
  return quoted === '' ? undefined : quoted.slice(1, -1)
}

/** The name for the inside of a quoted string; undefined if that is no name at all. */
export function nameOfQuoted(inside: string): string | undefined {
  const name = unescapeName(inside)
  const isName = name !== undefined && name !== '' && !name.includes('\0') && codePointsOf(name) !== undefined
  return isName ? name : undefined
}

/** A metric name in a metadata line, bare or quoted. */
export function readMetadataName(cursor: Cursor): string {
  const start = cursor.at
  const name = cursor.text[start] === '"' ? readQuotedName(cursor) : readBareName(cursor, 'metric')
  if (name === undefined || name === '') throw new Fault('NAME_INVALID', start)
  return name
}

function readQuotedName(cursor: Cursor): string | undefined {
  const inside = readQuoted(cursor)
  return inside === undefined ? undefined : nameOfQuoted(inside)
}

function unescapeName(inside: string): string | undefined {
  const escapes = inside.match(/\\[^]/g) ?? []
  if (escapes.some((escape) => NAME_ESCAPES[escape] === undefined)) return undefined
  return inside.replace(/\\[^]/g, (escape) => NAME_ESCAPES[escape] ?? '')
}

export function isPlain(name: string, kind: NameKind): boolean {
  return readBareName({ text: name, at: 0 }, kind) === name
}

/** The name as a page with that scheme calls it. */
export function escapeName(name: string, escaping: Escaping, kind: NameKind): string {
  if (escaping === 'allow-utf-8' || isPlain(name, kind)) return name
  const characters = codePointsOf(name)!.map((character, place) => {
    const isFit = (place === 0 ? FIRST : LATER)[kind].test(character)
    return escapeCharacter(character, isFit, escaping)
  })
  return `${escaping === 'values' ? 'U__' : ''}${characters.join('')}`
}

function escapeCharacter(
  character: string,
  isFit: boolean,
  escaping: Exclude<Escaping, 'allow-utf-8'>,
): string {
  if (escaping === 'underscores') return isFit ? character : '_'
  if (character === '_') return '__'
  if (isFit) return character
  if (escaping === 'dots') return character === '.' ? '_dot_' : '__'
  return `_${character.codePointAt(0)!.toString(16)}_`
}

/** A name as a line holds it: between quotes if a bare name could not be it. */
export function quoteName(name: string, kind: NameKind): string {
  if (isPlain(name, kind)) return name
  return `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
}

/** An ordinary string as it stands between the quotes of a label value. */
export function escapeLabelValue(value: string): string {
  return utf8Text(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
