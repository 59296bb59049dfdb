/** The facts of a protobuf page, read by a library that is not ours. */
import { decodeFamilies } from '../support/protobuf.ts'
import type { Fields } from '../support/protobuf.ts'
import { exemplarFact, labelFacts, sampleFact } from './facts.ts'
import type { FamilyFacts, Labels, PageFacts } from './facts.ts'

/** One sample of a metric. */
interface Part {
  readonly suffix: string
  /** 0 where it is missing. */
  readonly value: unknown
  /** Where the message has no field for it, even though it has a value. */
  readonly isImplied?: boolean
  readonly own?: readonly [name: string, value: string]
  readonly exemplar?: Fields | undefined
}

export function factsOfMessages(body: Uint8Array): PageFacts {
  const families = decodeFamilies(body)
  const metrics = families.flatMap((family) =>
    listOf(family['metric']).map((metric) => factsOfMetric(family, metric)),
  )
  return {
    samples: metrics.flatMap(({ samples }) => samples),
    implied: metrics.flatMap(({ implied }) => implied),
    exemplars: metrics.flatMap(({ exemplars }) => exemplars),
    natives: metrics.flatMap(({ natives }) => natives),
    families: new Map(families.map((family) => [textOf(family['name']), familyFacts(family)])),
  }
}

const listOf = (value: unknown): readonly Fields[] => (value as readonly Fields[] | undefined) ?? []
const textOf = (value: unknown): string => (value as string | undefined) ?? ''
const typeOf = ({ type }: Fields): string =>
  ((type as string | undefined) ?? 'COUNTER').toLowerCase().replace('_', '')

function familyFacts(family: Fields): FamilyFacts {
  return { type: typeOf(family), help: textOf(family['help']), unit: textOf(family['unit']) }
}

function factsOfMetric(family: Fields, metric: Fields): Omit<PageFacts, 'families'> {
  const name = textOf(family['name'])
  const labels = labelsOf(metric['label'])
  const time = textOf(metric['timestamp_ms'])
  const value = metric[typeOf(family).replace('gaugehistogram', 'histogram')] as Fields
  const parts = partsOf(typeOf(family), value)
  const factOf = ({ suffix, value: number, own }: Part): string =>
    sampleFact({
      name:
        suffix === '_created' && typeOf(family) === 'counter'
          ? name.replace(/_total$/, '') + suffix
          : name + suffix,
      labels: own === undefined ? labels : [...labels, own],
      value: Number(number ?? 0),
      time,
    })
  const exemplarOf = (suffix: string, own: Labels, { label, value: seen, timestamp }: Fields): string =>
    exemplarFact({
      sample: name + suffix,
      labels: [...labels, ...own],
      exemplarLabels: labelsOf(label),
      value: Number(seen ?? 0),
      time: timestamp === undefined ? undefined : secondsOf(timestamp as Fields),
    })
  return {
    samples: parts.filter((part) => !isImplied(part)).map(factOf),
    implied: parts.filter(isImplied).map(factOf),
    exemplars: [
      ...parts.flatMap(({ suffix, own, exemplar }) =>
        exemplar === undefined ? [] : [exemplarOf(suffix, own ? [own] : [], exemplar)],
      ),
      ...listOf(value['exemplars']).map((exemplar) => exemplarOf('', [], exemplar)),
    ],
    natives: isNative(value) ? [JSON.stringify([name, labelFacts(labels), time, nativeFields(value)])] : [],
  }
}

const isImplied = ({ value, isImplied: is = value === undefined }: Part): boolean => is

const labelsOf = (pairs: unknown): Labels =>
  listOf(pairs).map(({ name, value }) => [textOf(name), textOf(value)] as const)

/** Decimals, for they come to more digits than a float has. */
function secondsOf({ seconds, nanos }: Fields): string {
  return `${textOf(seconds) || '0'}.${String(Number(nanos ?? 0)).padStart(9, '0')}`
}

function partsOf(type: string, value: Fields): readonly Part[] {
  const { created_timestamp: created } = value
  const told = created === undefined ? [] : [{ suffix: '_created', value: secondsOf(created as Fields) }]
  if (type === 'summary') return [...summaryParts(value), ...told]
  if (type === 'histogram' || type === 'gaugehistogram') return [...histogramParts(type, value), ...told]
  return [{ suffix: '', value: value['value'], exemplar: value['exemplar'] as Fields | undefined }, ...told]
}

function summaryParts({ quantile, sample_sum: sum, sample_count: count }: Fields): readonly Part[] {
  return [
    ...listOf(quantile).map(({ quantile: rank, value }) => {
      const own = ['quantile', String(Number(rank ?? 0))] as const
      return { suffix: '', value, own }
    }),
    { suffix: '_sum', value: sum },
    { suffix: '_count', value: count },
  ]
}

function histogramParts(type: string, value: Fields): readonly Part[] {
  const count = countOf(value['sample_count'], value['sample_count_float'])
  const [sumName, countName] =
    type === 'histogram' ? (['_sum', '_count'] as const) : (['_gsum', '_gcount'] as const)
  const buckets = listOf(value['bucket']).map((bucket) => ({
    suffix: '_bucket',
    value: countOf(bucket['cumulative_count'], bucket['cumulative_count_float']),
    own: ['le', String(Number(bucket['upper_bound'] ?? 0))] as const,
    exemplar: bucket['exemplar'] as Fields | undefined,
  }))
  const isClosed = buckets.some(({ own }) => own[1] === 'Infinity')
  const last = { suffix: '_bucket', value: count, isImplied: true, own: ['le', 'Infinity'] as const }
  return [
    ...buckets,
    ...(isClosed ? [] : [last]),
    { suffix: sumName, value: value['sample_sum'] },
    { suffix: countName, value: count },
  ]
}

/** A float that is not 0 comes before the whole number. */
function countOf(whole: unknown, float: unknown): unknown {
  return Number(float ?? 0) === 0 ? (whole ?? float) : float
}

function isNative(value: Fields): boolean {
  return ['positive_span', 'negative_span', 'zero_threshold', 'zero_count', 'zero_count_float'].some(
    (field) => {
      const content = value[field]
      return Array.isArray(content) ? content.length > 0 : Number(content ?? 0) > 0
    },
  )
}

function nativeFields({ bucket: _bucket, exemplars: _exemplars, ...fields }: Fields): Fields {
  return fields
}
