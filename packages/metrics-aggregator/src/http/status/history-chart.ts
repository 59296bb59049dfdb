/** The last scrapes of a target as bars: as high as they took long, failed ones in another colour and full height. */
import { showSeconds } from './figures.ts'
import { markup } from './markup.ts'
import type { Markup } from './markup.ts'
import type { ScrapePoint } from './status-document.ts'

/** Of one bar, the gap included. */
const STEP = 4
const BAR = 3
const HEIGHT = 40
const HEIGHT_MIN = 2

/** `slots` is how many scrapes are kept at most, so that bars do not change their place as they become more. */
export function historyChart(history: readonly ScrapePoint[], slots: number): Markup {
  const longest = Math.max(...history.map(({ durationSeconds }) => durationSeconds), Number.MIN_VALUE)
  const bars = history.map((point, at) => bar(point, slots - history.length + at, longest))
  return markup`<svg
    class="chart"
    role="img"
    aria-label="${summaryOf(history, longest)}"
    viewBox="0 0 ${slots * STEP} ${HEIGHT}"
    preserveAspectRatio="none"
  >
    ${bars}
  </svg>`
}

function bar({ durationSeconds, code }: ScrapePoint, slot: number, longest: number): Markup {
  const height =
    code === null ? Math.max(HEIGHT_MIN, Math.round((durationSeconds / longest) * HEIGHT)) : HEIGHT
  const kind = code === null ? 'good' : 'bad'
  return markup`<rect class="${kind}" x="${slot * STEP}" y="${HEIGHT - height}" width="${BAR}" height="${height}"/>`
}

function summaryOf(history: readonly ScrapePoint[], longest: number): string {
  const failed = history.filter(({ code }) => code !== null).length
  const scrapes = history.length === 1 ? 'The last scrape' : `The last ${history.length} scrapes`
  return `${scrapes}: ${failed} failed, the longest took ${showSeconds(longest)}`
}
