// Facts about the configuration file as a whole: what it sets, what wins over it, and what is said of its faults.
import { expect, test } from 'vitest'
import { readConfigFile } from '../../../../src/config/file/read-config-file.ts'
import { readYaml } from '../../../../src/config/file/read-yaml.ts'
import { parseConfig } from '../../../../src/config/parse-config.ts'
import type { ConfigOutcome } from '../../../../src/config/parse-config.ts'

const TARGETS = 'targets:\n  api: http://127.0.0.1:8080/metrics\n'

async function parse(
  text: string,
  env: Record<string, string> = {},
  flags: Record<string, string> = {},
): Promise<ConfigOutcome> {
  const yaml = await readYaml(text, 'metrics.yaml')
  if (!yaml.ok) throw new Error(JSON.stringify(yaml.findings))
  return parseConfig(env, flags, { file: readConfigFile(yaml.root) })
}

async function configOf(...given: Parameters<typeof parse>): Promise<object> {
  const outcome = await parse(...given)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.findings))
  return outcome.config
}

test.each<{ text: string; part: object }>([
  {
    text: `${TARGETS}server: {port: 9464, bind: "::1"}\n`,
    part: { listen: { host: '::1', port: 9464 }, targets: [{ name: 'api', labels: {} }] },
  },
  {
    text: `${TARGETS}label_name: container\nlabels: {zone: a, cluster: west}\n`,
    part: { merge: { labelName: 'container' }, targets: [{ labels: { zone: 'a', cluster: 'west' } }] },
  },
  {
    text: [
      'labels: {zone: a}',
      'scrape: {validation: lenient, timeout: 3s, allow_hosts: [app, 10.0.0.7]}',
      'targets:',
      '  "9": http://app/metrics',
      '  "1":',
      '    url: http://10.0.0.7/metrics',
      '    labels: {zone: b, tier: front}',
      '    validation: strict',
      '    fallback_format: openmetrics',
      '',
    ].join('\n'),
    part: {
      scrape: { timeoutMs: 3_000, allowHosts: ['app', '10.0.0.7'] },
      targets: [
        { name: '9', labels: { zone: 'a' }, validation: 'lenient', fallbackFormat: 'text' },
        {
          name: '1',
          labels: { zone: 'b', tier: 'front' },
          validation: 'strict',
          fallbackFormat: 'openmetrics',
        },
      ],
    },
  },
  { text: `${TARGETS}server:\n  # port: 1\n`, part: { listen: { port: 9090 } } },
])('$text', async ({ text, part }) => {
  expect(await configOf(text)).toMatchObject(part)
})

test('flags win over the environment, and that over the file', async () => {
  const text = `${TARGETS}server: {port: 1, max_inflight: 1, drain: 1s}\n`
  const outcome = await parse(
    text,
    { METRICS_AGGREGATOR_PORT: '2', METRICS_MAX_INFLIGHT: '2' },
    { port: '3' },
  )
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.findings))
  const { port, maxInflight, drain, bind } = outcome.readings
  expect([port, maxInflight, drain, bind]).toEqual([
    { value: 3, origin: 'flag', source: '--port' },
    { value: 2, origin: 'environment', source: 'METRICS_MAX_INFLIGHT' },
    { value: 1_000, origin: 'file', source: 'metrics.yaml:3:43 (/server/drain)' },
    { value: '', origin: 'default', source: 'METRICS_BIND_ADDRESS' },
  ])
})

test('targets of the environment stand in for all of the file', async () => {
  const env = { METRICS_ENDPOINTS: '{"worker":"http://127.0.0.1:9100/metrics"}' }
  expect(await configOf(TARGETS, env)).toMatchObject({ targets: [{ name: 'worker' }] })
})

