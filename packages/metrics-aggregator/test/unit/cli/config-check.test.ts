// Facts about `config check`: what it prints of a configuration, and how it ends.
import { expect, test } from 'vitest'
import { configCheck } from '../../../src/cli/config-check.ts'
import { runProgram } from '../../../src/cli/run-program.ts'
import { memoryTerminal } from '../../support/memory-terminal.ts'

const METRICS_ENDPOINTS = '{"api":"http://127.0.0.1:8080/metrics"}'

async function run(
  env: Record<string, string>,
  ...flags: string[]
): Promise<{ exitCode: number; results: string }> {
  const terminal = memoryTerminal({ env })
  const exitCode = await runProgram([configCheck], ['config', 'check', ...flags], terminal)
  return { exitCode, results: terminal.results() }
}

test('a good configuration is printed with the origin of each value', async () => {
  const { exitCode, results } = await run(
    { METRICS_ENDPOINTS, METRICS_CACHE_TTL: '1000ms' },
    '--port',
    '1234',
  )
  expect(exitCode).toBe(0)
  const rows = results.split('\n').map((line) => line.trim().replaceAll(/ +/g, ' '))
  expect(rows).toEqual(
    expect.arrayContaining([
      'api http://127.0.0.1:8080/metrics METRICS_ENDPOINTS',
      'METRICS_AGGREGATOR_PORT 1234 flag',
      'METRICS_CACHE_TTL 1s environment',
      'METRICS_SCRAPE_TIMEOUT 9500ms default',
    ]),
  )
})

test('a warning is said and does not fail', async () => {
  const { exitCode, results } = await run({ METRICS_ENDPOINTS, METRICS_CACHE_TLT: '1s' })
  expect(exitCode).toBe(0)
  expect(results).toMatch(
    /^warning CONFIG_VARIABLE_UNKNOWN METRICS_CACHE_TLT is not a setting; did you mean METRICS_CACHE_TTL\?\n/,
  )
})

test('everything that is wrong is said at once, with exit code 1', async () => {
  const { exitCode, results } = await run({ METRICS_ENDPOINTS: 'http://10.0.0.1/', LOG_LEVEL: 'loud' })
  expect(exitCode).toBe(1)
  expect(results).toMatch(
    /^error CONFIG_VALUE_INVALID LOG_LEVEL cannot be "loud"; allowed: debug, info, warn, error\n/,
  )
  expect(results).toMatch(/^error CONFIG_ADDRESS_FORBIDDEN /m)
})

test.each([
  {
    env: { METRICS_ENDPOINTS },
    exitCode: 0,
    document: {
      version: 1,
      ok: true,
      findings: [],
      targets: [{ name: 'api', url: 'http://127.0.0.1:8080/metrics', options: [] }],
    },
  },
  {
    env: { METRICS_ENDPOINTS: '' },
    exitCode: 1,
    document: { version: 1, ok: false, findings: [{ code: 'CONFIG_TARGETS_MISSING', severity: 'error' }] },
  },
])('with --json, $env is one document', async ({ env, exitCode, document }) => {
  const ended = await run(env, '--json')
  expect(ended.exitCode).toBe(exitCode)
  expect(JSON.parse(ended.results)).toMatchObject(document)
})

test('the document holds every setting with variable, flag, value and origin', async () => {
  const { results } = await run({ METRICS_ENDPOINTS }, '--json')
  const { settings } = JSON.parse(results) as { settings: object[] }
  expect(settings).toContainEqual({
    variable: 'METRICS_AGGREGATOR_PORT',
    flag: '--port',
    option: 'server.port',
    value: '9090',
    origin: 'default',
  })
})

test('traces are shown by where they go, without what they are sent with', async () => {
  const env = {
    METRICS_ENDPOINTS,
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318?key=hunter2',
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=hunter2',
  }
  const [text, json] = [await run(env), await run(env, '--json')]
  expect(text.results.replaceAll(/ +/g, ' ')).toContain(
    'Traces\n exporter otlp\n endpoint http://collector:4318/v1/traces?***\n service metrics-aggregator\n',
  )
  expect(JSON.parse(json.results)).toMatchObject({
    tracing: { exporter: 'otlp', service: 'metrics-aggregator' },
  })
  expect(text.results + json.results).not.toContain('hunter2')
})
