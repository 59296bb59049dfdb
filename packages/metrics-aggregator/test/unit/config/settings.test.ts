// Facts about the table of settings: the names that people rely on, and that the table is consistent.
import { expect, test } from 'vitest'
import { SETTINGS } from '../../../src/config/settings.ts'
import type { Setting } from '../../../src/config/settings.ts'

const ROWS = Object.values(SETTINGS) as Setting<unknown>[]

test('the names, flags and defaults of the Go program and those that its users may know', () => {
  const table = ROWS.map(({ variable, flag, kind, fallback }) =>
    `${variable} --${flag} ${kind.show(fallback)}`.trim(),
  )
  expect(table).toEqual(
    expect.arrayContaining([
      'METRICS_ENDPOINTS --endpoints',
      'METRICS_AGGREGATOR_PORT --port 9090',
      'METRICS_BIND_ADDRESS --bind',
      'LOG_LEVEL --log-level info',
      'METRICS_SECURITY_MODE --security-mode strict',
      'METRICS_CACHE_TTL --cache-ttl 0s',
      'METRICS_MAX_INFLIGHT --max-inflight 32',
      'METRICS_SERVER_READ_HEADER_TIMEOUT --server-read-header-timeout 2s',
      'METRICS_SERVER_READ_TIMEOUT --server-read-timeout 5s',
      'METRICS_SERVER_WRITE_TIMEOUT --server-write-timeout 10s',
      'METRICS_SERVER_IDLE_TIMEOUT --server-idle-timeout 60s',
      'METRICS_SERVER_MAX_HEADER_BYTES --server-max-header-bytes 1048576',
      'METRICS_SCRAPE_TLS_CACERT --scrape-tls-cacert',
      'METRICS_SCRAPE_TLS_CERT --scrape-tls-cert',
      'METRICS_SCRAPE_TLS_KEY --scrape-tls-key',
      'METRICS_SCRAPE_TLS_INSECURE_SKIP_VERIFY --scrape-tls-insecure-skip-verify false',
      'METRICS_SCRAPE_TIMEOUT --scrape-timeout 9500ms',
      'METRICS_BODY_BYTES_MAX --body-bytes-max 10485760',
    ]),
  )
})

test('no variable and no flag stands twice', () => {
  expect(new Set(ROWS.map(({ variable }) => variable)).size).toBe(ROWS.length)
  expect(new Set(ROWS.map(({ flag }) => flag)).size).toBe(ROWS.length)
})

test.each(ROWS)('the default of $variable is a value that may be set', ({ kind, fallback }) => {
  expect(kind.read(kind.show(fallback)) ?? fallback).toEqual(fallback)
})

test.each(ROWS)('the help of $variable fits a line', ({ help, placeholder, kind }) => {
  expect(help).toMatch(/^[^A-Z ].{10,99}[^.]$/)
  expect(placeholder).toMatch(/^[A-Z]+$/)
  expect(kind.allowed).not.toBe('')
})
