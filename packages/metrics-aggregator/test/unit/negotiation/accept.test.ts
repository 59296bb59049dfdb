// Facts about the formats that a client takes and about the Accept header that targets are asked with.
import { expect, test } from 'vitest'
import type { ExpositionFormat, FormatVersion } from '../../../src/exposition/formats.ts'
import { acceptedFormats, targetAccept } from '../../../src/negotiation/accept.ts'

const PROTOBUF = 'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited'

test.each<{ enabled: ExpositionFormat[]; accept: string; formats: string[] }>([
  {
    enabled: ['text'],
    accept: 'application/openmetrics-text, text/plain;q=0.5',
    formats: ['text-0.0.4 0.5'],
  },
  { enabled: ['text'], accept: 'application/openmetrics-text', formats: [] },
  {
    enabled: ['text', 'openmetrics'],
    accept: 'application/openmetrics-text;q=0.5, text/plain;q=0.4',
    formats: ['openmetrics-1.0.0 0.5', 'text-0.0.4 0.4'],
  },
  { enabled: ['text', 'openmetrics'], accept: 'image/png', formats: [] },
  {
    enabled: ['text', 'openmetrics'],
    accept: `${PROTOBUF}, text/plain;q=0.5`,
    formats: ['text-0.0.4 0.5'],
  },
  {
    enabled: ['text', 'protobuf'],
    accept: `${PROTOBUF};q=0.6, text/plain;q=0.5`,
    formats: ['protobuf 0.6', 'text-0.0.4 0.5'],
  },
  { enabled: ['text', 'protobuf'], accept: 'application/vnd.google.protobuf', formats: ['protobuf 1'] },
  {
    enabled: ['text', 'protobuf'],
    accept: 'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text',
    formats: [],
  },
  {
    enabled: ['text', 'protobuf'],
    accept: 'application/vnd.google.protobuf;proto=other.Message',
    formats: [],
  },
  { enabled: ['text', 'protobuf'], accept: 'application/*, */*;q=0.5', formats: ['text-0.0.4 0.5'] },
])('of $accept with $enabled enabled remains $formats', ({ enabled, accept, formats }) => {
  expect(acceptedFormats(accept, enabled).map(({ format, q }) => `${format} ${q}`)).toEqual(formats)
})

test.each<{ ranked: FormatVersion[]; header: string }>([
  { ranked: [], header: 'text/plain;version=0.0.4,*/*;q=0.1' },
  { ranked: ['text-0.0.4'], header: 'text/plain;version=0.0.4,*/*;q=0.1' },
  {
    ranked: ['openmetrics-1.0.0', 'openmetrics-0.0.1', 'text-0.0.4'],
    header:
      'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.8,text/plain;version=0.0.4;q=0.7,*/*;q=0.1',
  },
  {
    ranked: ['openmetrics-0.0.1'],
    header: 'application/openmetrics-text;version=0.0.1,text/plain;version=0.0.4;q=0.8,*/*;q=0.1',
  },
  {
    ranked: ['text-0.0.4', 'openmetrics-1.0.0'],
    header: 'text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.8,*/*;q=0.1',
  },
  {
    ranked: ['protobuf', 'openmetrics-1.0.0'],
    header: `${PROTOBUF},application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.7,*/*;q=0.1`,
  },
])('targets are asked for $ranked with $header', ({ ranked, header }) => {
  expect(targetAccept(ranked.map((format) => ({ format, q: 1 })))).toBe(header)
})

test('two clients with the same order ask targets for the same, whatever their weights', () => {
  const one = acceptedFormats('application/openmetrics-text;q=0.6,text/plain;q=0.2', ['text', 'openmetrics'])
  const other = acceptedFormats('text/plain;q=0.5,application/openmetrics-text', ['text', 'openmetrics'])
  expect(targetAccept(one)).toBe(targetAccept(other))
})
