/** The numbered cases that no table of merges can show: configuration, protobuf, and the choice of a format. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../../src/config/parse-config.ts'
import { formatFromContentType } from '../../../src/exposition/formats.ts'
import { mergeExpositions } from '../../../src/exposition/merge-expositions.ts'
import type { Exposition } from '../../../src/exposition/merge-expositions.ts'
import { targetAccept } from '../../../src/negotiation/accept.ts'
import type { RankedFormat } from '../../../src/negotiation/accept.ts'
import { clientWish } from '../../../src/negotiation/client-wish.ts'
import { choosePageFormat } from '../../../src/negotiation/page-format.ts'
import { decodeFamilies, encodeFamilies } from '../../support/protobuf.ts'

const ENDPOINTS = '{"api":"http://localhost:8080/metrics"}'
const PROTOBUF =
  'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited'

function findingsOf(env: Record<string, string>): string[] {
  const outcome = parseConfig({ METRICS_ENDPOINTS: ENDPOINTS, ...env })
  return (outcome.ok ? outcome.warnings : outcome.findings).map(({ code }) => code)
}

describe('B.3 label injection', () => {
  test.each([
    { label: 'le', codes: ['CONFIG_LABEL_NAME_RESERVED'] },
    { label: 'quantile', codes: ['CONFIG_LABEL_NAME_RESERVED'] },
    { label: '__meta', codes: ['CONFIG_LABEL_NAME_RESERVED'] },
    { label: '1x', codes: ['CONFIG_LABEL_NAME_INVALID'] },
    { label: 'job', codes: ['CONFIG_LABEL_NAME_CONFUSING'] },
    { label: 'container', codes: [] },
  ])('case 38: the label name $label gives $codes', ({ label, codes }) => {
    expect(findingsOf({ METRICS_LABEL_NAME: label })).toEqual(codes)
  })

  test('case 40: two targets of one name stop the start', () => {
    const twice = '{"api":"http://localhost:1/","api":"http://localhost:2/"}'
    expect(findingsOf({ METRICS_ENDPOINTS: twice })).toEqual(['CONFIG_TARGET_NAME_REPEATED'])
    expect(parseConfig({ METRICS_ENDPOINTS: twice }).ok).toBe(false)
  })

  test('case 47: protobuf has its own media type, and its bytes are not taken for text', () => {
    expect(formatFromContentType(PROTOBUF)).toBe('protobuf')
    const corpus = new URL('../../fixtures/corpora/common-expfmt.delimited.pb', import.meta.url)
    const { body, report } = mergeExpositions([
      { name: 'protobuf', contentType: 'text/plain', body: readFileSync(corpus) },
      { name: 'good', contentType: 'text/plain', body: 'up 1\n' },
    ])
    expect(Buffer.from(body).toString()).toBe('up{origin_container="good"} 1\n')
    expect(report.targets.map(({ ok }) => ok)).toEqual([false, true])
  })
})

const FORMATS = ['text', 'openmetrics'] as const
const rankedFor = (accept: string | undefined): readonly RankedFormat[] => clientWish(accept, FORMATS).ranked

const PROMETHEUS_3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2'

describe('B.5 conversion', () => {
  test.each([
    { accept: PROMETHEUS_3, answered: ['openmetrics', 'openmetrics'], format: 'openmetrics-1.0.0' },
    { accept: PROMETHEUS_3, answered: ['text', 'text'], format: 'text-1.0.0' },
    { accept: PROMETHEUS_3, answered: ['text', 'openmetrics'], format: 'openmetrics-1.0.0' },
    {
      accept: 'text/plain;version=0.0.4;q=1,*/*;q=0.1',
      answered: ['text', 'openmetrics'],
      format: 'text-0.0.4',
    },
    { accept: undefined, answered: ['openmetrics'], format: 'text-0.0.4' },
  ] as const)('case 62: $answered for $accept is served as $format', ({ accept, answered, format }) => {
    expect(choosePageFormat(rankedFor(accept), answered)).toBe(format)
  })

  test('case 62: targets are asked for what the client takes', () => {
    expect(targetAccept(rankedFor(PROMETHEUS_3))).toMatch(/^application\/openmetrics-text.*text\/plain/)
    expect(targetAccept(rankedFor('text/plain'))).not.toContain('openmetrics')
  })

  const NATIVE = {
    sample_count: 3,
    sample_sum: 4.5,
    schema: 3,
    zero_threshold: 1e-128,
    zero_count: 1,
    positive_span: [{ offset: 0, length: 2 }],
    positive_delta: [1, 0],
  }
  const native: Exposition = {
    name: 'proto',
    contentType: PROTOBUF,
    body: encodeFamilies([{ name: 'h', type: 'HISTOGRAM', metric: [{ histogram: NATIVE }] }]),
  }

  test.each([
    { format: 'text', page: ['# TYPE h histogram'] },
    { format: 'openmetrics', page: ['# TYPE h histogram'] },
  ] as const)('case 73: a native histogram on a page of $format has its last bucket', ({ format, page }) => {
    const { body, report } = mergeExpositions([native], { format })
    const label = 'origin_container="proto"'
    expect(Buffer.from(body).toString().split('\n').slice(0, 4)).toEqual([
      ...page,
      `h_bucket{${label},le="+Inf"} 3`,
      `h_sum{${label}} 4.5`,
      `h_count{${label}} 3`,
    ])
    expect(report.events).toEqual([{ kind: 'native_histograms_degraded', family: 'h', targets: ['proto'] }])
    expect(report.targets[0]?.counters.nativeHistogramsDegraded).toBe(1)
  })

  test('case 73: float counts cannot be a histogram in OpenMetrics', () => {
    const histogram = { sample_count_float: 1.5, bucket: [{ cumulative_count_float: 1.5, upper_bound: 1 }] }
    const body = encodeFamilies([{ name: 'h', type: 'HISTOGRAM', metric: [{ histogram }] }])
    const page = mergeExpositions([{ ...native, body }], { format: 'openmetrics' })
    expect(Buffer.from(page.body).toString()).toContain('# TYPE h_bucket unknown')
    expect(page.report.events).toMatchObject([{ kind: 'degraded', family: 'h', detail: 'VALUE_FRACTIONAL' }])
  })

  test('case 74: text and OpenMetrics become messages beside a native histogram', () => {
    const text = '# TYPE t_total counter\nt_total{a="b"} 1.5 1700\n'
    const openMetrics = '# TYPE o counter\no_total 2 # {trace="x"} 1 1.5\no_created 7\n# EOF\n'
    const { contentType, body, report } = mergeExpositions([
      native,
      { name: 'text', body: text },
      { name: 'om', contentType: 'application/openmetrics-text', body: openMetrics },
    ])
    const origin = (value: string): object => ({ name: 'origin_container', value })
    expect(contentType).toBe(PROTOBUF)
    expect(decodeFamilies(body)).toMatchObject([
      { name: 'h', metric: [{ label: [origin('proto')], histogram: { schema: 3, zero_count: '1' } }] },
      {
        name: 't_total',
        metric: [
          {
            label: [origin('text'), { name: 'a', value: 'b' }],
            counter: { value: 1.5 },
            timestamp_ms: '1700',
          },
        ],
      },
      {
        name: 'o_total',
        metric: [
          {
            label: [origin('om')],
            counter: {
              value: 2,
              exemplar: { label: [{ name: 'trace', value: 'x' }], value: 1, timestamp: { seconds: '1' } },
              created_timestamp: { seconds: '7' },
            },
          },
        ],
      },
    ])
    expect(report).toMatchObject({ events: [], samples: 3 })
  })

  test('case 75: targets are asked for the escaping that the client wants', () => {
    const { ranked, escaping } = clientWish(PROMETHEUS_3.replaceAll('allow-utf-8', 'dots'), FORMATS)
    expect(targetAccept(ranked, escaping)).toBe(
      'application/openmetrics-text;version=1.0.0;escaping=dots,application/openmetrics-text;version=0.0.1;q=0.8,text/plain;version=1.0.0;escaping=dots;q=0.7,text/plain;version=0.0.4;q=0.6,*/*;q=0.1',
    )
  })

  test('case 76: a client without the parameter gets underscores, and targets are not asked for more', () => {
    const { ranked, escaping } = clientWish('text/plain;version=0.0.4', FORMATS)
    expect(escaping).toBeUndefined()
    expect(targetAccept(ranked, escaping)).not.toContain('escaping')
  })
})
