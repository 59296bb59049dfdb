// Facts about the sample containers: valid at any time, moving, counters never falling.
import { describe, expect, test } from 'vitest'
import { shopExposition, stockExposition, workerExposition } from '../../../src/cli/demo-expositions.ts'
import { checkExposition } from '../../../src/exposition/check-exposition.ts'
import type { ExpositionFormat } from '../../../src/exposition/formats.ts'

const SECONDS = [0, 0.5, 1, 19.9, 20, 90, 91.25, 3_600, 86_400.5, 1e7]

describe.each<{ name: string; expositionAt: (seconds: number) => string; format: ExpositionFormat }>([
  { name: 'shop', expositionAt: shopExposition, format: 'text' },
  { name: 'worker', expositionAt: workerExposition, format: 'text' },
  { name: 'stock', expositionAt: stockExposition, format: 'openmetrics' },
])('$name', ({ expositionAt, format }) => {
  test.each(SECONDS)('has no finding after %d seconds', (seconds) => {
    expect(checkExposition(Buffer.from(expositionAt(seconds)), format)).toEqual([])
  })

  test('changes, and no counter falls', () => {
    for (const [at, seconds] of SECONDS.slice(1).entries()) {
      const before = countersOf(expositionAt(SECONDS[at] ?? 0))
      const after = countersOf(expositionAt(seconds))
      expect(after.size).toBe(before.size)
      for (const [series, value] of before) expect(after.get(series)).toBeGreaterThanOrEqual(value)
    }
    expect(expositionAt(90)).not.toBe(expositionAt(92))
  })
})

function countersOf(exposition: string): Map<string, number> {
  const samples = exposition
    .split('\n')
    .filter((line) => /^[a-z_]+_(?:total|count|sum|bucket)[{ ]/.test(line))
  return new Map(
    samples.map((line) => [
      line.slice(0, line.search(/(?<=[}]|^[a-z_]+) /)),
      Number(line.split(/(?:\}|^[a-z_]+) /)[1]?.split(' ')[0]),
    ]),
  )
}

test('the containers share families, which is what a merge is for', () => {
  const families = (text: string): string[] =>
    [...text.matchAll(/^# TYPE (\w+?)(?:_total)? /gm)].map(([, name]) => name ?? '')
  const shop = new Set(families(shopExposition(1)))
  expect(families(workerExposition(1)).filter((name) => shop.has(name)).length).toBeGreaterThanOrEqual(4)
  expect(families(stockExposition(1)).filter((name) => shop.has(name)).length).toBeGreaterThanOrEqual(2)
})
