// https targets over real sockets: whom we believe, what we show of ourselves, and what becomes of the rest. A daemon
// asks each time, so the code, the reason of the metrics and the page are seen at once.
import type { ServerOptions } from 'node:https'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startDaemon } from '../../../src/daemon.ts'
import type { TlsFiles } from '../../../src/daemon.ts'
import { makeAuthority } from '../../support/certificates.ts'
import type { Authority, CertificateOptions } from '../../support/certificates.ts'
import { configOf } from '../../support/config.ts'
import { answerWith } from '../../support/daemon.ts'
import { ownValue, samplesFrom } from '../../support/page.ts'
import { startRawTarget } from '../../support/raw-target.ts'
import { get } from '../../support/request.ts'
import { startSecureTarget } from '../../support/secure-target.ts'

interface Trust {
  readonly files?: TlsFiles
  readonly insecureSkipVerify?: boolean
  readonly timeoutMs?: number
}

/** One page of a daemon with this target, and the code and detail that it logged of it. */
async function scrape(
  url: URL,
  { files = {}, insecureSkipVerify = false, timeoutMs = 9_500 }: Trust,
): Promise<{ samples: string[]; failures: string | undefined; log: string }> {
  const lines: string[] = []
  const config = configOf({
    targets: { api: url },
    allFailed: 'serve',
    scrape: { timeoutMs },
    target: { tls: { insecureSkipVerify } },
  })
  const log = (line: string): void => void lines.push(line)
  const daemon = await startDaemon(config, {
    log,
    version: '0',
    files: { targets: new Map([['api', { tls: files }]]) },
  })
  onTestFinished(() => daemon.stop(0))
  const { body } = await get(`${daemon.url}/metrics`)
  const failures = ownValue(body, 'metrics_aggregator_scrape_errors_total{endpoint="api",reason="tls"}')
  return { samples: samplesFrom(body, 'api'), failures, log: lines.join('\n') }
}

const named = (url: URL, host: string): URL => new URL(url.href.replace('127.0.0.1', host))

