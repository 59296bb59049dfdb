/**
 * Lines that start with `#` (merge-semantics §3): metadata, the end mark, or a comment. Help is given as its
 * meaning, with the escapes resolved.
 */
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import { isUtf8 } from './byte-text.ts'
import { expectText, Fault, isAtEnd, isBlank, readMatch, skipBlanks } from './cursor.ts'
import type { Cursor } from './cursor.ts'
import { readMetadataName } from './names.ts'
import { isTypeOf } from './suffixes.ts'
import type { FamilyType } from './suffixes.ts'

export type MetadataLine =
  | { readonly kind: 'comment' }
  | { readonly kind: 'end' }
  | { readonly kind: 'help' | 'unit'; readonly name: string; readonly text: string }
  | { readonly kind: 'type'; readonly name: string; readonly text: FamilyType }

const TEXT_KEYWORD = /#[ \t]+(?:HELP|TYPE)(?=[ \t])/y
const OPENMETRICS_KEYWORD = /# (?:HELP|TYPE|UNIT) /y

export function readMetadataLine(line: string, format: ExpositionFormat): MetadataLine {
  const cursor = { text: line, at: 0 }
  return format === 'text' ? readTextMetadata(cursor) : readOpenMetricsMetadata(cursor)
}

function readTextMetadata(cursor: Cursor): MetadataLine {
  skipBlanks(cursor)
  const keyword = readMatch(cursor, TEXT_KEYWORD)
  if (keyword === '') return { kind: 'comment' }
  skipBlanks(cursor)
  const start = cursor.at
  const name = readMetadataName(cursor)
  if (!isAtEnd(cursor) && !isBlank(cursor.text[cursor.at])) throw new Fault('NAME_INVALID', start)
  skipBlanks(cursor)
  if (keyword.endsWith('HELP')) return { kind: 'help', name, text: readHelp(cursor, 'text') }
  const rest = cursor.text.slice(cursor.at).replace(/[ \t]+$/, '')
  return { kind: 'type', name, text: typeNamed(rest, 'text', cursor) }
}

function readOpenMetricsMetadata(cursor: Cursor): MetadataLine {
  if (cursor.text === '# EOF') return { kind: 'end' }
  const keyword = readMatch(cursor, OPENMETRICS_KEYWORD).trimEnd()
  if (keyword === '') throw new Fault('LINE_INVALID', 0)
  // A second blank before the name is a wrong space, not a missing name.
  if (isBlank(cursor.text[cursor.at])) throw new Fault('LINE_INVALID', 0)
  const name = readMetadataName(cursor)
  expectText(cursor, ' ', 'METADATA_INVALID')
  if (keyword === '# HELP') return { kind: 'help', name, text: readHelp(cursor, 'openmetrics') }
  const rest = cursor.text.slice(cursor.at)
  if (keyword === '# UNIT') return { kind: 'unit', name, text: rest }
  return { kind: 'type', name, text: typeNamed(rest, 'openmetrics', cursor) }
}

function typeNamed(word: string, format: ExpositionFormat, cursor: Cursor): FamilyType {
  if (!isTypeOf(word, format)) throw new Fault('TYPE_INVALID', cursor.at)
  return word
}

function readHelp(cursor: Cursor, format: ExpositionFormat): string {
  const rest = cursor.text.slice(cursor.at)
  // A page in OpenMetrics could not end a line in a carriage return.
  const raw = format === 'text' ? rest.replace(/\r+$/, '') : rest
  if (!isUtf8(raw)) throw new Fault('UTF8_INVALID', cursor.at)
  const escape = format === 'text' ? /\\[\\n]/g : /\\[\\n"]/g
  return raw.replace(escape, (pair) => (pair === '\\n' ? '\n' : pair.slice(1)))
}

export function escapeHelp(help: string, format: ExpositionFormat): string {
  const escaped = help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
  return format === 'text' ? escaped : escaped.replaceAll('"', '\\"')
}
