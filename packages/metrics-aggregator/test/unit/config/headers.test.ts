// Facts about headers for targets: which are sent, and that no value of a refused one is repeated.
import { expect, test } from 'vitest'
import { readHeaders } from '../../../src/config/headers.ts'

test('headers are taken in their order', () => {
  const headers = { 'X-B': 'b', 'x-a': '', 'User-Agent': 'ours' }
  expect(readHeaders(JSON.stringify(headers), 's')).toEqual({ headers, findings: [] })
})

test.each([
  { headers: { 'X A': '1' }, header: 'X A', detail: 'it is no header name' },
  { headers: { '': '1' }, header: '', detail: 'it is no header name' },
  { headers: { 'X-A\r\nHost': '1' }, header: 'X-A\r\nHost', detail: 'it is no header name' },
  { headers: { 'X-A': 'hunter2\r\nHost: x' }, header: 'X-A', detail: 'its value holds what no header can' },
  { headers: { 'X-A': 'hunter2\u2028' }, header: 'X-A', detail: 'its value holds what no header can' },
  { headers: { 'X-A': '1', 'x-a': '2' }, header: 'x-a', detail: 'it stands twice' },
  ...['Authorization', 'accept', 'Accept-Encoding', 'Connection', 'Transfer-Encoding'].map((header) => ({
    headers: { [header]: 'hunter2' },
    header,
    detail: 'scraping sets it itself',
  })),
])('$headers is CONFIG_HEADER_INVALID: $detail', ({ headers, header, detail }) => {
  const { findings } = readHeaders(JSON.stringify(headers), 's')
  expect(findings).toEqual([{ code: 'CONFIG_HEADER_INVALID', facts: { source: 's', header, detail } }])
  expect(JSON.stringify(findings)).not.toContain('hunter2')
})
