// Debian's Chromium, driven without a window, and what is asked of every page that it shows: nothing fetched from
// elsewhere, no error on the console, no serious finding of axe, nothing wider than the screen.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import axe from 'axe-core'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { findRealPart } from 'testkit/real-parts'

/** Screenshots stay here after the run. */
const SCREENSHOTS = fileURLToPath(new URL('../../../../../.build/status-page/', import.meta.url))

/** The browser asks nobody but the page under test, and needs no sandbox for a page of ours. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const SCREENS: Readonly<Record<string, BrowserContextOptions>> = {
  'phone-light': { viewport: { width: 360, height: 740 }, colorScheme: 'light', isMobile: true },
  'phone-dark': { viewport: { width: 360, height: 740 }, colorScheme: 'dark', isMobile: true },
  'desk-light': { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  'desk-dark': { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findRealPart('chromium') ?? 'chromium', args: FLAGS })
}

export interface Tab {
  readonly page: Page
  /** Errors of the console and requests to somebody else. */
  readonly complaints: readonly string[]
}

export async function openTab(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Tab> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) complaints.push(request.url())
  })
  await page.goto(url)
  return { page, complaints }
}

/** What axe holds against the page, as far as it is serious. */
export async function accessibilityFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run()
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  })
}

/** How much wider than the screen the page is. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true })
  await page.screenshot({ path: `${SCREENSHOTS}${name}.png`, fullPage: true })
}
