import { expect, test } from 'vitest'
import { checkExposition } from '../../../src/exposition/check-exposition.ts'

const check = (text: string, format: 'text' | 'openmetrics' = 'text'): string[] =>
  checkExposition(Buffer.from(text), format).map(
    ({ code, line, column, severity }) => `${line}:${column} ${severity} ${code}`,
  )

test('a clean exposition has no findings', () => {
  expect(check('# HELP a b\n# TYPE a gauge\na 1\n')).toEqual([])
  expect(check('# TYPE a counter\na_total 1\n# EOF\n', 'openmetrics')).toEqual([])
})

test('all faults are told, in line order, not only the first', () => {
  expect(check('a{ 1\nb 1\nb 1\n# TYPE b gauge\nc 0x1\n')).toEqual([
    '1:4 error LABELS_INVALID',
    '3:1 error SERIES_DUPLICATE',
    '4:1 error METADATA_LATE',
    '5:3 error VALUE_INVALID',
  ])
})

test('what only good manners ask for is a warning in text', () => {
  expect(check('# TYPE a counter\na -1\n')).toEqual(['2:1 warning VALUE_NEGATIVE'])
  expect(check('# TYPE a counter\na_total -1\n# EOF\n', 'openmetrics')).toEqual(['2:1 error VALUE_NEGATIVE'])
})

test('a finding shows its line without control characters, and at most 120 characters of it', () => {
  const [finding] = checkExposition(Buffer.from(`a 1\nb\u0007{${'x'.repeat(300)} 1\n`), 'text')
  expect(finding?.excerpt).toBe(`b\uFFFD{${'x'.repeat(117)}`)
})

test('findings stop at a thousand', () => {
  expect(checkExposition(Buffer.from('1a 1\n'.repeat(1500)), 'text')).toHaveLength(1000)
})

test('an unterminated OpenMetrics exposition is told beside its other faults', () => {
  expect(check('# TYPE a gauge\na{b="c",b="d"} 1\n', 'openmetrics')).toEqual([
    '0:0 error EOF_MISSING',
    '2:9 error LABEL_REPEATED',
  ])
})
