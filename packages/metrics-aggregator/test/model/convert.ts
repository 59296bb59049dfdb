/**
 * The target families of one target from the format it spoke to the format of the page (merge-semantics §7), and
 * what a text page can't carry. A family can become several; all of them stand at its place.
 */
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import type { MergeOptions } from '../../src/exposition/options.ts'
import { lowerFamily } from './protobuf/lower.ts'
import { millisecondsOfSeconds, secondsOfMilliseconds } from './numbers.ts'
import { suffixOf } from './suffixes.ts'
import type { FamilyType } from './suffixes.ts'
import type { Counters, Sample, TargetFamily } from './target-family.ts'

export interface Conversion {
  readonly from: ExpositionFormat
  readonly to: ExpositionFormat
  readonly created: MergeOptions['created']
  /** Names of families, of any target, that are no OpenMetrics counters. */
  readonly takenNames: ReadonlySet<string>
  readonly tellNative: (family: TargetFamily) => void
}

export function convertFamilies(
  families: readonly TargetFamily[],
  conversion: Conversion,
  counters: Counters,
): readonly TargetFamily[] {
  const converted = families.flatMap((family) => convertFamily(family, conversion, counters))
  return conversion.to === 'text'
    ? converted.map((family) => withoutNegativeTimes(family, counters))
    : converted
}

function convertFamily(
  family: TargetFamily,
  conversion: Conversion,
  counters: Counters,
): readonly TargetFamily[] {
  const { from, to } = conversion
  if (from === to) return [family]
  if (from === 'protobuf')
    return lowerFamily(family, { ...conversion, counters, tellNative: () => conversion.tellNative(family) })
  if (from === 'text' && to === 'protobuf') return [family]
  if (to !== 'openmetrics') return toText(family, conversion, counters)
  return [toOpenMetrics(family, conversion)]
}

/** Prometheus reads no minus sign before a text timestamp; such a sample would cost it the whole page. */
function withoutNegativeTimes(family: TargetFamily, counters: Counters): TargetFamily {
  const samples = family.samples.filter((sample) => !sample.timestamp?.startsWith('-'))
  counters.samplesDropped += family.samples.length - samples.length
  return { ...family, samples }
}

function toOpenMetrics(family: TargetFamily, { takenNames }: Conversion): TargetFamily {
  const samples = family.samples.map(withSeconds)
  if (family.type !== 'counter' && family.type !== 'untyped') return { ...family, samples }
  const stem = /^(.+)_total$/.exec(family.name)?.[1]
  const isCounter = family.type === 'counter' && stem !== undefined && !takenNames.has(stem)
  if (!isCounter) return { ...family, type: 'unknown', samples }
  return { ...family, name: stem, formerName: family.formerName?.replace(/_total$/, ''), samples }
}

function withSeconds(sample: Sample): Sample {
  const { timestamp } = sample
  return timestamp === undefined ? sample : { ...sample, timestamp: secondsOfMilliseconds(timestamp) }
}

/** New name and type of what keeps a family's type, by the OpenMetrics type; others keep both. */
const TEXT_FORM: Partial<Record<FamilyType, { readonly suffix: string; readonly type: FamilyType }>> = {
  counter: { suffix: '_total', type: 'counter' },
  info: { suffix: '_info', type: 'gauge' },
  stateset: { suffix: '', type: 'gauge' },
  unknown: { suffix: '', type: 'untyped' },
  gaugehistogram: { suffix: '', type: 'histogram' },
}

const MESSAGE_FORM: typeof TEXT_FORM = {
  ...TEXT_FORM,
  gaugehistogram: { suffix: '', type: 'gaugehistogram' },
}

/** Samples with these suffixes leave for a gauge of their own. */
const LEAVING_SUFFIXES = ['_gcount', '_gsum', '_created']

function toText(family: TargetFamily, conversion: Conversion, counters: Counters): readonly TargetFamily[] {
  const { created, to } = conversion
  if (to === 'text' && family.unit !== undefined) counters.unitsDropped++
  const samples = family.samples.flatMap((sample) => withMilliseconds(sample, to, counters))
  const { name, formerName, help, type, firstLine } = family
  if (type === undefined)
    return [{ name, formerName, firstLine, help, unit: to === 'text' ? undefined : family.unit, samples }]
  const form = (to === 'text' ? TEXT_FORM : MESSAGE_FORM)[type] ?? { suffix: '', type }
  const formerOf = (suffix: string): string | undefined =>
    formerName === undefined ? undefined : formerName + suffix
  const main: TargetFamily = {
    name: name + form.suffix,
    formerName: formerOf(form.suffix),
    firstLine,
    type: form.type,
    help,
    unit: to === 'text' ? undefined : family.unit,
    samples: [],
  }
  const made = new Map([[main.name, main]])
  for (const sample of samples) {
    const place = placeOf(sample, { family, main, to })
    if (place.suffix === '_created' && created === 'drop' && to === 'text') continue
    const home = made.get(place.name) ?? {
      name: place.name,
      formerName: place.suffix === undefined ? undefined : formerOf(place.suffix),
      firstLine,
      type: place.type,
      help,
      samples: [],
    }
    made.set(place.name, home)
    home.samples.push(sample)
  }
  return [...made.values()]
}

/** The family that a sample goes to, and the suffix that sent it there. */
function placeOf(
  sample: Sample,
  { family, main, to }: { family: TargetFamily; main: TargetFamily; to: ExpositionFormat },
): { name: string; type: FamilyType | undefined; suffix: string | undefined } {
  const suffix = suffixOf(sample.name, family.name, family.type, 'openmetrics')
  const isLeaving = to === 'text' && suffix !== undefined && LEAVING_SUFFIXES.includes(suffix)
  if (isLeaving) return { name: sample.name, type: 'gauge', suffix }
  const isStaying = suffix !== undefined || sample.name === main.name
  return isStaying
    ? { name: main.name, type: main.type, suffix }
    : { name: sample.name, type: 'untyped', suffix }
}

/** Cuts off the exemplar and moves the timestamp's point; no sample at all if the timestamp is out of range. */
function withMilliseconds(sample: Sample, to: ExpositionFormat, counters: Counters): Sample[] {
  const moved = sample.timestamp === undefined ? undefined : millisecondsOfSeconds(sample.timestamp)
  const isNegative = moved?.token.startsWith('-') === true
  const isOutOfRange = sample.timestamp !== undefined && (moved === undefined || isNegative)
  if (isOutOfRange) {
    counters.samplesDropped++
    return []
  }
  if (to === 'protobuf') {
    if (moved?.isTruncated) counters.timestampsTruncated++
    return [{ ...sample, timestamp: moved?.token }]
  }
  if (sample.exemplar !== undefined) counters.exemplarsDropped++
  if (moved?.isTruncated) counters.timestampsTruncated++
  return [{ ...sample, timestamp: moved?.token, exemplar: undefined }]
}
