// The counts that the page about hooks gives are those of the ways that the tests try.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const text = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')

test('of the ways to write a protected file that are only read', () => {
  const ways = text('../fixtures/guard/protected-ways.jsonl').trimEnd().split('\n')
  const foreseen = ways.filter((way) => (JSON.parse(way) as { isForeseen: boolean }).isForeseen)
  const page = text('../../docs/hooks.md').replaceAll(/\s+/g, ' ')
  expect(page).toContain(`of ${ways.length} more, which are only read, ${foreseen.length} are refused before`)
})
