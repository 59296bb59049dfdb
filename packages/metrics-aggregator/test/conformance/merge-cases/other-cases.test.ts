/** The numbered cases that no table of merges can show: configuration, protobuf, and the choice of a format. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../../src/config/parse-config.ts'
import { formatFromContentType } from '../../../src/exposition/formats.ts'
import { mergeExpositions } from '../../../src/exposition/merge-expositions.ts'
import { targetAccept } from '../../../src/negotiation/accept.ts'
import type { RankedFormat } from '../../../src/negotiation/accept.ts'
import { clientWish } from '../../../src/negotiation/client-wish.ts'
import { choosePageFormat } from '../../../src/negotiation/page-format.ts'

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
