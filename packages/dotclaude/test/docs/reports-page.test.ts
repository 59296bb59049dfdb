// docs/reports.md says what the program does: the formats that there are, limits, and examples that work as shown.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { diagnose } from '../../src/diagnostics/diagnostic.ts'
import { isCode } from '../../src/diagnostics/code-table.ts'
import { FORMATS } from '../../src/diagnostics/format/formats.ts'
import { applySuppressions } from '../../src/diagnostics/suppressions.ts'

const PAGE = readFileSync(new URL('../../docs/reports.md', import.meta.url), 'utf8')

test('the table has the formats of the program, in its order', () => {
  const rows = [...PAGE.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)
  expect(rows).toEqual(Object.keys(FORMATS))
})

test('every code that the page names exists', () => {
  const named = [...PAGE.matchAll(/\b[A-Z]+(?:_[A-Z0-9]+)+\b/g)].map(([name]) => name)
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((name) => !isCode(name))).toEqual([])
})

test('the comment of the page hides what it says', () => {
  const text = /```yaml\n(.*?)```/s.exec(PAGE)?.[1] ?? ''
  const wrong = diagnose('AGENT_INVALID_MODEL', { file: 'a.yml', line: 2 }, { model: 'x', allowed: [] })
  const { kept, suppressed } = applySuppressions([wrong], { texts: new Map([['a.yml', text]]) })
  expect([kept, suppressed.length]).toEqual([[], 1])
})

test('the JSON of the page is JSON', () => {
  const fences = [...PAGE.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => json)
  expect(fences.map((json) => Object.keys(JSON.parse(json) as object))).toEqual([['rules'], ['suppressions']])
})
