import { expect, test } from 'vitest'
import { printable, printableLocation } from '../../../src/scrape/printable.ts'

test.each([
  ['plain', 'plain'],
  ['two\r\nlines\tand a tab ', 'two lines and a tab'],
  ['\u001b[31mred\u0000\u007f\u009b', '\ufffd[31mred\ufffd\ufffd\ufffd'],
  ['line\u2028separator\u202eesrever', 'line\ufffdseparator\ufffdesrever'],
  ['0123456789abcdef', '0123456789'],
])('%j becomes %j', (text, expected) => {
  expect(printable(text, text.startsWith('0') ? 10 : 100)).toBe(expected)
})

test.each([
  ['/login?next=/metrics&token=secret', 'http://app:8080/login'],
  ['https://user:secret@other/x#y', 'https://other/x'],
  ['', 'http://app:8080/metrics'],
  ['http://[bad?token=secret', 'http://[bad'],
  ['javascript:alert(1)', 'javascript:alert(1)'],
  ['ftp://user:secret@host/x?y', 'ftp://host/x'],
])('a redirect to %j is shown as %j', (location, expected) => {
  expect(printableLocation(location, new URL('http://app:8080/metrics'))).toBe(expected)
})
