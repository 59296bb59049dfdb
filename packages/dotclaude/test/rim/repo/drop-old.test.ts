// Old files go, however many there are, and no others; where few are looked at, the next times look at the rest.
import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { dropOld } from '../../../src/repo/drop-old.ts'

const NOW = new Date(Date.UTC(2026, 0, 2))
const AGE_MAX_MS = 60_000
const OLD = new Date(NOW.getTime() - AGE_MAX_MS - 1_000)
const YOUNG = new Date(NOW.getTime() - AGE_MAX_MS + 1_000)

function folderOf(old: number, young: number): string {
  const { root, remove } = makeTempTree()
  onTestFinished(remove)
  for (const [kind, count, time] of [['old', old, OLD] as const, ['young', young, YOUNG] as const])
    for (let index = 0; index < count; index += 1) {
      const file = join(root, `${kind}-${index}`)
      writeFileSync(file, '')
      utimesSync(file, time, time)
    }
  return root
}

const countOf = (folder: string, kind: string): number =>
  readdirSync(folder).filter((name) => name.startsWith(kind)).length

test.each([
  { old: 0, young: 0 },
  { old: 1, young: 0 },
  { old: 0, young: 3 },
  { old: 40, young: 3 },
])('of $old old and $young young files the old ones go', ({ old, young }) => {
  const folder = folderOf(old, young)
  dropOld(folder, { now: NOW, ageMaxMs: AGE_MAX_MS })
  expect([countOf(folder, 'old'), countOf(folder, 'young')]).toEqual([0, young])
})

test('where few are looked at, few go at a time, and all of them in the end', () => {
  const folder = folderOf(40, 5)
  dropOld(folder, { now: NOW, ageMaxMs: AGE_MAX_MS, lookedAtMax: 16 })
  expect(countOf(folder, 'old')).toBeGreaterThanOrEqual(24)
  for (let later = 1; later < 60; later += 1)
    dropOld(folder, { now: new Date(NOW.getTime() + later), ageMaxMs: AGE_MAX_MS, lookedAtMax: 16 })
  expect([countOf(folder, 'old'), countOf(folder, 'young')]).toEqual([0, 5])
})
