// The status page of the built daemon in a real browser: healthy, failing, while its configuration changes, with hostile
// names, with and without JavaScript. Screenshots are kept in .build/status-page.
import type { Browser, Page } from 'playwright-core'
import { makeTempTree } from 'testkit/temp-tree'
import { hasRealParts } from 'testkit/real-parts'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { httpAnswer, startRawTarget } from '../support/raw-target.ts'
import { get } from '../support/request.ts'
import { spawnDaemon } from '../support/spawned-daemon.ts'
import type { SpawnedDaemon } from '../support/spawned-daemon.ts'
import {
  accessibilityFindings,
  keepScreenshot,
  openTab,
  overhang,
  SCREENS,
  startBrowser,
} from './browser/browser.ts'
import type { Tab } from './browser/browser.ts'

const DEADLINE = { timeout: 60_000, interval: 100 }
const HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)>"\u202e'

interface Bench extends SpawnedDaemon {
  readonly scrape: () => Promise<unknown>
  /** What the targets answer from now on. */
  readonly answer: (body: string) => void
  /** A new version of the configuration file. */
  readonly configure: (yaml: string) => void
  readonly urls: { readonly api: string; readonly worker: string }
}

const SOUND = Array.from(
  { length: 12 },
  (_, at) => `# TYPE requests_${at} counter\nrequests_${at}{path="/"} ${at}\n`,
).join('')

async function startBench(targetsOf: (urls: Bench['urls']) => string): Promise<Bench> {
  let body = SOUND
  const api = await startRawTarget((socket) => void socket.end(httpAnswer(body)))
  const worker = await startRawTarget(
    (socket) => void socket.end(httpAnswer('# TYPE requests_1 gauge\nrequests_1 5\n')),
  )
  const urls = { api: api.url.href, worker: worker.url.href }
  const tree = makeTempTree({ 'metrics.yaml': targetsOf(urls) })
  onTestFinished(tree.remove)
  const daemon = await spawnDaemon(
    {},
    {
      METRICS_ENDPOINTS: '',
      METRICS_CONFIG_FILE: `${tree.root}/metrics.yaml`,
      METRICS_RELOAD_INTERVAL: '100ms',
    },
  )
  return {
    ...daemon,
    urls,
    scrape: () => get(`${daemon.url}/metrics`),
    answer: (next) => void (body = next),
    configure: (yaml) => tree.write({ 'metrics.yaml': yaml }),
  }
}

const both = ({ api, worker }: Bench['urls']): string => `targets:\n  api: ${api}\n  worker: ${worker}\n`

const textOf = (page: Page): Promise<string> => page.innerText('body')

describe.runIf(hasRealParts(['chromium']))('the status page', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(async () => browser?.close())

  const open = async (url: string, options = {}): Promise<Tab> => {
    const tab = await openTab(browser, url, options)
    onTestFinished(() => tab.page.context().close())
    return tab
  }

  const lookAt = async ({ url }: Bench, name: string): Promise<void> => {
    for (const [screen, options] of Object.entries(SCREENS)) {
      const { page, complaints } = await open(url, options)
      expect([screen, complaints, await accessibilityFindings(page), await overhang(page)]).toEqual([
        screen,
        [],
        [],
        0,
      ])
      await keepScreenshot(page, `${name}-${screen}`)
      await page.context().close()
    }
  }

  test('of a healthy pod is readable on every screen, and axe finds nothing serious', async () => {
    const bench = await startBench(both)
    await get(`${bench.url}/api/targets`)
    for (let scrape = 0; scrape < 20; scrape += 1) await bench.scrape()
    const { page } = await open(bench.url)
    expect(await textOf(page)).toMatch(/2 of 2 targets up/)
    expect(
      await page
        .getByRole('img')
        .getAttribute('aria-label')
        .catch(() => 'several'),
    ).toBe('several')
    expect(await page.getByRole('img').count()).toBe(2)
    expect(await page.getByRole('row').count()).toBeGreaterThan(10)
    await lookAt(bench, 'healthy')
  })

  test('of a pod nobody has scraped yet says so', async () => {
    const bench = await startBench(both)
    const { page } = await open(bench.url)
    expect(await textOf(page)).toMatch(/not scraped yet/)
    await lookAt(bench, 'new')
  })

  test('shows by itself that a target fails, with code and line, and that it recovers', async () => {
    const bench = await startBench(both)
    await bench.scrape()
    const { page, complaints } = await open(`${bench.url}/targets`)
    bench.answer(`${SOUND}broken x\n`)
    await bench.scrape()
    await expect
      .poll(() => textOf(page), DEADLINE)
      .toMatch(/1 of 2 targets up, 1 not[^]*down[^]*VALUE_INVALID, line 25, column 8/)
    await lookAt(bench, 'failing')
    bench.answer(SOUND)
    await bench.scrape()
    await expect
      .poll(() => textOf(page), DEADLINE)
      .toMatch(/2 of 2 targets up[^]*Recovered from: VALUE_INVALID/)
    expect(complaints).toEqual([])
  })

  test('shows by itself that a configuration is refused, and that the next one is in force', async () => {
    const bench = await startBench(({ api }) => `targets:\n  api: ${api}\n`)
    const { page, complaints } = await open(bench.url)
    bench.configure('targets:\n  api: http://10.0.0.1/\n')
    await expect
      .poll(() => textOf(page), DEADLINE)
      .toMatch(/A new configuration was refused[^]*CONFIG_ADDRESS_FORBIDDEN/)
    await lookAt(bench, 'reloading')
    bench.configure(both(bench.urls))
    await expect.poll(() => textOf(page), DEADLINE).toMatch(/worker/)
    expect(await textOf(page)).not.toMatch(/refused/)
    expect(complaints).toEqual([])
  })

  test('lets its reader stop the refreshing, and says when nobody answers', async () => {
    const bench = await startBench(both)
    const { page } = await open(bench.url)
    await page.getByRole('button', { name: 'Stop refreshing' }).click()
    expect(await textOf(page)).toMatch(/Stopped\./)
    await page.getByRole('button', { name: 'Refresh again' }).click()
    bench.signal('SIGKILL')
    await bench.exit
    await expect.poll(() => textOf(page), DEADLINE).toMatch(/No answer; what is shown is old\./)
  })

  test('is whole without JavaScript', async () => {
    const bench = await startBench(both)
    await get(`${bench.url}/api/targets`)
    await bench.scrape()
    const { page } = await open(bench.url, { javaScriptEnabled: false })
    const text = await textOf(page)
    expect(text).toMatch(/2 of 2 targets up/)
    expect(text).toMatch(/requests_1/)
    expect(text).not.toMatch(/[Rr]efresh/)
  })

  test('takes hostile names for text', async () => {
    const bench = await startBench(
      ({ api }) => `targets:\n  ${JSON.stringify(HOSTILE)}: ${api}\n  bad: ${api}\n`,
    )
    bench.answer(`${SOUND}<script>alert(3)</script>\n`)
    await bench.scrape()
    const { page, complaints } = await open(bench.url)
    expect(await textOf(page)).toContain('<script>alert(1)</script>')
    expect(await page.locator('main script, main img').count()).toBe(0)
    expect(complaints).toEqual([])
    await lookAt(bench, 'hostile')
  })
})
