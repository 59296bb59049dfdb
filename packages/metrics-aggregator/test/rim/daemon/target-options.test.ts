// What a configuration file says of single targets, from the file to the page, with real targets over loopback.
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { loadConfig } from '../../../src/cli/load-config.ts'
import type { LoadedConfig } from '../../../src/cli/load-config.ts'
import { startDaemon } from '../../../src/daemon.ts'
import { makeAuthority } from '../../support/certificates.ts'
import { answerWith } from '../../support/daemon.ts'
import { ownValue, samplesFrom } from '../../support/page.ts'
import { startRawTarget } from '../../support/raw-target.ts'
import { get } from '../../support/request.ts'
import { startSecureTarget } from '../../support/secure-target.ts'

/** `files` stand beside the configuration; `DIR` in its text is their folder. */
function load(text: string, files: Record<string, string> = {}): Promise<LoadedConfig> {
  const tree = makeTempTree(files)
  onTestFinished(tree.remove)
  tree.write({ 'metrics.yaml': text.replaceAll('DIR', tree.root) })
  const env = { METRICS_AGGREGATOR_PORT: '0', METRICS_BIND_ADDRESS: '127.0.0.1' }
  return loadConfig(env, { config: `${tree.root}/metrics.yaml` })
}

interface Served {
  readonly page: () => Promise<{ status: number; body: string }>
  readonly log: readonly string[]
}

async function serve(...given: Parameters<typeof load>): Promise<Served> {
  const loaded = await load(...given)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings))
  const log: string[] = []
  const daemon = await startDaemon(loaded.config, {
    log: (line) => void log.push(line),
    version: '1',
    files: loaded.files,
  })
  onTestFinished(() => daemon.stop(0))
  return { page: () => get(`${daemon.url}/metrics`), log }
}

test('families, labels, timestamps, limits and credentials of a target', async () => {
  const body = 'go_gc 1\nhits{pod="x",path="/"} 2 99\n'
  const api = await startRawTarget(answerWith(body))
  const worker = await startRawTarget(answerWith(body))
  const basic = await startRawTarget(answerWith('a 1\na{b="2"} 2\n'))
  const text = `
targets:
  api:
    url: ${api.url.href}
    drop_families: [go_*]
    drop_labels: [pod]
    honor_timestamps: false
    labels: {tier: front}
    bearer_token_file: DIR/token
    headers: {X-Scope: a}
  worker: ${worker.url.href}
  basic:
    url: ${basic.url.href}
    limits: {samples_max: 1}
    basic_auth: {username: me, password_file: DIR/password}
`
  const { page } = await serve(text, { token: ' sesame\n', password: 'pass word\n' })
  const served = await page()
  expect(samplesFrom(served.body, 'api')).toEqual(['hits{tier="front",path="/"} 2'])
  expect(samplesFrom(served.body, 'worker')).toEqual(['hits{pod="x",path="/"} 2 99', 'go_gc 1'])
  expect(samplesFrom(served.body, 'basic')).toEqual([])
  const reason = 'metrics_aggregator_scrape_errors_total{endpoint="basic",reason="too_many_samples"}'
  expect(ownValue(served.body, reason)).toBe('1')
  expect(api.requests[0]).toMatch(/\r\nX-Scope: a\r\nAuthorization: Bearer sesame\r\n/)
  expect(worker.requests[0]).not.toMatch(/Authorization|X-Scope/)
  const sent = Buffer.from('me:pass word').toString('base64')
  expect(basic.requests[0]).toContain(`\r\nAuthorization: Basic ${sent}\r\n`)
})

test('certificates of single targets, and the name that one is held against', async () => {
  const [one, other] = [makeAuthority(), makeAuthority()]
  const client = other.sign()
  const api = await startSecureTarget(one.sign({ names: 'DNS:api.internal' }))
  const worker = await startSecureTarget({
    ...other.sign(),
    ca: other.cert,
    requestCert: true,
    rejectUnauthorized: true,
  })
  const text = `
scrape: {tls: {ca_file: DIR/one.pem}}
targets:
  api: {url: "${api.url.href}", tls: {server_name: api.internal}}
  wrong: {url: "${api.url.href}"}
  worker:
    url: ${worker.url.href}
    tls: {ca_file: DIR/other.pem, cert_file: DIR/cert.pem, key_file: DIR/key.pem}
  stranger: {url: "${worker.url.href}", tls: {insecure_skip_verify: true}}
`
  const files = {
    'one.pem': one.cert,
    'other.pem': other.cert,
    'cert.pem': client.cert,
    'key.pem': client.key,
  }
  const { page } = await serve(text, files)
  const { body } = await page()
  expect(['api', 'wrong', 'worker', 'stranger'].map((name) => samplesFrom(body, name))).toEqual([
    ['a 1'],
    [],
    ['a 1'],
    [],
  ])
})

