// Facts about the whole configuration: what comes out of nothing but targets, and rules that concern several settings.
import { expect, test } from 'vitest'
import { parseConfig } from '../../../src/config/parse-config.ts'
import type { Config } from '../../../src/config/config.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../../src/exposition/options.ts'
import type { MergeOptions } from '../../../src/exposition/options.ts'

const ENDPOINTS = '{"api":"http://localhost:8080/metrics","worker":"http://localhost:9100/metrics"}'

function configOf(env: Record<string, string>, flags: Record<string, string> = {}): Config {
  const outcome = parseConfig({ METRICS_ENDPOINTS: ENDPOINTS, ...env }, flags)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.findings))
  return outcome.config
}

function codesOf(env: Record<string, string>, flags: Record<string, string> = {}): string[] {
  const outcome = parseConfig({ METRICS_ENDPOINTS: ENDPOINTS, ...env }, flags)
  return (outcome.ok ? outcome.warnings : outcome.findings).map(({ code }) => code)
}

test('targets alone give every default', () => {
  const { merge, targets, ...rest } = configOf({})
  const limits = {
    bodyBytesMax: 10_485_760,
    ratioMax: 200,
    lineBytesMax: 65_536,
    familyBytesMax: 10_485_760,
    labelsMax: 128,
    samplesMax: 0,
    targetBytesMax: 20_971_520,
  }
  const common = {
    labels: {},
    validation: 'strict',
    fallbackFormat: 'text',
    timeoutMs: 0,
    headers: {},
    tls: { insecureSkipVerify: false },
    limits,
    keepFamilies: [],
    dropFamilies: [],
    dropLabels: [],
    honorTimestamps: true,
    isOptional: false,
    startupGraceMs: 0,
  }
  expect(targets.map(({ url, ...target }) => ({ ...target, url: url.href }))).toEqual([
    { ...common, name: 'api', url: 'http://localhost:8080/metrics' },
    { ...common, name: 'worker', url: 'http://localhost:9100/metrics' },
  ])
  expect(rest).toEqual({
    listen: { host: '', port: 9090 },
    logLevel: 'info',
    formats: ['text', 'openmetrics', 'protobuf'],
    limits: { ...limits, pageBytesMax: 0 },
    scrape: {
      timeoutMs: 9_500,
      offsetMs: 500,
      followRedirects: 'never',
      allowHosts: [],
    },
    server: {
      inflightMax: 32,
      readHeaderTimeoutMs: 2_000,
      readTimeoutMs: 5_000,
      writeTimeoutMs: 10_000,
      idleTimeoutMs: 60_000,
      headerBytesMax: 1_048_576,
    },
    cacheTtlMs: 0,
    drainMs: 5_000,
    allFailed: '503',
    syntheticUp: false,
  })
  // The merge's own defaults are the same but for the memory of a target, which only the cap of a body bounds; the
  // compiler holds the shapes together.
  const options: MergeOptions = merge
  const merged = {
    ...DEFAULT_MERGE_OPTIONS.limits,
    familyBytesMax: 10_485_760,
    targetBytesMax: 20_971_520,
  }
  expect(options).toMatchObject({ ...DEFAULT_MERGE_OPTIONS, limits: merged })
})

test.each<{ env: Record<string, string>; flags?: Record<string, string>; part: object }>([
  {
    env: { METRICS_BIND_ADDRESS: '127.0.0.1', METRICS_AGGREGATOR_PORT: '0' },
    part: { listen: { host: '127.0.0.1', port: 0 } },
  },
  {
    env: { METRICS_AGGREGATOR_PORT: '1' },
    flags: { port: '2', bind: '::1' },
    part: { listen: { host: '::1', port: 2 } },
  },
  {
    env: { METRICS_SECURITY_MODE: 'legacy', METRICS_ENDPOINTS: 'http://app.example:80/metrics' },
    part: { scrape: { allowHosts: ['*'] } },
  },
  {
    env: { METRICS_ALLOW_HOSTS: '10.0.0.7', METRICS_ENDPOINTS: 'http://10.0.0.7/metrics' },
    part: { scrape: { allowHosts: ['10.0.0.7'] } },
  },
  {
    env: {
      METRICS_SCRAPE_TLS_CACERT: '/tls/ca.pem',
      METRICS_SCRAPE_TLS_CERT: '/tls/our.pem',
      METRICS_SCRAPE_TLS_INSECURE_SKIP_VERIFY: '1',
    },
    flags: { 'scrape-tls-key': '/tls/our.key' },
    part: {
      targets: Array.from({ length: 2 }, () => ({
        tls: {
          ca: { path: '/tls/ca.pem', source: 'METRICS_SCRAPE_TLS_CACERT' },
          cert: { path: '/tls/our.pem', source: 'METRICS_SCRAPE_TLS_CERT' },
          key: { path: '/tls/our.key', source: '--scrape-tls-key' },
          insecureSkipVerify: true,
        },
      })),
    },
  },
  {
    env: { METRICS_LABELS: 'zone=a', METRICS_VALIDATION: 'lenient' },
    part: { targets: [{ labels: { zone: 'a' }, validation: 'lenient' }, { labels: { zone: 'a' } }] },
  },
  {
    env: {
      METRICS_LABEL_NAME: 'container',
      METRICS_ON_COLLISION: 'keep',
      METRICS_ON_TYPE_CONFLICT: 'first_wins',
    },
    part: { merge: { labelName: 'container', onCollision: 'keep', onTypeConflict: 'first_wins' } },
  },
  {
    env: { METRICS_SAMPLES_MAX: '5', METRICS_LINE_BYTES_MAX: '100' },
    part: {
      limits: { samplesMax: 5, lineBytesMax: 100 },
      merge: { limits: { samplesMax: 5, lineBytesMax: 100 } },
    },
  },
  {
    env: {
      METRICS_FORMATS: 'text',
      METRICS_ALL_FAILED: 'serve',
      METRICS_DRAIN: '0',
      METRICS_CACHE_TTL: '1s',
    },
    part: { formats: ['text'], allFailed: 'serve', drainMs: 0, cacheTtlMs: 1_000 },
  },
  { env: { METRICS_AGGREGATOR_PORT: 'tcp://10.0.0.1:9090' }, part: { listen: { port: 9090 } } },
])('$env $flags gives $part', ({ env, flags, part }) => {
  expect(configOf(env, flags)).toMatchObject(part)
})

