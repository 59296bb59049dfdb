/**
 * Reading what the engine found back into values: counters, refusals, events and findings. Layouts follow the records
 * in `engine/assembly/records.ts` and `findings.ts`, all of them lists of 32-bit numbers.
 */
import type { Engine } from '../engine/engine.ts'
import type { ExpositionFormat } from './formats.ts'
import { fieldPath } from './protobuf-path.ts'
import {
  type FamilyEvent,
  type FamilyEventKind,
  type Refusal,
  REFUSAL_CODES,
  type RefusalCode,
  type TargetCounters,
  VIOLATION_CODES,
  type ViolationCode,
} from './report.ts'

/** Status that is no counter: where and why the target was refused. */
const PLACE_FIELDS = [
  'refusal',
  'refusalLine',
  'refusalColumn',
  'excerpt',
  'excerptLength',
  'refusalOffset',
  'message',
  'messageLength',
  'messageOffset',
  'canonicalBytes',
] as const
const STATUS_FIELDS = [
  'lines',
  'refusal',
  'refusalLine',
  'refusalColumn',
  'excerpt',
  'excerptLength',
  'refusalOffset',
  'message',
  'messageLength',
  'messageOffset',
  'samples',
  'bytes',
  'canonicalBytes',
  'normalizedLines',
  'skippedLines',
  'skippedMetrics',
  'collisions',
  'droppedByCollision',
  'regroupedFamilies',
  'filteredSamples',
  'metadataDropped',
  'duplicates',
  'samplesDropped',
  'exemplarsDropped',
  'unitsDropped',
  'timestampsTruncated',
  'nativeHistogramsDegraded',
] as const
type StatusField = (typeof STATUS_FIELDS)[number]
type CounterField = Exclude<StatusField, (typeof PLACE_FIELDS)[number]>

const COUNTER_FIELDS = STATUS_FIELDS.filter(
  (field): field is CounterField => !PLACE_FIELDS.includes(field as never),
)

/** Each field's distance in bytes from the beginning of the record. */
const OFFSETS = Object.fromEntries(STATUS_FIELDS.map((field, index) => [field, index * 4])) as Readonly<
  Record<StatusField, number>
>

/** The size that counts against the page's limit, without the other numbers: it is asked for on every page. */
export function readCanonicalBytes(engine: Engine, handle: number): number {
  return engine.number(engine.statusOf(handle) + OFFSETS.canonicalBytes)
}

export function readCounters(engine: Engine, handle: number): TargetCounters {
  const counters = readFields(engine, handle, COUNTER_FIELDS)
  counters.samples += counters.droppedByCollision
  return counters
}

/** Filled one by one, because every page reads all counters of all targets. */
function readFields<Field extends StatusField>(
  engine: Engine,
  handle: number,
  fields: readonly Field[],
): Record<Field, number> {
  const at = engine.statusOf(handle)
  const view = new DataView(engine.memory.buffer)
  const status: Partial<Record<Field, number>> = {}
  for (const field of fields) status[field] = view.getUint32(at + OFFSETS[field], true)
  return status as Record<Field, number>
}

export function readRefusal(engine: Engine, handle: number, format: ExpositionFormat): Refusal {
  const status = readFields(engine, handle, STATUS_FIELDS)
  const code = REFUSAL_CODES[status.refusal - 1]
  if (code === undefined)
    throw new Error(`the engine refused a target with the unknown code ${status.refusal}`)
  const refusal = {
    code,
    line: status.refusalLine,
    column: status.refusalColumn,
    excerpt: printableText(engine.bytes().subarray(status.excerpt, status.excerpt + status.excerptLength)),
  }
  return format === 'protobuf' ? { ...refusal, ...messagePlace(engine, status) } : refusal
}

/** The message still lies where the engine read it, as long as nothing more is fed. */
function messagePlace(
  engine: Engine,
  status: Readonly<Record<StatusField, number>>,
): { readonly offset: number; readonly path: string } {
  const { refusalOffset: offset, message, messageLength, messageOffset } = status
  const family = engine.bytes().subarray(message, message + messageLength)
  return { offset, path: fieldPath(family, offset - messageOffset) }
}

// The class Cc spelled out, because a Unicode class would load a megabyte of tables into a small daemon.
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g

/** Bytes for a log line: control characters and broken UTF-8 show as replacement characters. */
export function printableText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replaceAll(CONTROLS, '\uFFFD')
}

function text(engine: Engine, at: number, length: number): string {
  return new TextDecoder().decode(engine.bytes().subarray(at, at + length))
}

/** A name, which the engine keeps as it stands between quotes. */
function nameText(engine: Engine, at: number, length: number): string {
  return text(engine, at, length).replaceAll(/\\(.)/g, (_, letter: string) =>
    letter === 'n' ? '\n' : letter,
  )
}

const VIOLATION_BASE = 101

function violationOf(code: number): ViolationCode | undefined {
  return VIOLATION_CODES[code - VIOLATION_BASE]
}

const EVENT_KINDS: readonly FamilyEventKind[] = [
  'type_conflict',
  'help_conflict',
  'unit_conflict',
  'name_clash',
  'degraded',
  'family_rejected',
  'name_collision',
  'native_histograms_degraded',
]

/** The events of the page last rendered, in the order in which they were decided. */
export function readEvents(engine: Engine, targetNames: readonly string[]): FamilyEvent[] {
  const events: FamilyEvent[] = []
  for (let at = engine.events(); at !== 0; at = engine.number(at + 32)) {
    events.push(readEvent(engine, at, targetNames))
  }
  return events
}

function readEvent(engine: Engine, at: number, targetNames: readonly string[]): FamilyEvent {
  const field = (index: number): number => engine.number(at + index * 4)
  const kind = EVENT_KINDS[field(0) - 1]
  if (kind === undefined) throw new Error(`the engine told an event of the unknown kind ${field(0)}`)
  const list = field(6)
  const targets = Array.from(
    { length: field(7) },
    (_, index) => targetNames[engine.number(list + index * 4)] ?? '',
  )
  const detail = kind === 'degraded' ? violationOf(field(1)) : nameText(engine, field(4), field(5))
  const event = { kind, family: nameText(engine, field(2), field(3)), targets }
  return detail === undefined || detail === '' ? event : { ...event, detail }
}

/** One finding of check mode, its code still of either list. */
export interface ReadFinding {
  readonly code: RefusalCode | ViolationCode
  readonly line: number
  readonly column: number
  /** Protobuf: the place in the body. */
  readonly offset?: number
  readonly family?: string
}

export function readFindings(engine: Engine, format: ExpositionFormat): ReadFinding[] {
  const found: ReadFinding[] = []
  for (let at = engine.findings(); at !== 0; at = engine.number(at + 24)) {
    const number = engine.number(at)
    const code = violationOf(number) ?? REFUSAL_CODES[number - 1]
    if (code === undefined) throw new Error(`the engine found something of the unknown code ${number}`)
    const family = nameText(engine, engine.number(at + 12), engine.number(at + 16))
    const finding = {
      code,
      line: engine.number(at + 4),
      column: engine.number(at + 8),
      ...(format === 'protobuf' && { offset: engine.number(at + 20) }),
    }
    found.push(family === '' ? finding : { ...finding, family })
  }
  return found
}
