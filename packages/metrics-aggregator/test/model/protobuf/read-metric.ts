/**
 * One metric to its parts, or to the fault that it has (merge-semantics §11, Reading 5 to 7).
 */
import type { Escaping } from '../../../src/exposition/formats.ts'
import { isUtf8 } from '../byte-text.ts'
import { escapeName } from '../names.ts'
import type { FamilyType } from '../suffixes.ts'
import { isNative, VALUE_FIELD } from './metric.ts'
import type { MessageLabel, Metric } from './metric.ts'
import { isNativeSound } from './native-rules.ts'
import { SCHEMA } from './schema.ts'
import type { MessageName } from './schema.ts'
import { fieldBytes, fieldOf, fieldsOf, MessageFault, readNode, signedOf, textOf } from './wire.ts'
import type { Field, MessageNode, Span } from './wire.ts'

export interface MetricRules {
  readonly type: FamilyType
  readonly labelsMax: number
  readonly escaping: Escaping
}

export type ReadMetric = Omit<Metric, 'order'> & { readonly labels: readonly MessageLabel[] }

const NANOS_MAX = 999_999_999n
/** Readers add these labels themselves. */
const OWN_LABEL: Partial<Record<FamilyType, string>> = {
  histogram: 'le',
  gaugehistogram: 'le',
  summary: 'quantile',
}

export function readMetric(
  body: string,
  place: Span & { readonly at: number },
  rules: MetricRules,
): ReadMetric {
  const { type } = rules
  const valueNumber = VALUE_FIELD[type]!
  const node = readNode(body, place, 'Metric', (number) => number !== 1)
  const valueField = fieldOf(node, valueNumber)
  // The wire comes first, whatever else is wrong.
  const value = valueField && readNode(body, valueField, SCHEMA['Metric'][valueNumber]!.kind as MessageName)
  const labels = readPairs(node, rules)
  if (valueField === undefined || value === undefined) throw new MessageFault('VALUE_MISSING', place.at)
  checkValue(value, type, rules)
  if (VALUE_FIELD[type] === 7 && isNative(value) && !isNativeSound(value))
    throw new MessageFault('HISTOGRAM_INVALID', valueField.at)
  const rest = node.fields.filter(({ number }) => number !== 1).map((field) => fieldBytes(node, field))
  return {
    offset: place.at,
    labels,
    rest: rest.join(''),
    timestamp: fieldOf(node, 6) === undefined ? undefined : signedOf(node, 6),
    value,
    valueField,
    type,
  }
}

function readPairs(node: MessageNode, rules: MetricRules): readonly MessageLabel[] {
  const labels: MessageLabel[] = []
  for (const field of fieldsOf(node, 1)) labels.push(readPair(node, field, labels, rules))
  return labels
}

function readPair(
  metric: MessageNode,
  { at, node, ...field }: Field,
  before: readonly MessageLabel[],
  { type, labelsMax, escaping }: MetricRules,
): MessageLabel {
  const raw = textOf(node!, 1)
  if (raw === '') throw new MessageFault('LABELS_INVALID', at)
  if (!isUtf8(raw)) throw new MessageFault('UTF8_INVALID', fieldOf(node!, 1)!.at)
  if (raw.includes('\0')) throw new MessageFault('LABELS_INVALID', at)
  // One too many is not worth the escaping.
  const name = before.length < labelsMax ? escapeName(raw, escaping, 'label') : raw
  if (name === '__name__' || name === OWN_LABEL[type]) throw new MessageFault('LABEL_RESERVED', at)
  if (before.some((label) => label.name === name)) throw new MessageFault('LABEL_REPEATED', at)
  if (before.length >= labelsMax) throw new MessageFault('LABELS_TOO_MANY', at)
  const value = textOf(node!, 2)
  if (!isUtf8(value)) throw new MessageFault('UTF8_INVALID', fieldOf(node!, 2)!.at)
  const pair = name === raw ? fieldBytes(metric, { at, ...field }) : undefined
  const rest = node!.fields.filter(({ number }) => number !== 1).map((each) => fieldBytes(node!, each))
  return { name, value: escapeValue(value), pair, rest: rest.join('') }
}

/** As a label value stands between quotes. */
export function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}

/** Exemplars and times in the order in which they stand. */
function checkValue(value: MessageNode, type: FamilyType, rules: MetricRules): void {
  if (type === 'gauge' || type === 'untyped') return
  for (const field of value.fields) {
    if (field.node === undefined) continue
    if (type === 'counter' && field.number === 2) checkExemplar(field, rules)
    else if (type === 'counter' && field.number === 3) checkTime(field)
    else if (type === 'summary' && field.number === 4) checkTime(field)
    else if (VALUE_FIELD[type] === 7) checkHistogramField(field, rules)
  }
}

function checkHistogramField(field: Field, rules: MetricRules): void {
  if (field.number === 15) checkTime(field)
  if (field.number === 16) checkExemplar(field, rules)
  if (field.number !== 3) return
  const exemplar = fieldOf(field.node!, 3)
  if (exemplar !== undefined) checkExemplar(exemplar, rules)
}

function checkExemplar({ at, node }: Field, { labelsMax }: MetricRules): void {
  const time = fieldOf(node!, 3)
  if (time !== undefined) checkTime(time)
  const pairs = fieldsOf(node!, 1).map((field) => field.node!)
  const names = pairs.map((pair) => textOf(pair, 1))
  const isSound =
    pairs.every((pair) => isUtf8(textOf(pair, 1)) && isUtf8(textOf(pair, 2))) &&
    !names.includes('') &&
    new Set(names).size === names.length &&
    names.length <= labelsMax
  if (!isSound) throw new MessageFault('EXEMPLAR_INVALID', at)
}

function checkTime({ at, node }: Field): void {
  const nanos = signedOf(node!, 2)
  if (nanos < 0n || nanos > NANOS_MAX) throw new MessageFault('TIMESTAMP_INVALID', at)
}
