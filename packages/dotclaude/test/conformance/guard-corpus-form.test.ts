// The corpus itself: large enough, without repetitions, and every row says all that it must. What the guard makes of it is
// judged elsewhere.
import { expect, test } from 'vitest'
import { CLASSES, CORPUS, WORLD } from '../support/guard-corpus.ts'
import type { CorpusRow } from '../support/guard-corpus.ts'

const ROWS_MIN = 1_500
const DENIED_MIN = 800
const HARMLESS_MIN = 700
const FIELDS = new Set(['command', 'shell', 'verdict', 'class', 'why', 'state'])
const VERDICTS = new Set(['deny', 'warn', 'allow'])

// The kinds of commands that a guard was seen to miss or to deny for nothing.
const NEEDED = [
  'reset',
  'global-options',
  'wrappers',
  'indirection',
  'push',
  'working-tree',
  'clean',
  'refs',
  'stash',
  'controls',
  'file-system',
  'forge',
  'text-as-data',
]

const named = ({ class: name, command }: CorpusRow): string => `${name}: ${command}`

function problemsOf(row: CorpusRow, file: string): readonly string[] {
  return [
    ...Object.keys(row).filter((field) => !FIELDS.has(field)),
    ...(row.class === file ? [] : ['class']),
    ...(VERDICTS.has(row.verdict) ? [] : ['verdict']),
    ...(typeof row.command === 'string' && row.command.trim() !== '' ? [] : ['command']),
    ...(typeof row.why === 'string' && row.why.length > 10 ? [] : ['why']),
    ...(row.shell === undefined || row.shell === 'powershell' ? [] : ['shell']),
    ...Object.keys(row.state ?? {}).filter((fact) => !(fact in WORLD)),
  ]
}

test('holds enough of both kinds', () => {
  const denied = CORPUS.filter(({ verdict }) => verdict === 'deny').length
  const harmless = CORPUS.filter(({ verdict }) => verdict === 'allow').length
  expect(CORPUS.length).toBeGreaterThanOrEqual(ROWS_MIN)
  expect(denied).toBeGreaterThanOrEqual(DENIED_MIN)
  expect(harmless).toBeGreaterThanOrEqual(HARMLESS_MIN)
})

test('has every class', () => {
  expect(NEEDED.filter((name) => !CLASSES.includes(name))).toEqual([])
})

test.each(CLASSES)('%s: every row is well formed', (name) => {
  const rows = CORPUS.filter((row) => row.class === name)
  expect(rows.filter((row) => problemsOf(row, name).length > 0).map(named)).toEqual([])
})

test('says no command twice in the same world', () => {
  const keys = CORPUS.map(({ command, shell, state }) => JSON.stringify([command, shell, state]))
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})
