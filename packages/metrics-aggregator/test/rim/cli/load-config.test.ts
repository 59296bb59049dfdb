// Facts about files that the configuration is read from: the named one, a missing one, one that is too large.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadConfig } from '../../../src/cli/load-config.ts'

const FOLDER = mkdtempSync(join(tmpdir(), 'metrics-config-'))
const FILE = join(FOLDER, 'metrics.yaml')
const LARGE = join(FOLDER, 'large.yaml')
writeFileSync(FILE, 'targets:\n  api: http://127.0.0.1:8080/metrics\nserver: {port: 9464}\n')
writeFileSync(LARGE, `# ${'x'.repeat(1_048_576)}\n`)
afterAll(() => rmSync(FOLDER, { recursive: true }))

test.each([
  { why: 'the variable', env: { METRICS_CONFIG_FILE: FILE }, flags: {} },
  { why: 'the flag', env: {}, flags: { config: FILE } },
  { why: 'the flag over the variable', env: { METRICS_CONFIG_FILE: '/nowhere' }, flags: { config: FILE } },
])('$why names the file', async ({ env, flags }) => {
  const outcome = await loadConfig(env, flags)
  expect(outcome).toMatchObject({ ok: true, config: { listen: { port: 9464 }, targets: [{ name: 'api' }] } })
})

test.each([
  { path: join(FOLDER, 'none.yaml'), detail: 'ENOENT' },
  { path: FOLDER, detail: 'EISDIR' },
  { path: LARGE, detail: 'more than 1048576 bytes' },
  { path: '/dev/zero', detail: 'more than 1048576 bytes' },
])('$path is CONFIG_FILE_UNREADABLE', async ({ path, detail }) => {
  expect(await loadConfig({ METRICS_CONFIG_FILE: path }, {})).toEqual({
    ok: false,
    paths: [path],
    findings: [{ code: 'CONFIG_FILE_UNREADABLE', facts: { source: 'METRICS_CONFIG_FILE', path, detail } }],
  })
})

const ANNOTATIONS = join(FOLDER, 'annotations')
writeFileSync(ANNOTATIONS, 'prometheus.istio.io/scrape-targets="web=8081:/m"\n')
const NAMING = join(FOLDER, 'naming.yaml')
writeFileSync(NAMING, `annotations_file: ${ANNOTATIONS}\n`)

test.each<{ why: string; env: Record<string, string>; paths: string[] }>([
  { why: 'a variable', env: { METRICS_ANNOTATIONS_FILE: ANNOTATIONS }, paths: [ANNOTATIONS] },
  { why: 'the configuration file', env: { METRICS_CONFIG_FILE: NAMING }, paths: [NAMING, ANNOTATIONS] },
])('annotations that $why names are read, and looked at for changes', async ({ env, paths }) => {
  expect(await loadConfig(env, {})).toMatchObject({
    ok: true,
    paths,
    config: { targets: [{ name: 'web', url: new URL('http://127.0.0.1:8081/m') }] },
    given: [{ name: 'web', source: `${ANNOTATIONS} (prometheus.istio.io/scrape-targets)` }],
  })
})

test('annotations that are not there are CONFIG_FILE_UNREADABLE', async () => {
  const path = join(FOLDER, 'no-annotations')
  expect(await loadConfig({ METRICS_ANNOTATIONS_FILE: path }, {})).toMatchObject({
    ok: false,
    findings: [{ code: 'CONFIG_FILE_UNREADABLE', facts: { source: 'METRICS_ANNOTATIONS_FILE', path } }],
  })
})
