// Attempts to have us ask somebody whom we should not ask (SSRF): by what the configuration says, by an annotation, by a
// redirect, by a request. Each ends in a refusal, and the one who was aimed at never hears of it.
import { connect } from 'node:net'
import fc from 'testkit/fast-check'
import { describe, expect, test } from 'vitest'
import { readAnnotations } from '../../../src/config/annotations.ts'
import { readConfigFile } from '../../../src/config/file/read-config-file.ts'
import { readYaml } from '../../../src/config/file/read-yaml.ts'
import { parseConfig } from '../../../src/config/parse-config.ts'
import { answerWith, startTestedDaemon } from '../../support/daemon.ts'
import { httpAnswer, startRawTarget } from '../../support/raw-target.ts'
import { get } from '../../support/request.ts'

const METADATA = 'latest/meta-data/iam/security-credentials/'

/** What cloud credentials are fetched from, in every spelling that a URL reader takes. */
const LINK_LOCAL = [
  `http://169.254.169.254/${METADATA}`,
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://0xA9.0xFE.0xA9.0xFE/',
  'http://0251.0376.0251.0376/',
  'http://169.254.43518/',
  'http://１６９.254.169.254/',
  'http://[::ffff:169.254.169.254]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[64:ff9b::169.254.169.254]/',
  'http://[fe80::1]/',
  'http://[fd00:ec2::254]/',
  'http://169.254.169.254.:80/',
]

const ELSEWHERE = [
  'http://10.0.0.1/',
  'http://metadata.google.internal/computeMetadata/v1/',
  'http://kubernetes.default.svc/',
  'http://localhost.evil.example/',
  'http://127.0.0.1.evil.example/',
  'http://evil.example#@127.0.0.1/',
  'http://0.0.0.0/',
  'http://[::]/',
  'http://[::127.0.0.1]/',
]

const WITH_CREDENTIALS = [
  'http://127.0.0.1@10.0.0.1/',
  'http://user:hunter2@127.0.0.1/',
  'http://127.0.0.1:80@evil.example/',
]
const NO_HTTP = [
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_FLUSHALL',
  'ftp://127.0.0.1/',
  'data:text/plain,a 1',
  'javascript:1',
  '//127.0.0.1/',
  '/etc/passwd',
]
const PORTS = [
  'http://127.0.0.1:15000/quitquitquit',
  'http://localhost:15020/',
  'http://[::1]:15090/',
  'http://127.0.0.1:9090/metrics',
]

const REFUSED = [
  ...LINK_LOCAL.map((url) => ({ url, codes: ['CONFIG_ADDRESS_LINK_LOCAL'] })),
  ...ELSEWHERE.map((url) => ({ url, codes: ['CONFIG_ADDRESS_FORBIDDEN'] })),
  ...WITH_CREDENTIALS.map((url) => ({ url, codes: ['CONFIG_URL_CREDENTIALS'] })),
  ...NO_HTTP.map((url) => ({ url, codes: ['CONFIG_URL_INVALID'] })),
  ...PORTS.map((url) => ({ url, codes: ['CONFIG_PORT_MESH', 'CONFIG_PORT_OWN'] })),
]

async function fileOf(yaml: object): Promise<{ file: ReturnType<typeof readConfigFile> }> {
  const read = await readYaml(JSON.stringify(yaml), 'metrics.yaml')
  if (!read.ok) throw new Error(JSON.stringify(read.findings))
  return { file: readConfigFile(read.root) }
}

describe('by the configuration', () => {
  test.each(REFUSED)('$url is refused in the environment and in the file', async ({ url, codes }) => {
    const inEnvironment = parseConfig({ METRICS_ENDPOINTS: JSON.stringify({ api: url }) })
    const inFile = parseConfig({}, {}, await fileOf({ targets: { api: { url } } }))
    for (const outcome of [inEnvironment, inFile]) {
      if (outcome.ok) throw new Error(`${url} is taken`)
      expect(codes).toContain(outcome.findings[0]?.code)
      expect(JSON.stringify(outcome.findings)).not.toContain('hunter2')
    }
  })

  test.each([
    { METRICS_ALLOW_HOSTS: '*' },
    { METRICS_SECURITY_MODE: 'legacy' },
    { METRICS_ALLOW_HOSTS: '169.254.169.254' },
  ])('nothing opens link-local addresses: %j', (env) => {
    for (const url of LINK_LOCAL) {
      const outcome = parseConfig({ ...env, METRICS_ENDPOINTS: JSON.stringify({ api: url }) })
      expect([url, outcome]).toMatchObject([
        url,
        { ok: false, findings: [{ code: 'CONFIG_ADDRESS_LINK_LOCAL' }] },
      ])
    }
  })
})

