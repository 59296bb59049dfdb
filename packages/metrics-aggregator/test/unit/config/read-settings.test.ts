// Facts about precedence and about values that cannot be understood.
import { expect, test } from 'vitest'
import { readSettings } from '../../../src/config/read-settings.ts'

test.each([
  {
    why: 'nothing set',
    env: {},
    flags: {},
    port: { value: 9090, origin: 'default', source: 'METRICS_AGGREGATOR_PORT' },
  },
  {
    why: 'environment',
    env: { METRICS_AGGREGATOR_PORT: '1' },
    flags: {},
    port: { value: 1, origin: 'environment', source: 'METRICS_AGGREGATOR_PORT' },
  },
  {
    why: 'flag over environment',
    env: { METRICS_AGGREGATOR_PORT: '1' },
    flags: { port: '2' },
    port: { value: 2, origin: 'flag', source: '--port' },
  },
  {
    why: 'blanks around',
    env: { METRICS_AGGREGATOR_PORT: ' 1 ' },
    flags: {},
    port: { value: 1, origin: 'environment', source: 'METRICS_AGGREGATOR_PORT' },
  },
  {
    why: 'an empty variable is unset',
    env: { METRICS_AGGREGATOR_PORT: ' ' },
    flags: {},
    port: { value: 9090, origin: 'default', source: 'METRICS_AGGREGATOR_PORT' },
  },
])('$why', ({ env, flags, port }) => {
  const { readings, findings } = readSettings(env, flags)
  expect(readings.port).toEqual(port)
  expect(findings).toEqual([])
})

test.each([
  {
    env: { METRICS_AGGREGATOR_PORT: 'http' },
    flags: {},
    source: 'METRICS_AGGREGATOR_PORT',
    value: 'http',
    allowed: 'a whole number from 0 to 65535',
  },
  {
    env: { METRICS_AGGREGATOR_PORT: '1' },
    flags: { port: '' },
    source: '--port',
    value: '',
    allowed: 'a whole number from 0 to 65535',
  },
  {
    env: { LOG_LEVEL: 'trace' },
    flags: {},
    source: 'LOG_LEVEL',
    value: 'trace',
    allowed: 'debug, info, warn, error',
  },
  {
    env: { METRICS_SCRAPE_TIMEOUT: '10' },
    flags: {},
    source: 'METRICS_SCRAPE_TIMEOUT',
    value: '10',
    allowed: 'a duration from 1ms to 1h, such as 500ms or 1m30s',
  },
])('a finding names $source, "$value" and what is allowed', ({ env, flags, source, value, allowed }) => {
  expect(readSettings(env, flags).findings).toEqual([
    { code: 'CONFIG_VALUE_INVALID', facts: { source, value, allowed } },
  ])
})
