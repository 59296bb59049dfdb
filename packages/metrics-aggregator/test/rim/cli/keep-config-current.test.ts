// A configuration that changes under a running daemon, on the disk: what is taken over, what is refused, and that pages in
// flight end as they began.
import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test, vi } from 'vitest'
import { keepConfigCurrent } from '../../../src/cli/keep-config-current.ts'
import { loadConfig } from '../../../src/cli/load-config.ts'
import { startDaemon } from '../../../src/daemon.ts'
import { makeAuthority } from '../../support/certificates.ts'
import { answerWith, startHeldTarget } from '../../support/daemon.ts'
import { samplesFrom, valuesBySeries } from '../../support/page.ts'
import { startRawTarget } from '../../support/raw-target.ts'
import { get } from '../../support/request.ts'
import { startSecureTarget } from '../../support/secure-target.ts'
import type { LogLine } from '../../support/spawned-daemon.ts'

interface Bench {
  readonly root: string
  readonly url: string
  readonly page: () => Promise<string>
  readonly own: (series: string) => Promise<string | undefined>
  readonly log: readonly LogLine[]
  /** As SIGHUP does. */
  readonly reload: () => void
}

interface StartOptions {
  readonly path?: string
  readonly interval?: string
  /** Called with the folder before the files are watched. */
  readonly afterRead?: (root: string) => void
}

/** `DIR` in a text stands for the folder; the file is `metrics.yaml` or where `path` says. */
async function start(
  files: Record<string, string>,
  { path = 'metrics.yaml', interval = '20ms', afterRead = () => undefined }: StartOptions = {},
): Promise<Bench> {
  const tree = makeTempTree()
  onTestFinished(tree.remove)
  for (const [name, text] of Object.entries(files)) tree.write({ [name]: text.replaceAll('DIR', tree.root) })
  const env = {
    METRICS_AGGREGATOR_PORT: '0',
    METRICS_BIND_ADDRESS: '127.0.0.1',
    METRICS_ALL_FAILED: 'serve',
    METRICS_RELOAD_INTERVAL: interval,
  }
  const load = (): ReturnType<typeof loadConfig> => loadConfig(env, { config: join(tree.root, path) })
  const firstReadAtMs = Date.now()
  const first = await load()
  afterRead(tree.root)
  if (!first.ok) throw new Error(JSON.stringify(first.findings))
  const log: LogLine[] = []
  const daemon = await startDaemon(first.config, {
    log: (line) => void log.push(JSON.parse(line) as LogLine),
    version: '1',
    files: first.files,
  })
  onTestFinished(() => daemon.stop(0))
  let reload = (): void => undefined
  const onDemand = (ask: () => void): void => void (reload = ask)
  const end = await keepConfigCurrent({ daemon, first, firstReadAtMs, load, onDemand })
  onTestFinished(end)
  const page = async (): Promise<string> => (await get(`${daemon.url}/metrics`)).body
  const own = async (series: string): Promise<string | undefined> =>
    valuesBySeries((await get(`${daemon.url}/-/metrics`)).body)[`metrics_aggregator_config_${series}`]
  return { root: tree.root, url: daemon.url, page, own, log, reload: () => reload() }
}

const targetsOf = (targets: Record<string, URL>): string =>
  `targets:\n${Object.entries(targets)
    .map(([name, url]) => `  ${name}: ${url.href}\n`)
    .join('')}`

const good = (): ReturnType<typeof startRawTarget> => startRawTarget(answerWith('a 1\n'))
const settled = { timeout: 20_000, interval: 20 }

test('a changed file is taken over, with targets that come and go', async () => {
  const [api, worker] = [await good(), await good()]
  const { root, page, own, log } = await start({ 'metrics.yaml': targetsOf({ api: api.url }) })
  expect(samplesFrom(await page(), 'api')).toEqual(['a 1'])
  writeFileSync(join(root, 'metrics.yaml'), targetsOf({ worker: worker.url }))
  await vi.waitFor(async () => expect(await own('reloads_total{result="success"}')).toBe('1'), settled)
  const text = await page()
  expect([samplesFrom(text, 'api'), samplesFrom(text, 'worker')]).toEqual([[], ['a 1']])
  expect(text).not.toContain('endpoint="api"')
  expect(text).toContain('endpoint="worker"')
  expect(log.find(({ msg }) => msg === 'configuration taken over')).toMatchObject({ targets: ['worker'] })
  expect(await own('last_reload_successful')).toBe('1')
})

test('a file that changes before it is watched is taken over as well', async () => {
  const [api, worker] = [await good(), await good()]
  const { own, page } = await start(
    { 'metrics.yaml': targetsOf({ api: api.url }) },
    {
      // The clock of files ticks in steps of some milliseconds.
      afterRead: (root) => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
        writeFileSync(join(root, 'metrics.yaml'), targetsOf({ worker: worker.url }))
      },
    },
  )
  await vi.waitFor(async () => expect(await own('reloads_total{result="success"}')).toBe('1'), settled)
  expect(samplesFrom(await page(), 'worker')).toEqual(['a 1'])
})

