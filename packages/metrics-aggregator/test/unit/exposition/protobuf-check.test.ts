// Facts about the strict report on a protobuf exposition (merge-semantics §11, Check).
import { expect, test } from 'vitest'
import { checkExposition } from '../../../src/exposition/check-exposition.ts'
import { encodeFamilies } from '../../support/protobuf.ts'
import type { Fields } from '../../support/protobuf.ts'

function found(families: readonly Fields[]): string[] {
  return checkExposition(encodeFamilies(families), 'protobuf').map(
    ({ code, severity, path, family, excerpt }) => `${severity} ${code} ${path} ${family ?? '-'} ${excerpt}`,
  )
}

const HISTOGRAM = {
  sample_count: 3,
  bucket: [
    { cumulative_count: 1, upper_bound: 1 },
    { cumulative_count: 3, upper_bound: Infinity },
  ],
}

test.each<{ what: string; families: readonly Fields[]; findings: readonly string[] }>([
  {
    what: 'nothing wrong',
    families: [
      { name: 'h', type: 'HISTOGRAM', metric: [{ histogram: HISTOGRAM }] },
      {
        name: 'g',
        type: 'GAUGE',
        metric: [{ gauge: { value: NaN } }, { gauge: { value: 1 }, timestamp_ms: 5 }],
      },
    ],
    findings: [],
  },
  {
    what: 'a family in two messages',
    families: [
      { name: 'g', type: 'GAUGE' },
      { name: 'g', type: 'GAUGE' },
    ],
    findings: ['error FAMILY_REPEATED  g g'],
  },
  {
    what: 'a series twice, labels in another order and empty ones apart',
    families: [
      {
        name: 'g',
        type: 'GAUGE',
        metric: [
          {
            label: [
              { name: 'a', value: '1' },
              { name: 'b', value: '2' },
            ],
            gauge: {},
          },
          {
            label: [
              { name: 'b', value: '2' },
              { name: 'c', value: '' },
              { name: 'a', value: '1' },
            ],
            gauge: {},
          },
        ],
      },
    ],
    findings: ['error SERIES_DUPLICATE metric[1] g g'],
  },
  {
    what: 'buckets and counts that disagree',
    families: [
      {
        name: 'h',
        type: 'HISTOGRAM',
        metric: [
          { histogram: { ...HISTOGRAM, sample_count: 4 } },
          {
            label: [{ name: 'l', value: '1' }],
            histogram: {
              sample_count: 2,
              bucket: [
                { cumulative_count: 2, upper_bound: 2 },
                { cumulative_count: 1, upper_bound: 1 },
              ],
            },
          },
        ],
      },
    ],
    findings: [
      'error COUNT_MISMATCH metric[0].histogram h h',
      'error BUCKET_ORDER metric[1].histogram.bucket[1] h h',
      'warning BUCKET_DECREASING metric[1].histogram.bucket[1] h h',
    ],
  },
  {
    what: 'counters that are no counts',
    families: [
      {
        name: 'c_total',
        metric: [{ counter: { value: -1 } }, { label: [{ name: 'l', value: '1' }], counter: { value: NaN } }],
      },
    ],
    findings: [
      'warning VALUE_NEGATIVE metric[0].counter c_total c_total',
      'warning VALUE_NAN metric[1].counter c_total c_total',
    ],
  },
  {
    what: 'a quantile beyond 1 and an exemplar of native buckets without a time',
    families: [
      { name: 's', type: 'SUMMARY', metric: [{ summary: { quantile: [{ quantile: 1.5 }] } }] },
      {
        name: 'n',
        type: 'HISTOGRAM',
        metric: [
          { histogram: { sample_count: 1, zero_threshold: 1, zero_count: 1, exemplars: [{ value: 1 }] } },
        ],
      },
    ],
    findings: [
      'error QUANTILE_INVALID metric[0].summary.quantile[0] s s',
      'error EXEMPLAR_INVALID metric[0].histogram.exemplars[0] n n',
    ],
  },
  {
    what: 'every metric that reading would refuse, and a message that would refuse all',
    families: [
      {
        name: 'g',
        type: 'GAUGE',
        metric: [{ counter: {} }, { label: [{ name: '', value: '' }], gauge: {} }],
      },
      { help: 'nameless' },
      { name: 'g2', type: 'GAUGE', metric: [{ gauge: {} }] },
    ],
    findings: [
      'error VALUE_MISSING metric[0] g g',
      'error LABELS_INVALID metric[1].label[0] g g',
      'error NAME_INVALID  - ',
    ],
  },
])('$what', ({ families, findings }) => {
  expect(found(families)).toEqual(findings)
})

test('offsets count from the start of the body', () => {
  const first = encodeFamilies([{ name: 'a', type: 'GAUGE' }])
  const second = encodeFamilies([{ name: 'b', type: 'GAUGE', metric: [{ counter: {} }] }])
  const [finding] = checkExposition(Buffer.concat([first, second]), 'protobuf')
  expect(finding).toMatchObject({ line: 0, column: 0, offset: first.length + 6, path: 'metric[0]' })
})

test('what follows a broken length is not read', () => {
  const body = Buffer.concat([encodeFamilies([{ name: 'a' }]), Buffer.of(0x7f, 1)])
  expect(checkExposition(body, 'protobuf')).toEqual([
    { code: 'BODY_TRUNCATED', severity: 'error', line: 0, column: 0, offset: 4, path: '', excerpt: '' },
  ])
})

test('an escaping that makes one name of two is a warning', () => {
  const body = encodeFamilies([{ name: 'a.b' }, { name: 'a_b' }])
  expect(checkExposition(body, 'protobuf')).toEqual([])
  expect(checkExposition(body, 'protobuf', undefined, 'underscores')).toMatchObject([
    { code: 'NAME_COLLISION', severity: 'warning' },
  ])
})