test.each([
  {
    text: `${TARGETS}server:\n  prot: 1\n`,
    code: 'CONFIG_OPTION_UNKNOWN',
    facts: { option: 'server.prot', nearest: 'server.port' },
    where: { file: 'metrics.yaml', line: 4, column: 3, pointer: '/server/prot' },
  },
  {
    text: `${TARGETS}port: 1\n`,
    code: 'CONFIG_OPTION_UNKNOWN',
    facts: { option: 'port', nearest: 'server.port' },
    where: { line: 3, column: 1, pointer: '/port' },
  },
  {
    text: 'targets:\n  api:\n    url: http://127.0.0.1/\n    validatoin: strict\n',
    code: 'CONFIG_OPTION_UNKNOWN',
    facts: { option: 'validatoin', nearest: 'validation' },
    where: { line: 4, column: 5, pointer: '/targets/api/validatoin' },
  },
  {
    text: `${TARGETS}log_level: debgu\n`,
    code: 'CONFIG_VALUE_INVALID',
    facts: { value: 'debgu', allowed: 'debug, info, warn, error', nearest: 'debug' },
    where: { line: 3, column: 12, pointer: '/log_level' },
  },
  {
    text: `${TARGETS}labels: {zone: a, rack: 12}\n`,
    code: 'CONFIG_VALUE_INVALID',
    facts: { value: 'a number', allowed: 'text; numbers and words such as true stand in quotes' },
    where: { line: 3, column: 25, pointer: '/labels/rack' },
  },
  {
    text: 'targets: {api: {url: http://127.0.0.1/, headers: {X-Token: 12345}}}\n',
    code: 'CONFIG_VALUE_INVALID',
    facts: { value: 'a number' },
    where: { pointer: '/targets/api/headers/X-Token' },
  },
  {
    text: 'targets: {api: {url: http://127.0.0.1/, drop_families: [a, [b]]}}\n',
    code: 'CONFIG_VALUE_INVALID',
    facts: { value: 'a list' },
    where: { pointer: '/targets/api/drop_families/1' },
  },
  {
    text: `${TARGETS}formats: [openmetrics]\n`,
    code: 'CONFIG_VALUE_INVALID',
    facts: { value: '[openmetrics]', allowed: 'a list of text, openmetrics, protobuf with text in it' },
    where: { line: 3, column: 10, pointer: '/formats' },
  },
  {
    text: `${TARGETS}server: {port: http}\n`,
    code: 'CONFIG_VALUE_INVALID',
    facts: { source: 'metrics.yaml:3:16 (/server/port)', value: 'http' },
    where: { line: 3, column: 16, pointer: '/server/port' },
  },
  {
    text: `${TARGETS}server: 9464\n`,
    code: 'CONFIG_VALUE_INVALID',
    facts: { value: '9464', allowed: 'a map of options' },
    where: { line: 3, column: 9, pointer: '/server' },
  },
  {
    text: `${TARGETS}formats: {text: true}\n`,
    code: 'CONFIG_VALUE_INVALID',
    facts: { value: 'a map' },
    where: { line: 3, column: 10, pointer: '/formats' },
  },
  {
    text: 'targets:\n  api: http://10.0.0.7/\n',
    code: 'CONFIG_ADDRESS_FORBIDDEN',
    facts: { target: 'api', host: '10.0.0.7' },
    where: { line: 2, column: 8, pointer: '/targets/api' },
  },
  {
    text: 'targets:\n  api:\n    url: ftp://127.0.0.1/\n',
    code: 'CONFIG_URL_INVALID',
    facts: { value: 'ftp://127.0.0.1/' },
    where: { line: 3, column: 10, pointer: '/targets/api/url' },
  },
  {
    text: 'targets:\n  metrics-aggregator: http://127.0.0.1/\n',
    code: 'CONFIG_TARGET_NAME_RESERVED',
    facts: { target: 'metrics-aggregator' },
    where: { line: 2, column: 3, pointer: '/targets/metrics-aggregator' },
  },
  {
    text: 'targets: http://127.0.0.1/\n',
    code: 'CONFIG_TARGETS_MALFORMED',
    facts: {},
    where: { line: 1, column: 10, pointer: '/targets' },
  },
  {
    text: 'targets:\n',
    code: 'CONFIG_TARGETS_MISSING',
    facts: {},
    where: { line: 1, column: 9, pointer: '/targets' },
  },
  {
    text: `${TARGETS}labels: {le: x}\n`,
    code: 'CONFIG_LABEL_NAME_RESERVED',
    facts: { label: 'le' },
    where: { line: 3, column: 9, pointer: '/labels' },
  },
  {
    text: 'targets:\n  api:\n    url: http://127.0.0.1/\n    labels: {origin_container: x}\n',
    code: 'CONFIG_LABEL_REPEATED',
    facts: { label: 'origin_container' },
    where: { line: 4, column: 13, pointer: '/targets/api/labels' },
  },
])('$code of $text', async ({ text, code, facts, where }) => {
  const outcome = await parse(text)
  const findings = outcome.ok ? outcome.warnings : outcome.findings
  expect(findings).toHaveLength(1)
  expect(findings[0]).toMatchObject({ code, facts, where })
})

test('a fault in the file counts also where the environment wins', async () => {
  const outcome = await parse(`${TARGETS}server: {port: http}\n`, { METRICS_AGGREGATOR_PORT: '1' })
  expect(outcome.ok).toBe(false)
})
