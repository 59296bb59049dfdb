// Facts about variables that were set in vain.
import { expect, test } from 'vitest'
import { findStrayVariables } from '../../../src/config/stray-variables.ts'

test.each<{ env: Record<string, string>; findings: string[] }>([
  { env: { METRICS_ENDPOINTS: 'x', LOG_LEVEL: 'y', PATH: 'z', HOME: '' }, findings: [] },
  {
    env: { METRICS_ENDPOINT: 'x' },
    findings: ['CONFIG_VARIABLE_UNKNOWN METRICS_ENDPOINT METRICS_ENDPOINTS'],
  },
  {
    env: { METRICS_COLOUR_OF_THE_SKY: 'x' },
    findings: ['CONFIG_VARIABLE_UNKNOWN METRICS_COLOUR_OF_THE_SKY'],
  },
  { env: { METRICS_ENDPOINT: '' }, findings: [] },
  { env: { METRICS_LOG_LEVEL: 'x' }, findings: ['CONFIG_VARIABLE_UNKNOWN METRICS_LOG_LEVEL LOG_LEVEL'] },
  {
    env: { METRICS_SCRAPE_TLS_CACERT: '/x', METRICS_SCRAPE_TLS_CACERTS: '/x' },
    findings: ['CONFIG_VARIABLE_UNKNOWN METRICS_SCRAPE_TLS_CACERTS METRICS_SCRAPE_TLS_CACERT'],
  },
  {
    env: { OTEL_TRACES_EXPORTER: 'none', OTEL_SERVICE_NAME: 'x', OTEL_RESOURCE_ATTRIBUTES: 'a=b' },
    findings: [],
  },
  {
    env: {
      METRICS_SERVICE_HOST: '10.0.0.1',
      METRICS_SERVICE_PORT: '80',
      METRICS_SERVICE_PORT_HTTP: '80',
      METRICS_PORT: 'tcp://10.0.0.1:80',
      METRICS_PORT_80_TCP: 'tcp://10.0.0.1:80',
      METRICS_PORT_80_TCP_ADDR: '10.0.0.1',
    },
    findings: [],
  },
  {
    env: { METRICS_AGGREGATOR_SERVICE_HOST: '10.0.0.1', METRICS_AGGREGATOR_PORT_9090_TCP_PROTO: 'tcp' },
    findings: [],
  },
  {
    env: { METRICS_PORT: '9090' },
    findings: ['CONFIG_VARIABLE_UNKNOWN METRICS_PORT METRICS_AGGREGATOR_PORT'],
  },
])('$env gives $findings', ({ env, findings }) => {
  const found = findStrayVariables(env).map(({ code, facts }) => [code, ...Object.values(facts)].join(' '))
  expect(found).toEqual(findings)
})