describe('the certificate of a target', () => {
  test.each<{ name: string; certificate?: CertificateOptions; host?: string }>([
    { name: 'for its address' },
    { name: 'for its name', certificate: { names: 'DNS:localhost' }, host: 'localhost' },
  ])('$name from a trusted authority is taken', async ({ certificate, host = '127.0.0.1' }) => {
    const authority = makeAuthority()
    const { url } = await startSecureTarget(authority.sign(certificate))
    const { samples, failures } = await scrape(named(url, host), { files: { ca: authority.cert } })
    expect({ samples, failures }).toEqual({ samples: ['a 1'], failures: undefined })
  })

  test.each<{
    name: string
    trusted?: (own: Authority) => TlsFiles
    certificate?: CertificateOptions
    detail: string
  }>([
    {
      name: 'from another authority',
      trusted: () => ({ ca: makeAuthority().cert }),
      detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    },
    {
      name: 'from an authority that Node does not know',
      trusted: () => ({}),
      detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    },
    {
      name: 'for another address',
      certificate: { names: 'IP:127.0.0.2' },
      detail: 'ERR_TLS_CERT_ALTNAME_INVALID',
    },
    { name: 'for a name', certificate: { names: 'DNS:app' }, detail: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    { name: 'of yesterday', certificate: { isExpired: true }, detail: 'CERT_HAS_EXPIRED' },
  ])(
    '$name is not, unless told to',
    async ({ certificate, detail, trusted = ({ cert }) => ({ ca: cert }) }) => {
      const authority = makeAuthority()
      const { url, requests } = await startSecureTarget(authority.sign(certificate))
      const files = trusted(authority)
      const refused = await scrape(url, { files })
      expect(refused).toMatchObject({ samples: [], failures: '1' })
      expect(refused.log).toContain('"SCRAPE_TLS"')
      expect(refused.log).toContain(detail)
      expect(requests()).toBe(0)
      const believed = await scrape(url, { files, insecureSkipVerify: true })
      expect(believed).toMatchObject({ samples: ['a 1'], failures: undefined })
    },
  )

  test('is judged anew at every scrape', async () => {
    const authority = makeAuthority()
    const { url, requests, resumptions } = await startSecureTarget(authority.sign())
    const files = { targets: new Map([['api', { tls: { ca: authority.cert } }]]) }
    const config = configOf({ targets: { api: url } })
    const daemon = await startDaemon(config, { log: () => undefined, version: '0', files })
    onTestFinished(() => daemon.stop(0))
    await get(`${daemon.url}/metrics`)
    await get(`${daemon.url}/metrics`)
    expect([requests(), resumptions()]).toEqual([2, 0])
  })
})

describe('a target that asks for our certificate', () => {
  // In TLS 1.3 a refusal comes after our request and may be lost with the connection.
  const demanding = (authority: Authority): ServerOptions => ({
    ...authority.sign(),
    ca: authority.cert,
    requestCert: true,
    rejectUnauthorized: true,
    maxVersion: 'TLSv1.2',
  })

  test('gets it', async () => {
    const authority = makeAuthority()
    const { url } = await startSecureTarget({ ...demanding(authority), maxVersion: 'TLSv1.3' })
    const { samples } = await scrape(url, { files: { ca: authority.cert, ...authority.sign() } })
    expect(samples).toEqual(['a 1'])
  })

  test.each<{ name: string; ours: () => TlsFiles; code: string }>([
    { name: 'no certificate', ours: () => ({}), code: 'SCRAPE_TLS' },
    // Node's server says no word to strangers and hangs up.
    { name: 'one of a stranger', ours: () => makeAuthority().sign(), code: 'SCRAPE_CONNECTION_RESET' },
  ])('and gets $name refuses us', async ({ ours, code }) => {
    const authority = makeAuthority()
    const { url, requests } = await startSecureTarget(demanding(authority))
    const { samples, log } = await scrape(url, { files: { ca: authority.cert, ...ours() } })
    expect(samples).toEqual([])
    expect(log).toContain(`"${code}"`)
    expect(requests()).toBe(0)
  })
})

test('a target that speaks no TLS is refused as one that cannot be trusted', async () => {
  const server = createServer(
    (socket) => void socket.on('error', () => undefined).end('HTTP/1.1 400 Bad\r\n\r\n'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const { samples, failures } = await scrape(new URL(`https://127.0.0.1:${port}/metrics`), {})
  expect({ samples, failures }).toEqual({ samples: [], failures: '1' })
})

test('the address rule holds for https as for http', async () => {
  const { log } = await scrape(new URL('https://192.0.2.1/metrics'), {})
  expect(log).toContain('"SCRAPE_ADDRESS_FORBIDDEN"')
})

test('a target that never answers the handshake is given up at the deadline', async () => {
  const silent = await startRawTarget(() => undefined)
  const url = new URL(silent.url.href.replace('http:', 'https:'))
  const { log } = await scrape(url, { timeoutMs: 300 })
  expect(log).toContain('"SCRAPE_TIMEOUT"')
  await expect.poll(silent.openConnections).toBe(0)
})

test('plain targets beside a secure one are scraped as ever', async () => {
  const authority = makeAuthority()
  const secure = await startSecureTarget(authority.sign())
  const plain = await startRawTarget(answerWith('b 2\n'))
  const config = configOf({ targets: { secure: secure.url, plain: plain.url } })
  const files = { targets: new Map([['secure', { tls: { ca: authority.cert } }]]) }
  const daemon = await startDaemon(config, { log: () => undefined, version: '0', files })
  onTestFinished(() => daemon.stop(0))
  const { body } = await get(`${daemon.url}/metrics`)
  expect([samplesFrom(body, 'secure'), samplesFrom(body, 'plain')]).toEqual([['a 1'], ['b 2']])
})
