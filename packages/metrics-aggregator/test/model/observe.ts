/**
 * What a reader sees on a page: its series with their values, and the metadata of each family. Reads pages with the
 * model's reader, so that properties can compare pages that differ in bytes but not in meaning.
 */
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'
import { textOfBytes } from './byte-text.ts'
import type { Metric } from './protobuf/metric.ts'
import { readMessages } from './protobuf/read-messages.ts'
import { readTarget } from './read-target.ts'
import type { TargetReading } from './read-target.ts'
import type { FamilyType } from './suffixes.ts'
import type { Sample, TargetFamily } from './target-family.ts'

export interface ObservedSample {
  readonly name: string
  /** In their order, the injected ones apart. */
  readonly labels: string
  readonly origin: string | undefined
  readonly value: string
  readonly timestamp: string | undefined
  readonly exemplar: string | undefined
  readonly familyType: FamilyType | undefined
}

export function readPage(body: Uint8Array, format: ExpositionFormat): TargetReading {
  const read = format === 'protobuf' ? readMessages : readTarget
  return read(textOfBytes(body), {
    format,
    framing: 'complete',
    validation: 'strict',
    limits: DEFAULT_MERGE_OPTIONS.limits,
    injection: { labels: [], onCollision: 'keep' },
    escaping: 'allow-utf-8',
  })
}

/** The samples of a page in its order; throws if a strict reader would refuse the page. */
export function observeSamples(body: Uint8Array, format: ExpositionFormat): readonly ObservedSample[] {
  const reading = readPage(body, format)
  if (reading.refusal) throw new Error(`${reading.refusal.code} in line ${reading.refusal.line} of the page`)
  return reading.families.flatMap((family) => [
    ...family.samples.map((sample) => ({ ...observeSample(sample), familyType: family.type })),
    ...(family.metrics ?? []).map((metric) => ({
      ...observeSample(wordsOf(family, metric)),
      familyType: family.type,
    })),
  ])
}

/** All that a metric says beside its labels, as bytes. */
function wordsOf({ name }: TargetFamily, { rest, labels, order }: Metric): Sample {
  return { line: 0, order, name, labels, value: rest }
}

function observeSample(sample: Sample): Omit<ObservedSample, 'familyType'> {
  const { name, value, timestamp, exemplar } = sample
  const isOrigin = ({ name: labelName }: { name: string }): boolean =>
    labelName === DEFAULT_MERGE_OPTIONS.labelName
  const own = sample.labels.filter((label) => !isOrigin(label))
  return {
    name,
    labels: own.map((label) => `${label.name}="${label.value}"`).join(','),
    origin: sample.labels.find(isOrigin)?.value,
    value,
    timestamp,
    exemplar,
  }
}

/** Series, value and what else is asked for, as sorted text: equal for pages that say the same. */
export function sampleTexts(
  samples: readonly ObservedSample[],
  extra: (sample: ObservedSample) => string = (sample) => sample.timestamp ?? '',
): readonly string[] {
  return samples
    .map(
      (sample) => `${sample.origin ?? ''} ${sample.name}{${sample.labels}} ${sample.value} ${extra(sample)}`,
    )
    .toSorted()
}

/** Whether a merge left out nothing and changed no family. */
export function isUntouched({
  report,
}: {
  report: { targets: readonly TargetOutcome[]; events: readonly unknown[] }
}): boolean {
  return report.events.length === 0 && report.targets.every((target) => target.ok) && isLossless({ report })
}

interface TargetOutcome {
  readonly ok: boolean
  readonly counters: {
    readonly samplesDropped: number
    readonly duplicates: number
    readonly collisions: number
  }
}

/** Whether all samples of the accepted targets are on the page, under their own labels. */
export function isLossless({ report }: { report: { targets: readonly TargetOutcome[] } }): boolean {
  return report.targets.every(
    ({ counters }) => counters.samplesDropped + counters.duplicates + counters.collisions === 0,
  )
}
