/**
 * One protobuf body to the families that it holds (merge-semantics §11, Reading), or to the refusal that discards it.
 */
import { isUtf8 } from '../byte-text.ts'
import { injectLabels } from '../inject.ts'
import type { TargetReading, TargetSettings } from '../read-target.ts'
import { zeroCounters } from '../target-family.ts'
import type { Counters, TargetFamily } from '../target-family.ts'
import { countSamples, MESSAGE_TYPES } from './metric.ts'
import type { MessageLabel, Metric } from './metric.ts'
import { readMetric } from './read-metric.ts'
import type { ReadMetric } from './read-metric.ts'
import { canonicalMetric } from './splice.ts'
import {
  fieldBytes,
  fieldOf,
  fieldsOf,
  MessageFault,
  readNode,
  readVarint,
  textOf,
  unsignedOf,
} from './wire.ts'
import type { MessageNode, Span } from './wire.ts'

export interface MessageFamily extends TargetFamily {
  type: NonNullable<TargetFamily['type']>
  /** Of its first message. */
  readonly offset: number
  metrics: Metric[]
  /** Unknown fields of its messages. */
  extras: string
}

export interface MessageReading extends TargetReading {
  readonly families: readonly MessageFamily[]
  /** What lenient reading passed over, and every other message of a family. */
  readonly faults: readonly { readonly code: string; readonly offset: number }[]
}

interface Reader {
  readonly settings: TargetSettings
  readonly body: string
  readonly families: Map<string, MessageFamily>
  readonly repeated: Set<MessageFamily>
  readonly counters: Counters
  readonly faults: { code: string; offset: number }[]
  /** `check` passes over a message that refuses. */
  readonly isForgiving: boolean
  metricBytes: number
}

const MESSAGE_BYTES_MAX = 2n ** 31n
const FAMILY_BYTES = 512

export function readMessages(body: string, settings: TargetSettings, isForgiving = false): MessageReading {
  const reader: Reader = {
    settings,
    body,
    families: new Map(),
    repeated: new Set(),
    counters: { ...zeroCounters(), bytes: body.length },
    faults: [],
    isForgiving,
    metricBytes: 0,
  }
  const refusal = readAll(reader)
  const { families, counters, faults } = reader
  return {
    families: [...families.values()],
    counters,
    violations: [],
    forgiven: [],
    faults,
    ...(refusal && { refusal: { code: refusal.code, line: 0, column: 0, offset: refusal.offset } }),
  }
}

function readAll(reader: Reader): MessageFault | undefined {
  const { body } = reader
  for (let at = 0; at < body.length;) {
    const place = findMessage(reader, at)
    if (place instanceof MessageFault) return place
    const fault = catchFault(() => readFamily(reader, place, at))
    if (fault && !reader.isForgiving) return fault
    if (fault) reader.faults.push(fault)
    at = place.end
  }
  return undefined
}

/** Where the message stands whose length begins here. */
function findMessage({ body, settings }: Reader, at: number): Span | MessageFault {
  const length = readVarint(body, at, body.length)
  if (length === undefined) return new MessageFault('WIRE_INVALID', at)
  if (length === 'cut') return new MessageFault('BODY_TRUNCATED', at)
  const max = BigInt(settings.limits.familyBytesMax)
  if (length.value >= MESSAGE_BYTES_MAX || (max > 0n && length.value > max))
    return new MessageFault('FAMILY_TOO_LONG', at)
  const end = length.end + Number(length.value)
  return end > body.length ? new MessageFault('BODY_TRUNCATED', at) : { start: length.end, end }
}

function catchFault(read: () => void): MessageFault | undefined {
  try {
    read()
    return undefined
  } catch (fault) {
    if (fault instanceof MessageFault) return fault
    throw fault
  }
}

function readFamily(reader: Reader, place: Span, at: number): void {
  const node = readNode(reader.body, place, 'MetricFamily', (number) => number === 4)
  const family = enterFamily(reader, readHead(node, at), node, at)
  for (const field of fieldsOf(node, 4)) {
    const fault = catchFault(() => takeMetric(reader, family, field))
    if (fault === undefined) continue
    if (fault.isOfWire || ALWAYS.has(fault.code) || reader.settings.validation === 'strict') throw fault
    reader.faults.push(fault)
    reader.counters.skippedMetrics++
  }
}