test('a mounted ConfigMap changes by the swap of a link', async () => {
  const [api, worker] = [await good(), await good()]
  const { root, own, page } = await start(
    {
      'one/metrics.yaml': targetsOf({ api: api.url }),
      'two/metrics.yaml': targetsOf({ worker: worker.url }),
    },
    { path: 'one/metrics.yaml' },
  )
  expect(await own('reloads_total{result="success"}')).toBe('0')
  // As the kubelet does it: `..data` is replaced by a rename, the file's own link stays.
  renameSync(join(root, 'one'), join(root, 'real'))
  symlinkSync('real', join(root, 'one'))
  symlinkSync('two', join(root, 'one.new'))
  renameSync(join(root, 'one.new'), join(root, 'one'))
  await vi.waitFor(async () => expect(samplesFrom(await page(), 'worker')).toEqual(['a 1']), settled)
})

test('a broken version is refused, said once and counted, and mended by the next', async () => {
  const api = await good()
  const { root, page, own, log } = await start({ 'metrics.yaml': targetsOf({ api: api.url }) })
  writeFileSync(join(root, 'metrics.yaml'), `${targetsOf({ api: api.url })}server: {prot: 1}\n`)
  await vi.waitFor(async () => expect(await own('reloads_total{result="failure"}')).toBe('1'), settled)
  expect(await own('last_reload_successful')).toBe('0')
  expect(samplesFrom(await page(), 'api')).toEqual(['a 1'])
  expect(log.filter(({ level }) => level === 'error')).toEqual([
    expect.objectContaining({ code: 'CONFIG_OPTION_UNKNOWN', error: expect.stringContaining('server.port') }),
  ])
  writeFileSync(join(root, 'metrics.yaml'), targetsOf({ other: api.url }))
  await vi.waitFor(async () => expect(await own('last_reload_successful')).toBe('1'), settled)
  expect(samplesFrom(await page(), 'other')).toEqual(['a 1'])
})

test('a file that is gone is refused as well', async () => {
  const api = await good()
  const { root, page, own } = await start({ 'metrics.yaml': targetsOf({ api: api.url }) })
  rmSync(join(root, 'metrics.yaml'))
  await vi.waitFor(async () => expect(await own('reloads_total{result="failure"}')).toBe('1'), settled)
  expect(samplesFrom(await page(), 'api')).toEqual(['a 1'])
})

test('a page in flight ends with the configuration that it began with', async () => {
  const held = await startHeldTarget()
  const { root, page, own } = await start({ 'metrics.yaml': targetsOf({ old: held.url }) })
  const before = page()
  await vi.waitFor(() => expect(held.requests).toHaveLength(1), settled)
  writeFileSync(join(root, 'metrics.yaml'), targetsOf({ new: (await good()).url }))
  await vi.waitFor(async () => expect(await own('reloads_total{result="success"}')).toBe('1'), settled)
  expect(samplesFrom(await page(), 'new')).toEqual(['a 1'])
  held.release()
  expect(samplesFrom(await before, 'old')).toEqual(['a 1'])
  expect(samplesFrom(await page(), 'old')).toEqual([])
})

test('SIGHUP reads anew without waiting, also where files are not watched', async () => {
  const [api, worker] = [await good(), await good()]
  const { root, own, reload, page } = await start(
    { 'metrics.yaml': targetsOf({ api: api.url }) },
    { interval: '0' },
  )
  writeFileSync(join(root, 'metrics.yaml'), targetsOf({ worker: worker.url }))
  reload()
  reload()
  await vi.waitFor(async () => expect(samplesFrom(await page(), 'worker')).toEqual(['a 1']), settled)
  expect(Number(await own('reloads_total{result="success"}'))).toBeGreaterThanOrEqual(1)
})

test('what the listener was started with needs a restart, and that is said', async () => {
  const api = await good()
  const { root, log } = await start({
    'metrics.yaml': `${targetsOf({ api: api.url })}server: {idle_timeout: 9s}\n`,
  })
  writeFileSync(join(root, 'metrics.yaml'), `${targetsOf({ api: api.url })}server: {idle_timeout: 8s}\n`)
  await vi.waitFor(() => expect(log.map(({ code }) => code)).toContain('CONFIG_RESTART_NEEDED'), settled)
})

test('tokens and certificates are read anew when they change', async () => {
  const [old, renewed] = [makeAuthority(), makeAuthority()]
  const api = await good()
  const secure = await startSecureTarget(renewed.sign())
  const text = `
targets:
  api: {url: "${api.url.href}", bearer_token_file: DIR/token}
  secure: {url: "${secure.url.href}", tls: {ca_file: DIR/ca.pem}}
`
  const { root, page } = await start({ 'metrics.yaml': text, token: 'first', 'ca.pem': old.cert })
  expect(samplesFrom(await page(), 'secure')).toEqual([])
  expect(api.requests.at(-1)).toContain('Authorization: Bearer first\r\n')
  writeFileSync(join(root, 'token'), 'second')
  writeFileSync(join(root, 'ca.pem'), renewed.cert)
  await vi.waitFor(async () => expect(samplesFrom(await page(), 'secure')).toEqual(['a 1']), settled)
  expect(api.requests.at(-1)).toContain('Authorization: Bearer second\r\n')
})
