/**
 * The families of a protobuf page as messages (merge-semantics §11, A protobuf page).
 */
import { seriesKey } from '../label-set.ts'
import type { Label } from '../labels.ts'
import { declaredType, membersByTarget, samplesOf } from '../members.ts'
import type { Member, PageFamily } from '../members.ts'
import type { MergeState } from '../merge-state.ts'
import { dropsDuplicates } from '../duplicates.ts'
import type { Counters } from '../target-family.ts'
import { bytesField, delimited, varintField } from './encode.ts'
import { countSamples, MESSAGE_TYPES } from './metric.ts'
import { raiseSamples } from './raise.ts'
import { metricContent } from './splice.ts'

interface PageMetric {
  readonly labels: readonly Label[]
  readonly timestamp: string | undefined
  readonly content: string
  readonly samples: number
}

export interface WrittenFamily {
  readonly message: string
  readonly samples: number
}

export interface FamilyMetadata {
  readonly help: string | undefined
  readonly unit: string | undefined
}

export function writeFamily(
  state: MergeState,
  family: PageFamily,
  { help, unit }: FamilyMetadata,
): WrittenFamily {
  const type = declaredType(family) ?? 'untyped'
  const metrics = membersByTarget(family).flatMap((members) => metricsOf(members, family, state))
  const extras = family.members.map((member) => member.extras ?? '')
  const fields = [
    bytesField(1, family.name),
    help === undefined ? '' : bytesField(2, help),
    varintField(3, BigInt(MESSAGE_TYPES.indexOf(type))),
    unit === undefined ? '' : bytesField(5, unit),
    ...extras,
  ]
  const kept = dropsDuplicates(state) ? withoutDuplicates(metrics) : metrics.map(({ metric }) => metric)
  return {
    message: delimited([...fields, ...kept.map(({ content }) => bytesField(4, content))].join('')),
    samples: kept.reduce((sum, { samples }) => sum + samples, 0),
  }
}

interface OwnedMetric {
  readonly metric: PageMetric
  readonly counters: Counters
}

function metricsOf(
  members: readonly Member[],
  family: PageFamily,
  state: MergeState,
): readonly OwnedMetric[] {
  const counters = state.counters[members[0]!.target]!
  const own = members.flatMap((member) => member.metrics ?? []).toSorted((a, b) => a.order - b.order)
  const spliced = own.map((metric): PageMetric => {
    const { labels, timestamp } = metric
    const content = metricContent(metric)
    return { labels, timestamp: timestamp?.toString(), content, samples: countSamples(metric) }
  })
  const subject = { name: family.name, type: declaredType(family) }
  const raised = raiseSamples(samplesOf(members), subject, counters)
  return [...spliced, ...raised].map((metric) => ({ metric, counters }))
}

function withoutDuplicates(metrics: readonly OwnedMetric[]): readonly PageMetric[] {
  const seen = new Set<string>()
  return metrics.flatMap(({ metric, counters }) => {
    const key = `${seriesKey(metric.labels)} ${metric.timestamp ?? ''}`
    if (seen.has(key)) {
      counters.duplicates += metric.samples
      return []
    }
    seen.add(key)
    return [metric]
  })
}
