/**
 * Metric and label names, bare and quoted (merge-semantics §4.1 to §4.3), and the scheme `underscores` that
 * makes a bare name of a quoted one.
 */
import { codePointsOf, utf8Text } from './byte-text.ts'
import { Fault, readMatch } from './cursor.ts'
import type { Cursor } from './cursor.ts'

export type NameKind = 'metric' | 'label'

const BARE = { metric: /[a-zA-Z_:][a-zA-Z0-9_:]*/y, label: /[a-zA-Z_][a-zA-Z0-9_]*/y }
const FIRST = { metric: /[a-zA-Z_:]/, label: /[a-zA-Z_]/ }
const LATER = { metric: /[a-zA-Z0-9_:]/, label: /[a-zA-Z0-9_]/ }
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

/** The bare name for the inside of a quoted one; undefined if that is no name at all. */
export function bareNameOfQuoted(inside: string, kind: NameKind): string | undefined {
  const name = unescapeName(inside)
  const characters = name === undefined ? undefined : codePointsOf(name)
  if (characters === undefined || characters.length === 0) return undefined
  return characters
    .map((character, place) => ((place === 0 ? FIRST : LATER)[kind].test(character) ? character : '_'))
    .join('')
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
  return inside === undefined ? undefined : bareNameOfQuoted(inside, 'metric')
}

function unescapeName(inside: string): string | undefined {
  const escapes = inside.match(/\\[^]/g) ?? []
  if (escapes.some((escape) => NAME_ESCAPES[escape] === undefined)) return undefined
  return inside.replace(/\\[^]/g, (escape) => NAME_ESCAPES[escape] ?? '')
}

/** An ordinary string as it stands between the quotes of a label value. */
export function escapeLabelValue(value: string): string {
  return utf8Text(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
