// Facts about the chart: bars from the right, as high as they took long, failed ones full and of another class.
import { expect, test } from 'vitest'
import { historyChart } from '../../../../src/http/status/history-chart.ts'
import type { ScrapePoint } from '../../../../src/http/status/status-document.ts'

const point = (durationSeconds: number, code: string | null = null): ScrapePoint => ({
  time: '2026-03-01T12:00:00.000Z',
  durationSeconds,
  code,
})

function barsOf(history: readonly ScrapePoint[]): string[] {
  const { markup } = historyChart(history, 4)
  return [...markup.matchAll(/<rect class="(\w+)" x="(\d+)" y="(\d+)" width="3" height="(\d+)"\/>/g)].map(
    ([, kind, x, y, height]) => `${kind} ${x} ${y} ${height}`,
  )
}

test.each([
  { history: [point(0.1)], bars: ['good 12 0 40'] },
  { history: [point(0.1), point(0.2)], bars: ['good 8 20 20', 'good 12 0 40'] },
  { history: [point(0.000_1), point(0.2)], bars: ['good 8 38 2', 'good 12 0 40'] },
  { history: [point(0.2), point(0.01, 'SCRAPE_TIMEOUT')], bars: ['good 8 0 40', 'bad 12 0 40'] },
  { history: [point(0)], bars: ['good 12 38 2'] },
])('$bars', ({ history, bars }) => {
  expect(barsOf(history)).toEqual(bars)
})

test('it is told in words', () => {
  const { markup } = historyChart([point(0.1), point(0.2, 'SCRAPE_TIMEOUT')], 4)
  expect(markup).toContain('role="img"')
  expect(markup).toContain('aria-label="The last 2 scrapes: 1 failed, the longest took 200 ms"')
})
