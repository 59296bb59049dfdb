/**
 * A sample container's exposition as delimited protobuf: the text that the demo wrote, message by message, and its
 * histogram with native buckets, which text has no place for. It reads no text but that of the demo.
 */

/** Observations by their order of magnitude: bucket `first` holds those from `2 ** (first - 1)` to `2 ** first`. */
export interface NativeBuckets {
  readonly family: string
  readonly first: number
  readonly counts: readonly number[]
  readonly sum: number
}

/** The family that `native` names stands in the text as well, with buckets of that format. */
export function messagesOf(text: string, native: NativeBuckets): Uint8Array {
  return Buffer.concat(text.split(/^(?=# HELP )/m).map((block) => delimited(familyOf(block, native))))
}

const TYPES: Readonly<Record<string, number>> = { counter: 0, gauge: 1, summary: 2, histogram: 4 }

function familyOf(block: string, native: NativeBuckets): Buffer {
  const [, name = '', help = '', type = ''] = /^# HELP (\S+) (.*)\n# TYPE \S+ (\w+)\n/.exec(block) ?? []
  const samples = block.split('\n').slice(2, -1)
  const metrics = name === native.family ? [bytes(7, nativeOf(native))] : metricsOf(type, samples)
  return Buffer.concat([
    bytes(1, Buffer.from(name)),
    bytes(2, Buffer.from(help)),
    whole(3, TYPES[type] ?? 0),
    ...metrics.map((metric) => bytes(4, metric)),
  ])
}

function metricsOf(type: string, samples: readonly string[]): readonly Buffer[] {
  if (type === 'summary') return [bytes(4, summaryOf(samples))]
  const value = type === 'counter' ? 3 : 2
  return samples.map((sample) => Buffer.concat([labelsOf(sample), bytes(value, double(1, valueOf(sample)))]))
}

function labelsOf(sample: string): Buffer {
  const labels = [...sample.matchAll(/(\w+)="([^"]*)"/g)]
  return Buffer.concat(
    labels.map(([, name = '', value = '']) =>
      bytes(1, Buffer.concat([bytes(1, Buffer.from(name)), bytes(2, Buffer.from(value))])),
    ),
  )
}

function valueOf(sample: string): number {
  return Number(sample.slice(sample.lastIndexOf(' ') + 1))
}

/** Quantiles first, then sum and count, as the demo writes them. */
function summaryOf(samples: readonly string[]): Buffer {
  const quantiles = samples.slice(0, -2).map((sample) => {
    const quantile = Number(/quantile="([^"]*)"/.exec(sample)?.[1])
    return bytes(3, Buffer.concat([double(1, quantile), double(2, valueOf(sample))]))
  })
  const [sum = '', count = ''] = samples.slice(-2)
  return Buffer.concat([whole(1, valueOf(count)), double(2, valueOf(sum)), ...quantiles])
}

/** What observations may have and still count as zero: as client libraries have it. */
const ZERO_THRESHOLD = 2 ** -128

/** Schema 0: each bound is twice the one before. Counts are told by their differences. */
function nativeOf({ first, counts, sum }: NativeBuckets): Buffer {
  const total = counts.reduce((so, count) => so + count, 0)
  const span = Buffer.concat([whole(1, zigzag(first)), whole(2, counts.length)])
  const deltas = counts.map((count, at) => whole(13, zigzag(count - (counts[at - 1] ?? 0))))
  return Buffer.concat([
    whole(1, total),
    double(2, sum),
    whole(5, zigzag(0)),
    double(6, ZERO_THRESHOLD),
    whole(7, 0),
    bytes(12, span),
    ...deltas,
  ])
}

/** Small signed numbers as small unsigned ones. */
function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value
}

function whole(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(value)])
}

function double(field: number, value: number): Buffer {
  const eight = Buffer.alloc(8)
  eight.writeDoubleLE(value)
  return Buffer.concat([varint(field * 8 + 1), eight])
}

function bytes(field: number, content: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + 2), delimited(content)])
}

function delimited(content: Buffer): Buffer {
  return Buffer.concat([varint(content.length), content])
}

/** Without shifts, which would cut counts at 32 bits. */
function varint(value: number): Buffer {
  const septets: number[] = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) septets.push((rest % 128) + 128)
  return Buffer.from([...septets, rest])
}