describe('by an annotation', () => {
  test.each([
    '169.254.169.254:80/latest',
    'http://10.0.0.1/',
    'x=http://10.0.0.1/',
    '80@10.0.0.1/',
    '@10.0.0.1:80/',
    '80#@10.0.0.1/',
    '8080:\\\\10.0.0.1/',
    '8080:metrics@10.0.0.1/',
    '15000:/quitquitquit',
    '9090',
  ])('%s is refused', (value) => {
    const annotations = { path: 'a', text: `prometheus.istio.io/scrape-targets=${JSON.stringify(value)}\n` }
    expect(parseConfig({}, {}, { annotations }).ok).toBe(false)
  })

  test('whatever it says, what comes out is a port of loopback', () => {
    const piece = fc.oneof(
      fc.constantFrom('80', ':', '/', '//', '@', '10.0.0.1', '=', '#', '?', '\\', '.', 'a', '[::]'),
      fc.string(),
    )
    const value = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
    const outcome = fc.check(
      fc.property(value, (text) => {
        const { entries } = readAnnotations({
          path: 'a',
          text: `prometheus.istio.io/scrape-targets=${JSON.stringify(text)}`,
        })
        return entries.every(({ address }) => {
          const { protocol, hostname, username } = new URL(address)
          return protocol === 'http:' && hostname === '127.0.0.1' && username === ''
        })
      }),
      { numRuns: 2_000 },
    )
    expect(outcome.counterexample).toBeNull()
  })
})

describe('by a redirect', () => {
  test.each(['never', 'same_origin'] as const)(
    'nobody else is asked where redirects are followed: %s',
    async (followRedirects) => {
      const victim = await startRawTarget(answerWith('secret 1\n'))
      const aims = [
        victim.url.href,
        `//127.0.0.1:${victim.port}/metrics`,
        `http://localhost:${victim.port}/metrics`,
        `http:\\\\127.0.0.1:${victim.port}/metrics`,
        `http://169.254.169.254/${METADATA}`,
        'file:///etc/passwd',
        'unix:/run/docker.sock:/containers/json',
      ]
      for (const status of ['301', '302', '303', '307', '308'])
        for (const aim of aims) {
          const hostile = await startRawTarget(
            (socket) => void socket.end(httpAnswer('', { Location: aim }, `${status} Go`)),
          )
          const daemon = await startTestedDaemon({
            targets: { api: hostile.url },
            scrape: { followRedirects },
          })
          const { status: answered, body } = await get(`${daemon.url}/metrics`)
          expect([status, aim, answered, body]).toEqual([
            status,
            aim,
            503,
            expect.stringContaining('SCRAPE_REDIRECT (redirect)'),
          ])
          await Promise.all([daemon.stop(0), hostile.close()])
        }
      expect(victim.requests).toEqual([])
    },
  )
})

describe('by a request to us', () => {
  test('paths, queries, whole URLs and CONNECT lead to no target', async () => {
    const victim = await startRawTarget(answerWith('secret 1\n'))
    const api = await startRawTarget(answerWith('a 1\n'))
    const daemon = await startTestedDaemon({ targets: { api: api.url } })
    const aim = encodeURIComponent(victim.url.href)
    const requests = [
      `GET /targets/${aim}/metrics HTTP/1.1`,
      `GET /metrics?target=${aim}&module=x HTTP/1.1`,
      `GET /targets/api/../${aim}/metrics HTTP/1.1`,
      `GET ${victim.url.href}/x HTTP/1.1`,
      `CONNECT 127.0.0.1:${victim.port} HTTP/1.1`,
      `POST /metrics HTTP/1.1`,
    ]
    const statuses = await Promise.all(requests.map((line) => statusOf(daemon.port, line)))
    expect(statuses).toEqual(['404', '200', '404', '404', '', '405'])
    expect(victim.requests).toEqual([])
    expect(api.requests.map((head) => head.split('\r\n', 1)[0])).toEqual(['GET /metrics HTTP/1.1'])
  })
})

/** Empty where the connection is closed without an answer. */
function statusOf(port: number, line: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`),
    )
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer.split(' ')[1] ?? ''))
  })
}
