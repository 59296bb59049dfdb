/**
 * The label block of a sample line, with the quoted metric name that may stand first in it
 * (merge-semantics §4.1 to §4.3). Values keep their escapes as they came.
 */
import type { Escaping, ExpositionFormat } from '../../src/exposition/formats.ts'
import { isUtf8 } from './byte-text.ts'
import { expectText, Fault, skipBlanks } from './cursor.ts'
import type { Cursor } from './cursor.ts'
import { escapeName, nameOfQuoted, readBareName, readQuoted } from './names.ts'

export interface Label {
  readonly name: string
  /** As it stands between the quotes. */
  readonly value: string
}

export interface LabelBlockRules {
  readonly format: ExpositionFormat
  readonly labelsMax: number
  /** Quoted label names are written like this, and compared after that. */
  readonly escaping: Escaping
  /** Refuses quoted label names. */
  readonly isBareOnly?: boolean
}

/** Reads the block of a sample whose name stands before it. */
export function readLabels(cursor: Cursor, rules: LabelBlockRules): Label[] {
  expectText(cursor, '{', 'LABELS_INVALID')
  skipFreeBlanks(cursor, rules)
  if (readCloser(cursor)) return []
  return readLabelList(cursor, rules)
}

/** Reads the block of a sample whose name is the first element inside. */
export function readNamedLabels(cursor: Cursor, rules: LabelBlockRules): { name: string; labels: Label[] } {
  const start = cursor.at
  expectText(cursor, '{', 'NAME_INVALID')
  skipFreeBlanks(cursor, rules)
  const inside = readQuoted(cursor)
  const name = inside === undefined ? undefined : nameOfQuoted(inside)
  skipFreeBlanks(cursor, rules)
  if (name === undefined || cursor.text[cursor.at] === '=') throw new Fault('NAME_INVALID', start)
  return { name, labels: isListGoingOn(cursor, rules) ? readLabelList(cursor, rules) : [] }
}

function readLabelList(cursor: Cursor, rules: LabelBlockRules): Label[] {
  const labels: Label[] = []
  do {
    const name = readLabelName(cursor, rules, labels)
    labels.push({ name, value: readLabelValue(cursor, rules) })
  } while (isListGoingOn(cursor, rules))
  return labels
}

/** After an element: true if another one follows, false if the block is closed. */
function isListGoingOn(cursor: Cursor, rules: LabelBlockRules): boolean {
  skipFreeBlanks(cursor, rules)
  if (readCloser(cursor)) return false
  expectText(cursor, ',', 'LABELS_INVALID')
  skipFreeBlanks(cursor, rules)
  return !(rules.format === 'text' && readCloser(cursor))
}

function readLabelName(cursor: Cursor, rules: LabelBlockRules, before: readonly Label[]): string {
  const start = cursor.at
  const name = cursor.text[start] === '"' ? readQuotedLabelName(cursor, rules) : readBareName(cursor, 'label')
  if (name === '') throw new Fault('LABELS_INVALID', start)
  if (name === '__name__') throw new Fault('LABEL_RESERVED', start)
  if (before.some((label) => label.name === name)) throw new Fault('LABEL_REPEATED', start)
  if (before.length >= rules.labelsMax) throw new Fault('LABELS_TOO_MANY', start)
  return name
}

/** Only what follows tells whether a quoted string is a label's name or a metric name in the wrong place. */
function readQuotedLabelName(cursor: Cursor, rules: LabelBlockRules): string {
  const start = cursor.at
  const inside = readQuoted(cursor)
  if (inside === undefined || rules.isBareOnly) throw new Fault('LABELS_INVALID', start)
  const end = cursor.at
  skipFreeBlanks(cursor, rules)
  const next = cursor.text[cursor.at]
  if (next === ',' || next === '}') throw new Fault('NAME_INVALID', start)
  if (next !== '=') throw new Fault('LABELS_INVALID', cursor.at)
  cursor.at = end
  const name = nameOfQuoted(inside)
  return name === undefined ? '' : escapeName(name, rules.escaping, 'label')
}

function readLabelValue(cursor: Cursor, rules: LabelBlockRules): string {
  skipFreeBlanks(cursor, rules)
  expectText(cursor, '=', 'LABELS_INVALID')
  skipFreeBlanks(cursor, rules)
  const start = cursor.at
  const value = readQuoted(cursor)
  if (value === undefined) throw new Fault('LABELS_INVALID', start)
  if (!isUtf8(value)) throw new Fault('UTF8_INVALID', start)
  return value
}

function readCloser(cursor: Cursor): boolean {
  if (cursor.text[cursor.at] !== '}') return false
  cursor.at++
  return true
}

function skipFreeBlanks(cursor: Cursor, rules: LabelBlockRules): void {
  if (rules.format === 'text') skipBlanks(cursor)
}
