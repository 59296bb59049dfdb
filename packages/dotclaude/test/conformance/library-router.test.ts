// The router: what people ask finds the item that is meant, first, and does not find its neighbour's. The queries stand
// beside each item, in evals/triggers.json.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { search } from '../../src/library/search.ts'
import { itemsFrom } from '../../src/library/sources.ts'

interface Queries {
  readonly find: readonly string[]
  readonly miss: readonly string[]
}

const HIT_RATE_MIN = 0.95

const items = itemsFrom(['bundled'], { home: '/nonexistent' })
const entries = items.map(({ entry }) => entry)
const fileOf = (file: string): string => join(dirname(file), 'evals/triggers.json')
const routed = items
  .filter(({ file }) => existsSync(fileOf(file)))
  .map(({ entry, file }) => ({
    id: entry.id,
    ...(JSON.parse(readFileSync(fileOf(file), 'utf8')) as Queries),
  }))

const firstFor = (query: string): string | undefined => search(entries, query)[0]?.entry.id

test('every item has at least five queries that must find it and three that must not', () => {
  expect(routed.map(({ id }) => id)).toEqual(entries.map(({ id }) => id))
  expect(routed.filter(({ find, miss }) => find.length < 5 || miss.length < 3)).toEqual([])
})

test('queries find their item first', () => {
  const rows = routed.map(({ id, find }) => ({
    id,
    asked: find.length,
    first: find.filter((query) => firstFor(query) === id).length,
  }))
  const sum = (of: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((total, row) => total + of(row), 0)
  const rate = sum(({ first }) => first) / sum(({ asked }) => asked)
  for (const { id, asked, first } of rows) console.log(`${id.padEnd(26)} ${first} of ${asked}`)
  console.log(`in first place: ${(rate * 100).toFixed(1)} %`)
  expect(rate).toBeGreaterThanOrEqual(HIT_RATE_MIN)
})

test('no query of a neighbour finds an item first', () => {
  const collisions = routed.flatMap(({ id, miss }) =>
    miss.filter((query) => firstFor(query) === id).map((query) => `${id}: ${query}`),
  )
  expect(collisions).toEqual([])
})

test('no two items have a trigger in common', () => {
  const seen = new Map<string, string>()
  const twice = entries.flatMap(({ id, triggers = [] }) =>
    triggers.flatMap((trigger) => {
      const other = seen.get(trigger)
      seen.set(trigger, id)
      return other === undefined ? [] : [`${trigger}: ${other}, ${id}`]
    }),
  )
  expect(twice).toEqual([])
})
