// Facts about OpenTelemetry's variables: what switches traces on, where they go, and that a wrong value stops nothing.
import { expect, test } from 'vitest'
import type { TracingConfig } from '../../../src/config/config.ts'
import { readTracing } from '../../../src/config/tracing-config.ts'

const ON = { OTEL_TRACES_EXPORTER: 'otlp' }
const read = (env: Record<string, string>): ReturnType<typeof readTracing> => readTracing(env, '1.2.3')

test.each<Record<string, string>>([
  {},
  { OTEL_TRACES_EXPORTER: '' },
  { OTEL_TRACES_EXPORTER: 'none' },
  { OTEL_TRACES_EXPORTER: 'NONE', OTEL_EXPORTER_OTLP_ENDPOINT: 'nonsense' },
  { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' },
  { ...ON, OTEL_SDK_DISABLED: 'true' },
])('%j sends no traces, and is nothing to speak of', (env) => {
  expect(read(env)).toEqual({ findings: [] })
})

const DEFAULTS: TracingConfig = {
  exporter: 'otlp',
  protocol: 'http/protobuf',
  endpoint: 'http://localhost:4318/v1/traces',
  headers: {},
  timeoutMs: 10_000,
  resource: { 'service.name': 'metrics-aggregator', 'service.version': '1.2.3' },
  sampler: { ratio: 1, isParentBased: true },
}

test.each<{ env: Record<string, string>; changes: Partial<TracingConfig> }>([
  { env: {}, changes: {} },
  { env: { OTEL_TRACES_EXPORTER: 'console' }, changes: { exporter: 'console' } },
  { env: { OTEL_TRACES_EXPORTER: 'Stdout' }, changes: { exporter: 'console' } },
  {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' },
    changes: { endpoint: 'http://collector:4318/v1/traces' },
  },
  {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://c/otlp/' },
    changes: { endpoint: 'https://c/otlp/v1/traces' },
  },
  {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' },
    changes: { endpoint: 'https://collector:4318/v1/traces' },
  },
  {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318', OTEL_EXPORTER_OTLP_INSECURE: 'true' },
    changes: { endpoint: 'http://collector:4318/v1/traces' },
  },
  {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://b/x' },
    changes: { endpoint: 'http://b/x' },
  },
  { env: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' }, changes: {} },
  { env: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }, changes: { protocol: 'http/json' } },
  {
    env: { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json' },
    changes: { protocol: 'http/json' },
  },
  {
    env: { OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%20b, x=y=z' },
    changes: { headers: { 'api-key': 'a b', x: 'y=z' } },
  },
  { env: { OTEL_EXPORTER_OTLP_TIMEOUT: '500' }, changes: { timeoutMs: 500 } },
  {
    env: {
      OTEL_SERVICE_NAME: 'sidecar',
      OTEL_RESOURCE_ATTRIBUTES: 'service.name=other,k8s.pod.name=api%2D0',
    },
    changes: { resource: { 'service.name': 'sidecar', 'service.version': '1.2.3', 'k8s.pod.name': 'api-0' } },
  },
  { env: { OTEL_TRACES_SAMPLER: 'always_off' }, changes: { sampler: { ratio: 0, isParentBased: false } } },
  {
    env: { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.25' },
    changes: { sampler: { ratio: 0.25, isParentBased: true } },
  },
  { env: { OTEL_TRACES_SAMPLER: 'traceidratio' }, changes: { sampler: { ratio: 1, isParentBased: false } } },
])('$env: $changes', ({ env, changes }) => {
  expect(read({ ...ON, ...env })).toEqual({ tracing: { ...DEFAULTS, ...changes }, findings: [] })
})

test.each<{ env: Record<string, string>; source: string; value: string }>([
  { env: { OTEL_TRACES_EXPORTER: 'zipkin' }, source: 'OTEL_TRACES_EXPORTER', value: 'zipkin' },
  { env: { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, source: 'OTEL_EXPORTER_OTLP_PROTOCOL', value: 'grpc' },
  {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a:hunter2@b' },
    source: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    value: '***',
  },
  { env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'unix:///x' }, source: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: '***' },
  { env: { OTEL_EXPORTER_OTLP_HEADERS: 'hunter2' }, source: 'OTEL_EXPORTER_OTLP_HEADERS', value: '***' },
  {
    env: { OTEL_EXPORTER_OTLP_HEADERS: 'a=b%0d%0aX: hunter2' },
    source: 'OTEL_EXPORTER_OTLP_HEADERS',
    value: '***',
  },
  { env: { OTEL_EXPORTER_OTLP_TIMEOUT: '10s' }, source: 'OTEL_EXPORTER_OTLP_TIMEOUT', value: '10s' },
  { env: { OTEL_RESOURCE_ATTRIBUTES: 'a=%' }, source: 'OTEL_RESOURCE_ATTRIBUTES', value: 'a=%' },
  { env: { OTEL_TRACES_SAMPLER: 'jaeger_remote' }, source: 'OTEL_TRACES_SAMPLER', value: 'jaeger_remote' },
  {
    env: { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '2' },
    source: 'OTEL_TRACES_SAMPLER_ARG',
    value: '2',
  },
])('$env is a warning about $source, and no traces are sent', ({ env, source, value }) => {
  const { tracing, findings } = read({ ...ON, ...env })
  expect(tracing).toBeUndefined()
  expect(findings).toEqual([
    { code: 'CONFIG_TRACING_UNSUPPORTED', facts: { source, value, allowed: expect.any(String) } },
  ])
})
