import { expect, test } from 'vitest'
import { CONTENT_TYPES, formatFromContentType, formatOf } from '../../../src/exposition/formats.ts'

test.each([
  ['text/plain; version=0.0.4; charset=utf-8', 'text'],
  ['TEXT/PLAIN', 'text'],
  ['text/plain;version=1.0.0', 'text'],
  ['application/openmetrics-text; version=1.0.0; charset=utf-8', 'openmetrics'],
  [' application/openmetrics-text ', 'openmetrics'],
  ['text/html', 'foreign'],
  ['application/json', 'foreign'],
  ['text/plainer', 'foreign'],
  [undefined, 'missing'],
  ['', 'missing'],
  ['  ', 'missing'],
  ['; charset=utf-8', 'missing'],
] as const)('the Content-Type %j names %s', (header, format) => {
  expect(formatFromContentType(header)).toBe(format)
})

test('every version is answered with a Content-Type that names its format', () => {
  for (const version of Object.keys(CONTENT_TYPES) as (keyof typeof CONTENT_TYPES)[]) {
    expect(formatFromContentType(CONTENT_TYPES[version])).toBe(formatOf(version))
  }
})