test('an optional target that is missing is told quietly and fails no page', async () => {
  const text = 'targets:\n  api: {url: "http://127.0.0.1:1/metrics", optional: true}\n'
  const { page, log } = await serve(text)
  const { status, body } = await page()
  expect(status).toBe(200)
  expect(ownValue(body, 'metrics_aggregator_scrape_success{endpoint="api"}')).toBe('0')
  expect(ownValue(body, 'metrics_aggregator_scrape_expected{endpoint="api"}')).toBe('0')
  expect(log.join('')).toMatch(/"level":"info","msg":"target is down"/)
})

const target = (options: string): string => `targets:\n  api: {url: "https://127.0.0.1:1/", ${options}}\n`

test.each<{ text: string; files?: Record<string, string>; code: string; pointer: string; facts?: object }>([
  {
    text: target('bearer_token_file: DIR/none'),
    code: 'CONFIG_SECRET_FILE_INVALID',
    pointer: '/targets/api/bearer_token_file',
    facts: { detail: 'ENOENT' },
  },
  {
    text: target('bearer_token_file: DIR/token'),
    files: { token: ' \n' },
    code: 'CONFIG_SECRET_FILE_INVALID',
    pointer: '/targets/api/bearer_token_file',
    facts: { detail: 'it is empty' },
  },
  {
    text: target('bearer_token_file: DIR/token'),
    files: { token: 'hunter2\r\nX-Evil: 1\n' },
    code: 'CONFIG_SECRET_FILE_INVALID',
    pointer: '/targets/api/bearer_token_file',
    facts: { detail: 'it is not one line of visible characters' },
  },
  {
    text: target('bearer_token_file: hunter2'),
    code: 'CONFIG_VALUE_INVALID',
    pointer: '/targets/api/bearer_token_file',
    facts: { value: '***' },
  },
  {
    text: target('bearer_token_file: DIR/token, basic_auth: {username: me}'),
    code: 'CONFIG_CREDENTIALS_INVALID',
    pointer: '/targets/api/bearer_token_file',
    facts: { detail: 'a token and a user name' },
  },
  {
    text: target('basic_auth: {username: me}'),
    code: 'CONFIG_CREDENTIALS_INVALID',
    pointer: '/targets/api/basic_auth/username',
  },
  {
    text: target('basic_auth: {password_file: DIR/token}'),
    code: 'CONFIG_CREDENTIALS_INVALID',
    pointer: '/targets/api/basic_auth/password_file',
  },
  {
    text: target('headers: {Authorization: hunter2}'),
    code: 'CONFIG_HEADER_INVALID',
    pointer: '/targets/api/headers',
  },
  {
    text: target('drop_labels: [le]'),
    code: 'CONFIG_LABEL_DROP_RESERVED',
    pointer: '/targets/api/drop_labels',
  },
  {
    text: target('tls: {cert_file: DIR/cert.pem}'),
    code: 'CONFIG_TLS_PAIR_INCOMPLETE',
    pointer: '/targets/api/tls/cert_file',
    facts: { missing: 'tls.key_file' },
  },
  {
    text: target('tls: {ca_file: DIR/token}'),
    files: { token: 'hunter2' },
    code: 'CONFIG_TLS_FILE_INVALID',
    pointer: '/targets/api/tls/ca_file',
  },
  {
    text: target('tls: {server_name: 127.0.0.1}'),
    code: 'CONFIG_VALUE_INVALID',
    pointer: '/targets/api/tls/server_name',
  },
  {
    text: 'targets:\n  api: unix:app.sock\n',
    code: 'CONFIG_URL_INVALID',
    pointer: '/targets/api',
  },
])('$code of $text', async ({ text, files, code, pointer, facts = {} }) => {
  const loaded = await load(text, files)
  if (loaded.ok) throw new Error('it was taken')
  expect(loaded.findings).toHaveLength(1)
  expect(loaded.findings[0]).toMatchObject({ code, facts, where: { pointer } })
  expect(JSON.stringify(loaded.findings)).not.toContain('hunter2')
})
