import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, test } from 'vitest'
import { judgeResponse } from '../../../src/scrape/judge-response.ts'
import type { Verdict } from '../../../src/scrape/judge-response.ts'

const judge = (status: number, headers: IncomingHttpHeaders): Verdict =>
  judgeResponse({ status, headers }, { fallbackFormat: 'openmetrics', bodyBytesMax: 100 })

const TEXT = { 'content-type': 'text/plain' }
const WHOLE = { isContentTypeMissing: false, encoding: 'identity', framing: 'complete' }

describe('an exposition is expected', () => {
  test.each<[string, IncomingHttpHeaders, object]>([
    ['a length', { ...TEXT, 'content-length': '100' }, { ...WHOLE, format: 'text', bytesExpected: 100 }],
    ['chunks', { ...TEXT, 'transfer-encoding': ' Chunked' }, { ...WHOLE, format: 'text' }],
    ['nothing', TEXT, { ...WHOLE, format: 'text', framing: 'close' }],
    [
      'a version unknown to us',
      { 'content-type': 'Application/OpenMetrics-Text; version=9', 'content-length': '0' },
      { ...WHOLE, format: 'openmetrics', bytesExpected: 0 },
    ],
    [
      'no type (case 89)',
      { 'content-length': '1' },
      { ...WHOLE, format: 'openmetrics', isContentTypeMissing: true, bytesExpected: 1 },
    ],
    [
      'a blank type',
      { 'content-type': ' ', 'content-length': '1' },
      { ...WHOLE, format: 'openmetrics', isContentTypeMissing: true, bytesExpected: 1 },
    ],
    [
      'an encoding',
      { ...TEXT, 'content-encoding': ' GZIP ', 'content-length': '1' },
      { ...WHOLE, format: 'text', encoding: 'gzip', bytesExpected: 1 },
    ],
  ])('with %s', (_name, headers, body) => {
    expect(judge(200, headers)).toEqual({ kind: 'body', body })
  })

  test('and empty for 204 (case 13)', () => {
    expect(judge(204, { 'content-type': 'application/json' })).toEqual({
      kind: 'body',
      body: { ...WHOLE, format: 'text' },
    })
  })
})

describe('no exposition is expected', () => {
  test.each<[string, number, IncomingHttpHeaders, object]>([
    ['moved', 301, { location: '/x' }, { kind: 'redirect', status: 301, location: '/x' }],
    ['moved without where', 303, {}, { kind: 'redirect', status: 303, location: '' }],
    ['not modified', 304, {}, { kind: 'status', status: 304 }],
    ['several choices', 300, { location: '/x' }, { kind: 'status', status: 300 }],
    ['created', 201, TEXT, { kind: 'status', status: 201 }],
    ['unavailable', 503, TEXT, { kind: 'status', status: 503 }],
    [
      'JSON',
      200,
      { 'content-type': 'application/json\u0007' },
      { failure: { code: 'SCRAPE_CONTENT_TYPE', facts: { contentType: 'application/json\ufffd' } } },
    ],
    [
      'a name that every object has',
      200,
      { 'content-type': 'constructor' },
      { failure: { code: 'SCRAPE_CONTENT_TYPE', facts: { contentType: 'constructor' } } },
    ],
    [
      'too long',
      200,
      { ...TEXT, 'content-length': '101' },
      { failure: { code: 'SCRAPE_TOO_LARGE', facts: { bytesMax: 100 } } },
    ],
    [
      'too long even compressed',
      200,
      { ...TEXT, 'content-encoding': 'gzip', 'content-length': '101' },
      { failure: { code: 'SCRAPE_TOO_LARGE', facts: { bytesMax: 100 } } },
    ],
    [
      'unknown encoding',
      200,
      { ...TEXT, 'content-encoding': 'rot13' },
      { failure: { code: 'SCRAPE_ENCODING', facts: { encoding: 'rot13' } } },
    ],
    [
      'unknown transfer coding',
      200,
      { ...TEXT, 'transfer-encoding': 'gzip, chunked' },
      { failure: { code: 'SCRAPE_ENCODING', facts: { encoding: 'gzip, chunked' } } },
    ],
  ])('%s', (_name, status, headers, verdict) => {
    expect(judge(status, headers)).toMatchObject(verdict)
  })
})
