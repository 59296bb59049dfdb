/**
 * The target families of one target from the format it spoke to the format of the page (merge-semantics §7).
 * A family can become several; all of them stand at its place.
 */
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import type { MergeOptions } from '../../src/exposition/options.ts'
import { millisecondsOfSeconds, secondsOfMilliseconds } from './numbers.ts'
import { suffixOf } from './suffixes.ts'
import type { FamilyType } from './suffixes.ts'
import type { Counters, Sample, TargetFamily } from './target-family.ts'

export function convertFamilies(
  families: readonly TargetFamily[],
  to: ExpositionFormat,
  options: MergeOptions,
  counters: Counters,
): TargetFamily[] {
  if (to === 'openmetrics') return families.map(toOpenMetrics)
  return families.flatMap((family) => toText(family, options, counters))
}

function toOpenMetrics(family: TargetFamily): TargetFamily {
  const samples = family.samples.map(withSeconds)
  const stem = /^(.+)_total$/.exec(family.name)?.[1]
  if (family.type === 'counter' && stem !== undefined) return { ...family, name: stem, samples }
  if (family.type === 'counter' || family.type === 'untyped') return { ...family, type: 'unknown', samples }
  return { ...family, samples }
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

/** Samples with these suffixes leave for a gauge of their own, in this order. */
const LEAVING_SUFFIXES = ['_gcount', '_gsum', '_created']

function toText(family: TargetFamily, options: MergeOptions, counters: Counters): TargetFamily[] {
  if (family.unit !== undefined) counters.unitsDropped++
  const samples = family.samples.flatMap((sample) => withMilliseconds(sample, counters))
  const { name, help, type } = family
  if (type === undefined) return [{ name, help, samples }]
  const form = TEXT_FORM[type] ?? { suffix: '', type }
  const main: TargetFamily = { name: name + form.suffix, type: form.type, help, samples: [] }
  const others = new Map<string, TargetFamily>()
  for (const suffix of LEAVING_SUFFIXES) {
    others.set(name + suffix, { name: name + suffix, type: 'gauge', help, samples: [] })
  }
  for (const sample of samples) {
    familyOfSample(sample, family, main, others).samples.push(sample)
  }
  if (options.created === 'drop') others.delete(`${name}_created`)
  return [main, ...[...others.values()].filter((other) => other.samples.length > 0)]
}

function familyOfSample(
  sample: Sample,
  family: TargetFamily,
  main: TargetFamily,
  others: Map<string, TargetFamily>,
): TargetFamily {
  const suffix = suffixOf(sample.name, family.name, family.type, 'openmetrics')
  const isLeaving = suffix !== undefined && LEAVING_SUFFIXES.includes(suffix)
  if (!isLeaving && (suffix !== undefined || sample.name === main.name)) return main
  const other = others.get(sample.name) ?? {
    name: sample.name,
    type: 'untyped',
    help: family.help,
    samples: [],
  }
  others.set(sample.name, other)
  return other
}

/** Cuts off the exemplar and moves the timestamp's point; no sample at all if the timestamp is out of range. */
function withMilliseconds(sample: Sample, counters: Counters): Sample[] {
  const moved = sample.timestamp === undefined ? undefined : millisecondsOfSeconds(sample.timestamp)
  if (sample.timestamp !== undefined && moved === undefined) {
    counters.samplesDropped++
    return []
  }
  if (sample.exemplar !== undefined) counters.exemplarsDropped++
  if (moved?.isTruncated) counters.timestampsTruncated++
  return [{ ...sample, timestamp: moved?.token, exemplar: undefined }]
}
