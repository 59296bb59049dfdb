/**
 * One sample line to its parts (merge-semantics §4), before any label is injected. Tokens keep their bytes.
 */
import { expectText, Fault, isAtEnd, isBlank, readMatch, skipBlanks } from './cursor.ts'
import type { Cursor } from './cursor.ts'
import { readLabels, readNamedLabels } from './labels.ts'
import type { Label, LabelBlockRules } from './labels.ts'
import { readBareName } from './names.ts'
import { isTimestamp, readDecimal } from './numbers.ts'

export interface SampleLine {
  readonly name: string
  readonly labels: readonly Label[]
  readonly value: string
  readonly timestamp?: string
  /** Everything after the space before the `#`, as it came. */
  readonly exemplar?: string
  /** Text only: where something like an exemplar starts. A strict reader refuses it, a lenient one cuts it off. */
  readonly unexpectedExemplarAt?: number
}

const TEXT_TOKEN = /[^ \t]*/y
const OPENMETRICS_TOKEN = /[^ ]*/y

export function readSampleLine(line: string, rules: LabelBlockRules): SampleLine {
  const cursor = { text: line, at: 0 }
  return rules.format === 'text' ? readTextSample(cursor, rules) : readOpenMetricsSample(cursor, rules)
}

function readTextSample(cursor: Cursor, rules: LabelBlockRules): SampleLine {
  skipBlanks(cursor)
  const series = readSeries(cursor, rules)
  skipBlanks(cursor)
  const value = readValue(cursor, rules)
  skipBlanks(cursor)
  if (isAtEnd(cursor)) return { ...series, value }
  if (cursor.text[cursor.at] === '#') return { ...series, value, unexpectedExemplarAt: cursor.at }
  const sample = { ...series, value, timestamp: readTimestamp(cursor, rules) }
  skipBlanks(cursor)
  if (isAtEnd(cursor)) return sample
  if (cursor.text[cursor.at] === '#') return { ...sample, unexpectedExemplarAt: cursor.at }
  throw new Fault('SAMPLE_TRAILING', cursor.at)
}

function readOpenMetricsSample(cursor: Cursor, rules: LabelBlockRules): SampleLine {
  const series = readSeries(cursor, rules)
  expectText(cursor, ' ', 'VALUE_INVALID')
  const value = readValue(cursor, rules)
  if (isAtEnd(cursor)) return { ...series, value }
  if (isAtExemplar(cursor)) return { ...series, value, exemplar: readExemplar(cursor, rules) }
  cursor.at++
  const sample = { ...series, value, timestamp: readTimestamp(cursor, rules) }
  if (isAtEnd(cursor)) return sample
  if (isAtExemplar(cursor)) return { ...sample, exemplar: readExemplar(cursor, rules) }
  throw new Fault('SAMPLE_TRAILING', cursor.at)
}

function readSeries(cursor: Cursor, rules: LabelBlockRules): { name: string; labels: Label[] } {
  if (cursor.text[cursor.at] === '{') return readNamedLabels(cursor, rules)
  const start = cursor.at
  const name = readBareName(cursor, 'metric')
  if (name === '' || !isNameEnd(cursor, rules)) throw new Fault('NAME_INVALID', start)
  if (rules.format === 'text') skipBlanks(cursor)
  return { name, labels: cursor.text[cursor.at] === '{' ? readLabels(cursor, rules) : [] }
}

function isNameEnd(cursor: Cursor, rules: LabelBlockRules): boolean {
  const next = cursor.text[cursor.at]
  if (next === undefined || next === '{') return true
  return rules.format === 'text' ? isBlank(next) : next === ' '
}

function readToken(cursor: Cursor, rules: LabelBlockRules): string {
  return readMatch(cursor, rules.format === 'text' ? TEXT_TOKEN : OPENMETRICS_TOKEN)
}

function readValue(cursor: Cursor, rules: LabelBlockRules): string {
  const start = cursor.at
  const token = readToken(cursor, rules)
  if (readDecimal(token) === undefined) throw new Fault('VALUE_INVALID', start)
  return token
}

function readTimestamp(cursor: Cursor, rules: LabelBlockRules): string {
  const start = cursor.at
  const token = readToken(cursor, rules)
  if (!isTimestamp(token, rules.format)) throw new Fault('TIMESTAMP_INVALID', start)
  return token
}

function isAtExemplar(cursor: Cursor): boolean {
  return cursor.text.startsWith(' # ', cursor.at)
}

function readExemplar(cursor: Cursor, { labelsMax }: LabelBlockRules): string {
  const start = cursor.at + 1
  try {
    cursor.at += ' # '.length
    readExemplarParts(cursor, labelsMax)
  } catch (fault) {
    // Whatever is wrong inside an exemplar has one code.
    throw fault instanceof Fault ? new Fault('EXEMPLAR_INVALID', start) : fault
  }
  return cursor.text.slice(start)
}

export interface ExemplarTokens {
  readonly labels: readonly Label[]
  readonly value: string
  readonly timestamp: string | undefined
}

/** An exemplar that was read before, from its `#` on. */
export function readExemplarTokens(exemplar: string): ExemplarTokens {
  const cursor = { text: exemplar, at: '# '.length }
  const rules = { format: 'openmetrics', labelsMax: Infinity, escaping: 'underscores' } as const
  const labels = readLabels(cursor, rules)
  const [value = '', timestamp] = exemplar.slice(cursor.at + 1).split(' ')
  return { labels, value, timestamp }
}

/** Reads `labels SP value [SP timestamp]` to the end of the line and gives the labels. */
export function readExemplarParts(cursor: Cursor, labelsMax: number): readonly Label[] {
  // Exemplars are forwarded as they came, and OpenMetrics 1.0 knows no quoted label names.
  const rules = { format: 'openmetrics', labelsMax, escaping: 'underscores', isBareOnly: true } as const
  const labels = readLabels(cursor, rules)
  if (labels.some((label) => label.value.includes('\0'))) throw new Fault('EXEMPLAR_INVALID', cursor.at)
  expectText(cursor, ' ', 'EXEMPLAR_INVALID')
  readValue(cursor, rules)
  if (isAtEnd(cursor)) return labels
  cursor.at++
  readTimestamp(cursor, rules)
  if (!isAtEnd(cursor)) throw new Fault('EXEMPLAR_INVALID', cursor.at)
  return labels
}
