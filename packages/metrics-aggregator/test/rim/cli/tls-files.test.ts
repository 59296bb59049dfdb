// The PEM files of the configuration, from the disk: which are taken, what is said of the others, and that `serve` does
// not start with them while `config check` calls them findings.
import { createPrivateKey } from 'node:crypto'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { configCheck } from '../../../src/cli/config-check.ts'
import { runProgram } from '../../../src/cli/run-program.ts'
import { serve } from '../../../src/cli/serve.ts'
import { makeAuthority } from '../../support/certificates.ts'
import { memoryTerminal } from '../../support/memory-terminal.ts'
import { samplesFrom } from '../../support/page.ts'
import { get } from '../../support/request.ts'
import { startSecureTarget } from '../../support/secure-target.ts'

const CACERT = 'METRICS_SCRAPE_TLS_CACERT'
const CERT = 'METRICS_SCRAPE_TLS_CERT'
const KEY = 'METRICS_SCRAPE_TLS_KEY'

/** A folder with what a user may point at, right and wrong. */
function makeFiles(): string {
  const authority = makeAuthority()
  const { cert, key } = authority.sign()
  const tree = makeTempTree({
    'ca.pem': `the authority of the cluster\n${authority.cert}`,
    'both.pem': authority.cert + cert,
    'cert.pem': cert,
    'key.pem': key,
    'stranger.key': authority.key,
    'sealed.key': createPrivateKey(key).export({
      format: 'pem',
      type: 'pkcs8',
      cipher: 'aes-256-cbc',
      passphrase: 'secret',
    }),
    'cut.pem': cert.replace(/\n.*\n-----END/, '\n-----END'),
    'empty.pem': '',
    'page.html': '<html>',
  })
  onTestFinished(tree.remove)
  return tree.root
}

async function run(
  command: 'serve' | 'config check',
  files: Record<string, string>,
): Promise<{ exitCode: number; said: string }> {
  const terminal = memoryTerminal({
    env: {
      METRICS_ENDPOINTS: 'https://127.0.0.1:1/metrics',
      METRICS_AGGREGATOR_PORT: '0',
      METRICS_BIND_ADDRESS: '127.0.0.1',
      ...files,
    },
    stops: ['SIGINT'],
  })
  const exitCode = await runProgram([serve, configCheck], command.split(' '), terminal)
  return { exitCode, said: terminal.results() + terminal.remarks() }
}

const paths = (root: string, files: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([variable, file]) => [variable, `${root}/${file}`]))

test.each<{ files: Record<string, string> }>([
  { files: {} },
  { files: { [CACERT]: 'ca.pem' } },
  { files: { [CACERT]: 'both.pem', [CERT]: 'cert.pem', [KEY]: 'key.pem' } },
])('$files can be served with', async ({ files }) => {
  const root = makeFiles()
  expect((await run('serve', paths(root, files))).exitCode).toBe(0)
  expect((await run('config check', paths(root, files))).exitCode).toBe(0)
})

test.each<{ files: Record<string, string>; faults: [variable: string, detail: string][] }>([
  { files: { [CACERT]: 'missing.pem' }, faults: [[CACERT, 'ENOENT']] },
  { files: { [CACERT]: '.' }, faults: [[CACERT, 'EISDIR']] },
  { files: { [CACERT]: 'empty.pem' }, faults: [[CACERT, 'no certificate in PEM form']] },
  { files: { [CACERT]: 'page.html' }, faults: [[CACERT, 'no certificate in PEM form']] },
  { files: { [CACERT]: 'key.pem' }, faults: [[CACERT, 'no certificate in PEM form']] },
  { files: { [CACERT]: 'cut.pem' }, faults: [[CACERT, 'certificate 1 cannot be decoded']] },
  {
    files: { [CERT]: 'cert.pem', [KEY]: 'cert.pem' },
    faults: [[KEY, 'no private key in PEM form, or one with a passphrase']],
  },
  {
    files: { [CERT]: 'cert.pem', [KEY]: 'sealed.key' },
    faults: [[KEY, 'no private key in PEM form, or one with a passphrase']],
  },
  {
    files: { [CERT]: 'cert.pem', [KEY]: 'stranger.key' },
    faults: [[KEY, 'it does not fit the certificate']],
  },
  {
    files: { [CACERT]: 'missing.pem', [CERT]: 'page.html', [KEY]: 'missing.key' },
    faults: [
      [CACERT, 'ENOENT'],
      [CERT, 'no certificate in PEM form'],
      [KEY, 'ENOENT'],
    ],
  },
])('$files stop the start', async ({ files, faults }) => {
  const root = makeFiles()
  const given = paths(root, files)
  const served = await run('serve', given)
  expect(served.exitCode).toBe(2)
  for (const [variable, detail] of faults) {
    const text = `error CONFIG_TLS_FILE_INVALID ${variable} names ${given[variable]}, which cannot be used (${detail}); allowed: a PEM file with `
    expect(served.said).toContain(text)
  }
  expect(served.said.match(/CONFIG_TLS_FILE_INVALID/g)).toHaveLength(faults.length)
  expect(served.said).not.toContain('BEGIN')
  expect((await run('config check', given)).exitCode).toBe(1)
})

test('serve scrapes with the files it read', async () => {
  const authority = makeAuthority()
  const ours = authority.sign()
  const tree = makeTempTree({ 'ca.pem': authority.cert, 'our.pem': ours.cert, 'our.key': ours.key })
  onTestFinished(tree.remove)
  const demands = { ca: authority.cert, requestCert: true, rejectUnauthorized: true }
  const target = await startSecureTarget({ ...authority.sign(), ...demands })
  const env = {
    METRICS_ENDPOINTS: target.url.href,
    ...paths(tree.root, { [CACERT]: 'ca.pem', [CERT]: 'our.pem', [KEY]: 'our.key' }),
  }
  const terminal = memoryTerminal({ env })
  let stop: (signal: 'SIGINT') => void = () => undefined
  const stopped = new Promise<'SIGINT'>((resolve) => (stop = resolve))
  const ended = runProgram([serve], ['--json', '--port', '0', '--bind', '127.0.0.1'], {
    ...terminal,
    collectStops: () => ({ next: () => stopped }),
  })
  await expect.poll(terminal.results).not.toBe('')
  const { url } = JSON.parse(terminal.results()) as { url: string }
  const { body } = await get(`${url}/metrics`)
  stop('SIGINT')
  expect(await ended).toBe(0)
  expect(samplesFrom(body, 'endpoint1')).toEqual(['a 1'])
  expect(terminal.remarks()).not.toContain('BEGIN')
})
