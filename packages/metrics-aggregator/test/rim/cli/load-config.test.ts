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
