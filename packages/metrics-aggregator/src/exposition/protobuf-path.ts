/**
 * Names the place of a fault inside a protobuf exposition: from a byte offset to a path such as
 * `metric[3].histogram.bucket[2].upper_bound`. Reads as far as the bytes make sense; numbers stand for unknown fields.
 */

interface Message {
  readonly [number: number]: {
    readonly name: string
    readonly inner?: Message
    readonly isRepeated?: boolean
  }
}

const TIMESTAMP: Message = { 1: { name: 'seconds' }, 2: { name: 'nanos' } }
const LABEL_PAIR: Message = { 1: { name: 'name' }, 2: { name: 'value' } }
const EXEMPLAR: Message = {
  1: { name: 'label', inner: LABEL_PAIR, isRepeated: true },
  2: { name: 'value' },
  3: { name: 'timestamp', inner: TIMESTAMP },
}
const PLAIN: Message = { 1: { name: 'value' } }
const COUNTER: Message = {
  1: { name: 'value' },
  2: { name: 'exemplar', inner: EXEMPLAR },
  3: { name: 'created_timestamp', inner: TIMESTAMP },
}
const SUMMARY: Message = {
  1: { name: 'sample_count' },
  2: { name: 'sample_sum' },
  3: { name: 'quantile', inner: { 1: { name: 'quantile' }, 2: { name: 'value' } }, isRepeated: true },
  4: { name: 'created_timestamp', inner: TIMESTAMP },
}
const BUCKET: Message = {
  1: { name: 'cumulative_count' },
  2: { name: 'upper_bound' },
  3: { name: 'exemplar', inner: EXEMPLAR },
  4: { name: 'cumulative_count_float' },
}
const SPAN: Message = { 1: { name: 'offset' }, 2: { name: 'length' } }
const HISTOGRAM: Message = {
  1: { name: 'sample_count' },
  2: { name: 'sample_sum' },
  3: { name: 'bucket', inner: BUCKET, isRepeated: true },
  4: { name: 'sample_count_float' },
  5: { name: 'schema' },
  6: { name: 'zero_threshold' },
  7: { name: 'zero_count' },
  8: { name: 'zero_count_float' },
  9: { name: 'negative_span', inner: SPAN, isRepeated: true },
  10: { name: 'negative_delta', isRepeated: true },
  11: { name: 'negative_count', isRepeated: true },
  12: { name: 'positive_span', inner: SPAN, isRepeated: true },
  13: { name: 'positive_delta', isRepeated: true },
  14: { name: 'positive_count', isRepeated: true },
  15: { name: 'created_timestamp', inner: TIMESTAMP },
  16: { name: 'exemplars', inner: EXEMPLAR, isRepeated: true },
}
const METRIC: Message = {
  1: { name: 'label', inner: LABEL_PAIR, isRepeated: true },
  2: { name: 'gauge', inner: PLAIN },
  3: { name: 'counter', inner: COUNTER },
  4: { name: 'summary', inner: SUMMARY },
  5: { name: 'untyped', inner: PLAIN },
  6: { name: 'timestamp_ms' },
  7: { name: 'histogram', inner: HISTOGRAM },
}
const FAMILY: Message = {
  1: { name: 'name' },
  2: { name: 'help' },
  3: { name: 'type' },
  4: { name: 'metric', inner: METRIC, isRepeated: true },
  5: { name: 'unit' },
}

/** The innermost field that holds the byte at `at` of a MetricFamily message; empty when that is none. */
export function fieldPath(family: Uint8Array, at: number): string {
  return at < 0 ? '' : pathIn(FAMILY, family, 0, family.length, at).join('.')
}

/** Finds places in a whole body, whose messages stand behind their lengths. Offsets must come in rising order. */
export function bodyPaths(body: Uint8Array): (offset: number) => string {
  let start = 0
  return (offset) => {
    for (;;) {
      const length = readVarint(body, start, body.length)
      if (length === undefined) return ''
      const end = length.end + length.value
      if (offset < end)
        return offset < length.end ? '' : fieldPath(body.subarray(length.end, end), offset - length.end)
      start = end
    }
  }
}

function pathIn(message: Message, bytes: Uint8Array, from: number, to: number, at: number): string[] {
  const counts = new Map<number, number>()
  for (let next = from; next < to;) {
    const field = readField(bytes, next, to)
    if (field === undefined) return []
    const index = counts.get(field.number) ?? 0
    counts.set(field.number, index + 1)
    if (at < field.end || field.isBroken) {
      if (at < next) return []
      const known = message[field.number]
      const name = nameOf(field.number, known, index)
      // A fault at the tag itself is of the field, not of what stands inside.
      if (known?.inner === undefined || at < field.start) return [name]
      return [name, ...pathIn(known.inner, bytes, field.start, field.end, at)]
    }
    next = field.end
  }
  return []
}

function nameOf(number: number, known: Message[number] | undefined, index: number): string {
  if (known === undefined) return String(number)
  return known.isRepeated === true ? `${known.name}[${index}]` : known.name
}

interface Field {
  readonly number: number
  /** Of the value. */
  readonly start: number
  readonly end: number
  /** The value runs past the message, or its wire type is none. */
  readonly isBroken: boolean
}

function readField(bytes: Uint8Array, at: number, to: number): Field | undefined {
  const tag = readVarint(bytes, at, to)
  if (tag === undefined || tag.value < 8) return undefined
  const number = Math.floor(tag.value / 8)
  const start = tag.end
  const end = valueEnd(tag.value % 8, bytes, start, to)
  const isBroken = end === undefined || end.at > to
  return { number, start: end?.start ?? start, end: Math.min(end?.at ?? to, to), isBroken }
}

/** Where the value ends, and where the bytes of one with a length begin. */
function valueEnd(
  wireType: number,
  bytes: Uint8Array,
  start: number,
  to: number,
): { readonly start: number; readonly at: number } | undefined {
  if (wireType === 1) return { start, at: start + 8 }
  if (wireType === 5) return { start, at: start + 4 }
  if (wireType !== 0 && wireType !== 2) return undefined
  const number = readVarint(bytes, start, to)
  if (number === undefined) return undefined
  return wireType === 0 ? { start, at: number.end } : { start: number.end, at: number.end + number.value }
}

const VARINT_BYTES_MAX = 10

/** Values beyond 2^53 are not exact, which no place in memory needs. */
export function readVarint(
  bytes: Uint8Array,
  at: number,
  to: number,
): { readonly value: number; readonly end: number } | undefined {
  let value = 0
  for (let index = 0; index < VARINT_BYTES_MAX && at + index < to; index += 1) {
    const byte = bytes[at + index] ?? 0
    value += (byte & 0x7f) * 2 ** (7 * index)
    if (byte < 0x80) return { value, end: at + index + 1 }
  }
  return undefined
}
