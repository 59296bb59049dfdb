// Facts about targets from pod annotations: the file's form, the annotation's syntax, and what wins over it.
import { expect, test } from 'vitest'
import { readAnnotations } from '../../../src/config/annotations.ts'
import { readConfigFile } from '../../../src/config/file/read-config-file.ts'
import { readYaml } from '../../../src/config/file/read-yaml.ts'
import { parseConfig } from '../../../src/config/parse-config.ts'

const PATH = '/etc/podinfo/annotations'

function fileOf(value: string): string {
  return `a="b"\nprometheus.istio.io/scrape-targets=${JSON.stringify(value)}\nz="prometheus.istio.io/scrape-targets=1"\n`
}

function read(text: string): string[] {
  const { entries, findings } = readAnnotations({ path: PATH, text })
  expect(findings).toEqual([])
  return entries.map(({ name, address }) => `${name} ${address}`)
}

test.each([
  {
    value: 'api=8080:/metrics,worker=9100',
    targets: ['api http://127.0.0.1:8080/metrics', 'worker http://127.0.0.1:9100/metrics'],
  },
  { value: '8080', targets: ['port-8080 http://127.0.0.1:8080/metrics'] },
  {
    value: ' 8080:/stats?a=b , 9100/m ,',
    targets: ['port-8080 http://127.0.0.1:8080/stats?a=b', 'port-9100 http://127.0.0.1:9100/m'],
  },
  { value: 'größe=1:/', targets: ['größe http://127.0.0.1:1/'] },
  { value: '', targets: [] },
])('$value names $targets', ({ value, targets }) => {
  expect(read(fileOf(value))).toEqual(targets)
})

test('the file is quoted as Go quotes', () => {
  expect(read(String.raw`prometheus.istio.io/scrape-targets="\u0061=80\x380,\U00000062=1"`)).toEqual([
    'a http://127.0.0.1:8080/metrics',
    'b http://127.0.0.1:1/metrics',
  ])
})

test.each(['', 'a="b"\n', 'prometheus.istio.io/scrape-targets=8080\n', 'x\n"\n='])(
  'a file without the annotation names nothing: %j',
  (text) => {
    expect(read(text)).toEqual([])
  },
)

test.each([
  'api',
  '0',
  '65536',
  'api=http://10.0.0.7/',
  '=8080',
  '8080:metrics',
  '8080@evil/',
  '10.0.0.7:80',
  'a=b=1',
])('%s is refused', (value) => {
  const { findings } = readAnnotations({ path: PATH, text: fileOf(value) })
  expect(findings).toMatchObject([{ code: 'CONFIG_VALUE_INVALID', facts: { value } }])
})

const annotations = { path: PATH, text: fileOf('api=8080') }

test.each([
  { env: {}, text: '', names: ['api'] },
  { env: {}, text: 'targets:\n  file: http://127.0.0.1:1/\n', names: ['file'] },
  { env: {}, text: 'targets:\n', names: [] },
  { env: { METRICS_ENDPOINTS: 'http://127.0.0.1:1/' }, text: '', names: ['endpoint1'] },
])('of $env and a file with $text come $names', async ({ env, text, names }) => {
  const yaml = await readYaml(text, 'f.yaml')
  if (!yaml.ok) throw new Error('no file')
  const outcome = parseConfig(env, {}, { file: readConfigFile(yaml.root), annotations })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.findings))
  expect(outcome.config.targets.map(({ name }) => name)).toEqual(names)
})

test.each([
  { value: '9090', code: 'CONFIG_PORT_OWN' },
  { value: '15020', code: 'CONFIG_PORT_MESH' },
  { value: 'a=1,a=2', code: 'CONFIG_TARGET_NAME_REPEATED' },
  { value: 'metrics-aggregator=1', code: 'CONFIG_TARGET_NAME_RESERVED' },
])('$value is held against the rules of all targets: $code', ({ value, code }) => {
  const outcome = parseConfig({}, {}, { annotations: { path: PATH, text: fileOf(value) } })
  expect(outcome).toMatchObject({ ok: false, findings: [{ code }] })
})