const ALWAYS: ReadonlySet<string> = new Set(['SAMPLES_TOO_MANY', 'EXPOSITION_TOO_LARGE', 'LABEL_COLLISION'])

type Head = Pick<MessageFamily, 'name' | 'type' | 'help' | 'unit'>

function readHead(node: MessageNode, at: number): Head {
  const placeOf = (number: number): number => fieldOf(node, number)?.at ?? at
  const name = textOf(node, 1)
  if (name === '') throw new MessageFault('NAME_INVALID', placeOf(1))
  for (const number of [1, 2, 5]) {
    if (!isUtf8(textOf(node, number))) throw new MessageFault('UTF8_INVALID', placeOf(number))
    if (number === 1 && name.includes('\0')) throw new MessageFault('NAME_INVALID', placeOf(number))
  }
  const type = MESSAGE_TYPES[Number(unsignedOf(node, 3))]
  if (type === undefined) throw new MessageFault('TYPE_INVALID', placeOf(3))
  return { name, type, help: textOf(node, 2) || undefined, unit: textOf(node, 5) || undefined }
}

/** Holds the message against what an earlier one said of the family. */
function enterFamily(reader: Reader, head: Head, node: MessageNode, at: number): MessageFamily {
  const extras = node.fields
    .filter(({ number }) => number > 5)
    .map((field) => fieldBytes(node, field))
    .join('')
  const family = reader.families.get(head.name)
  if (family === undefined) {
    const made: MessageFamily = { ...head, firstLine: 0, offset: at, samples: [], metrics: [], extras }
    reader.families.set(head.name, made)
    return made
  }
  reader.faults.push({ code: 'FAMILY_REPEATED', offset: at })
  const places = { type: 3, help: 2, unit: 5 } as const
  for (const key of ['type', 'help', 'unit'] as const) {
    const isOther = family[key] !== undefined && head[key] !== undefined && family[key] !== head[key]
    if (isOther) throw new MessageFault('METADATA_REPEATED', fieldOf(node, places[key])?.at ?? at)
  }
  family.help ??= head.help
  family.unit ??= head.unit
  family.extras += extras
  reader.repeated.add(family)
  reader.counters.regroupedFamilies = reader.repeated.size
  return family
}

function takeMetric(reader: Reader, family: MessageFamily, place: Span & { readonly at: number }): void {
  const { counters, settings } = reader
  const { limits, escaping } = settings
  const metric = readMetric(reader.body, place, { type: family.type, labelsMax: limits.labelsMax, escaping })
  const samples = countSamples(metric)
  if (limits.samplesMax > 0 && counters.samples + samples > limits.samplesMax)
    throw new MessageFault('SAMPLES_TOO_MANY', place.at)
  counters.samples += samples
  const injected = inject(reader, metric, samples)
  if (injected === undefined) return
  family.metrics.push(injected)
  reader.metricBytes += canonicalMetric(injected).length
  const bytes = reader.metricBytes + FAMILY_BYTES * reader.families.size
  if (limits.targetBytesMax > 0 && bytes > limits.targetBytesMax)
    throw new MessageFault('EXPOSITION_TOO_LARGE', place.at)
}

function inject({ counters, settings }: Reader, metric: ReadMetric, samples: number): Metric | undefined {
  const { dropLabels = [], honorTimestamps = true, injection } = settings
  const own = metric.labels.filter((label) => !dropLabels.includes(label.name))
  const injected = injectLabels(own, injection)
  if (injected.collided) {
    if (injection.onCollision === 'fail_target') throw new MessageFault('LABEL_COLLISION', metric.offset)
    counters.collisions++
    if (injection.onCollision === 'drop_series') {
      counters.droppedByCollision += samples
      return undefined
    }
  }
  const given = honorTimestamps ? metric : withoutTime(metric)
  const labels = injected.labels.map((label) => (own.includes(label) ? label : withoutPair(label)))
  return { ...given, order: metric.offset, labels }
}

/** A label that was injected or renamed. */
function withoutPair(label: MessageLabel): MessageLabel {
  return { ...label, pair: undefined }
}

function withoutTime(metric: ReadMetric): ReadMetric {
  const node = readNode(metric.rest, { start: 0, end: metric.rest.length }, 'Metric', () => true)
  const rest = node.fields.filter(({ number }) => number !== 6).map((field) => fieldBytes(node, field))
  return { ...metric, timestamp: undefined, rest: rest.join('') }
}
