// What a client's Accept header says of formats and names together; more rows stand in test/conformance/accept.test.ts.
import { expect, test } from 'vitest'
import { clientWish } from '../../../src/negotiation/client-wish.ts'

const PROMETHEUS_3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2'

test.each([
  {
    title: 'formats that can quote names remain where any name is taken',
    accept: PROMETHEUS_3,
    enabled: ['text', 'openmetrics'],
    formats: ['openmetrics-1.0.0', 'text-1.0.0'],
    escaping: 'allow-utf-8',
  },
  {
    title: 'a format that is switched off is not among them',
    accept: PROMETHEUS_3,
    enabled: ['text'],
    formats: ['text-1.0.0'],
    escaping: 'allow-utf-8',
  },
  {
    title: 'all formats remain where names are escaped anyway',
    accept: PROMETHEUS_3.replaceAll('allow-utf-8', 'values'),
    enabled: ['text', 'openmetrics'],
    formats: ['openmetrics-1.0.0', 'openmetrics-0.0.1', 'text-1.0.0', 'text-0.0.4'],
    escaping: 'values',
  },
  {
    title: 'no format at all: what everybody reads, with names that everybody reads',
    accept: 'image/png;escaping=allow-utf-8',
    enabled: ['text', 'openmetrics'],
    formats: [],
    escaping: 'underscores',
  },
  {
    title: 'no header: no scheme was asked for',
    accept: undefined,
    enabled: ['text', 'openmetrics'],
    formats: ['text-0.0.4'],
    escaping: undefined,
  },
] as const)('$title', ({ accept, enabled, formats, escaping }) => {
  const wish = clientWish(accept, enabled)
  expect(wish.ranked.map(({ format }) => format)).toEqual(formats)
  expect(wish.escaping).toBe(escaping)
})
