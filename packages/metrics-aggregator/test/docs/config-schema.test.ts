// The published JSON Schema, the options of the program and what the program says of a file are the same thing.
// `UPDATE_GOLDEN=1` writes the schema from the tables.
import { readFileSync, writeFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { readConfigFile } from '../../src/config/file/read-config-file.ts'
import { readYaml } from '../../src/config/file/read-yaml.ts'
import { parseConfig } from '../../src/config/parse-config.ts'
import { configSchema } from '../support/config-schema.ts'

const FILE = new URL('../../schemas/config.schema.json', import.meta.url)
const made = configSchema()

test('the schema holds every option of the tables', () => {
  if (process.env['UPDATE_GOLDEN'] === '1' && process.env['CI'] === undefined)
    writeFileSync(FILE, `${JSON.stringify(made, undefined, 2)}\n`)
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(made)
})

const judge = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(made)

const FINE = [
  '',
  'targets:\n  api: http://127.0.0.1:8080/metrics\n',
  'targets:\n  "8080":\n    url: http://127.0.0.1:8080/metrics\n    validation: lenient\n    labels: {zone: a}\n',
  'formats: [text]\n',
  'all_failed: 503\n',
  'all_failed: serve\n',
  'server:\n  port: 9464\n  drain: 0\n  idle_timeout: 1m30s\n',
  'server:\n',
  'scrape:\n  allow_hosts: [10.0.0.7, app.example]\n  tls: {insecure_skip_verify: true}\n',
  'label_name: container\n',
]

const FAULTY = [
  'targets: [http://127.0.0.1:8080/metrics]\n',
  'targets:\n  api:\n    validation: lenient\n',
  'targets:\n  api:\n    url: http://127.0.0.1/\n    tiemout: 5s\n',
  'targets:\n  api: {url: http://127.0.0.1/, validation: loose}\n',
  'formats: text\n',
  'formats: [html]\n',
  'formats: [openmetrics]\n',
  'all_failed: 500\n',
  'server: 9464\n',
  'server:\n  port: "9464"\n',
  'server:\n  port: 70000\n',
  'server:\n  drain: 5\n',
  'server:\n  drain: 5 seconds\n',
  'scrape:\n  tls: {insecure_skip_verify: "yes"}\n',
  'labels: {zone: 1}\n',
  'label_name:\n',
  'port: 9464\n',
]

async function judged(text: string): Promise<{ schema: boolean; program: boolean }> {
  const { parse } = await import('yaml')
  const schema = judge(parse(text))
  const yaml = await readYaml(text, 'metrics.yaml')
  if (!yaml.ok) return { schema, program: false }
  const file = readConfigFile(yaml.root)
  // Targets of the environment stand in where the file has none.
  const env = file.targets === undefined ? { METRICS_ENDPOINTS: 'http://127.0.0.1:1/' } : {}
  return { schema, program: parseConfig(env, {}, { file }).ok }
}

test.each(FINE)('program and schema take %j', async (text) => {
  expect(await judged(text)).toEqual({ schema: true, program: true })
})

test.each(FAULTY)('program and schema refuse %j', async (text) => {
  expect(await judged(text)).toEqual({ schema: false, program: false })
})
