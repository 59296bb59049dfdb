// The synthesised pages of the benchmark: the same bytes every time, of the size asked for, and as valid as real ones.
import { describe, expect, test } from 'vitest'
import { generatePage } from '../../../bench/generate-page.ts'
import { checkExposition } from '../../../src/exposition/check-exposition.ts'
import { mergeExpositions } from '../../../src/exposition/merge-expositions.ts'

const samplesOf = (page: Buffer): string[] =>
  page
    .toString()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

describe.each([1, 2, 13, 333, 5_000])('a page of %i series', (series) => {
  const page = generatePage({ seed: 1, series })

  test('has exactly so many samples', () => expect(samplesOf(page)).toHaveLength(series))
  test('comes out the same again', () => expect(generatePage({ seed: 1, series }).equals(page)).toBe(true))
  test('breaks no rule', () => expect(checkExposition(page, 'text')).toEqual([]))
})

test('another seed gives other values under the same families', () => {
  const families = (seed: number): string[] =>
    generatePage({ seed, series: 2_000 })
      .toString()
      .split('\n')
      .filter((line) => line.startsWith('# TYPE'))
  expect(families(2)).toEqual(families(1))
  expect(generatePage({ seed: 2, series: 2_000 }).equals(generatePage({ seed: 1, series: 2_000 }))).toBe(
    false,
  )
})

test('every type of the text format but untyped is there, and most series have two to six labels', () => {
  const page = generatePage({ seed: 1, series: 5_000 })
  const types = new Set([...page.toString().matchAll(/^# TYPE \S+ (\w+)$/gm)].map(([, type]) => type))
  expect(types).toEqual(new Set(['counter', 'gauge', 'histogram', 'summary']))
  const counts = samplesOf(page).map((line) => line.split('="').length - 1)
  const usual = counts.filter((count) => count >= 2 && count <= 6)
  expect(usual.length).toBeGreaterThan(counts.length * 0.9)
  expect(Math.max(...counts)).toBe(6)
})

test('targets of different seeds merge without a conflict', () => {
  const expositions = [1, 2, 3].map((seed) => ({
    name: `target-${seed}`,
    body: generatePage({ seed, series: 400 }),
  }))
  const { report } = mergeExpositions(expositions)
  expect(report.samples).toBe(1_200)
  expect(report.events).toEqual([])
})