test.each<{ env: Record<string, string>; flags?: Record<string, string>; codes: string[] }>([
  { env: { METRICS_ENDPOINTS: '' }, codes: ['CONFIG_TARGETS_MISSING'] },
  { env: { METRICS_LABEL_NAME: 'le' }, codes: ['CONFIG_LABEL_NAME_RESERVED'] },
  { env: { METRICS_LABEL_NAME: 'job' }, codes: ['CONFIG_LABEL_NAME_CONFUSING'] },
  { env: { METRICS_LABEL_NAME: 'zone', METRICS_LABELS: 'zone=a' }, codes: ['CONFIG_LABEL_REPEATED'] },
  { env: { METRICS_AGGREGATOR_PORT: '8080' }, codes: ['CONFIG_PORT_OWN'] },
  { env: {}, flags: { port: '9100' }, codes: ['CONFIG_PORT_OWN'] },
  { env: { METRICS_AGGREGATOR_PORT: 'tcp://10.0.0.1:9090' }, codes: ['CONFIG_PORT_OF_SERVICE'] },
  { env: { METRICS_SCRAPE_TLS_CERT: '/x' }, codes: ['CONFIG_TLS_PAIR_INCOMPLETE'] },
  { env: {}, flags: { 'scrape-tls-key': '/x' }, codes: ['CONFIG_TLS_PAIR_INCOMPLETE'] },
  {
    env: { METRICS_SCRAPE_TLS_KEY: '/x' },
    flags: { 'scrape-tls-cert': '' },
    codes: ['CONFIG_TLS_PAIR_INCOMPLETE'],
  },
  { env: { METRICS_SCRAPE_TLS_CERT: '/x', METRICS_SCRAPE_TLS_KEY: '/x' }, codes: [] },
  { env: { METRICS_SCRAPE_TLS_INSECURE_SKIP_VERIFY: 'maybe' }, codes: ['CONFIG_VALUE_INVALID'] },
  {
    env: { METRICS_ENDPOINT: 'x', OTEL_TRACES_EXPORTER: 'zipkin' },
    codes: ['CONFIG_VARIABLE_UNKNOWN', 'CONFIG_TRACING_UNSUPPORTED'],
  },
  {
    env: { METRICS_DISCOVERY: 'x', LOG_LEVEL: 'loud', METRICS_ENDPOINTS: 'http://10.0.0.1/' },
    codes: ['CONFIG_VALUE_INVALID', 'CONFIG_VALUE_INVALID', 'CONFIG_ADDRESS_FORBIDDEN'],
  },
])('$env $flags finds $codes, all at once', ({ env, flags, codes }) => {
  expect(codesOf(env, flags)).toEqual(codes)
})

test.each([
  '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----',
  '-----BEGIN PRIVATE KEY----- c2VjcmV0 -----END PRIVATE KEY-----',
  'LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCmMyVmpjbVYwCg==',
])('a key in place of its path is not repeated: %s', (text) => {
  const outcome = parseConfig({ METRICS_ENDPOINTS: ENDPOINTS, METRICS_SCRAPE_TLS_KEY: text })
  const facts = { source: 'METRICS_SCRAPE_TLS_KEY', value: '***', allowed: 'the path of a PEM file' }
  expect(outcome).toEqual({ ok: false, findings: [{ code: 'CONFIG_VALUE_INVALID', facts }] })
})

test('nothing of the configuration can be changed', () => {
  const config = configOf({})
  for (const part of [
    config,
    config.targets,
    config.targets[0]!,
    config.targets[0]!.labels,
    config.limits,
    config.merge,
  ]) {
    expect(Object.isFrozen(part)).toBe(true)
  }
})

test('an error stops the start, a warning does not', () => {
  expect(parseConfig({ METRICS_ENDPOINTS: ENDPOINTS, METRICS_DISCOVERY: 'x' }).ok).toBe(false)
  expect(parseConfig({ METRICS_ENDPOINTS: ENDPOINTS, METRICS_ENDPOINT: 'x' }).ok).toBe(true)
})
