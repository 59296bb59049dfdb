// The baseline knows what was wrong before, wherever its lines move, and nothing else.
import { expect, test } from 'vitest'
import {
  applyBaseline,
  baselineOf,
  parseBaseline,
  pruneBaseline,
  writeBaseline,
} from '../../../src/diagnostics/baseline.ts'
import { diagnose } from '../../../src/diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { Failure } from '../../../src/diagnostics/failure.ts'
import { fingerprintOf } from '../../../src/diagnostics/fingerprint.ts'

const TEXT = 'one\ntwo\nthree\n'
const textOf =
  (text: string) =>
  (file: string): string | undefined =>
    file === 'a' ? text : undefined

function wrong(line: number, field = 'title'): Diagnostic {
  return diagnose('SPEC_MISSING_REQUIRED_FIELD', { file: 'a', line }, { field })
}

const BASELINE = baselineOf([wrong(2), wrong(3)], textOf(TEXT))
const codesOf = (diagnostics: readonly Diagnostic[]): readonly string[] => diagnostics.map(({ code }) => code)

test.each([
  { what: 'nothing changed', now: [wrong(2), wrong(3)], text: TEXT, kept: [] },
  { what: 'lines moved', now: [wrong(4), wrong(5)], text: `new\nnew\n${TEXT}`, kept: [] },
  { what: 'only blanks changed', now: [wrong(2), wrong(3)], text: 'one\n  two\nthree\r\n', kept: [] },
  {
    what: 'the line itself changed',
    now: [wrong(2), wrong(3)],
    text: 'one\nTWO\nthree\n',
    kept: ['SPEC_MISSING_REQUIRED_FIELD', 'BASELINE_STALE'],
  },
  {
    what: 'one more',
    now: [wrong(2), wrong(3), wrong(1)],
    text: TEXT,
    kept: ['SPEC_MISSING_REQUIRED_FIELD'],
  },
  {
    what: 'one more on a known line',
    now: [wrong(2), wrong(2), wrong(3)],
    text: TEXT,
    kept: ['SPEC_MISSING_REQUIRED_FIELD'],
  },
  {
    what: 'another fact',
    now: [wrong(2, 'owners'), wrong(2), wrong(3)],
    text: TEXT,
    kept: ['SPEC_MISSING_REQUIRED_FIELD'],
  },
  { what: 'one mended', now: [wrong(3)], text: TEXT, kept: ['BASELINE_STALE'] },
])('$what', ({ now, text, kept }) => {
  expect(codesOf(applyBaseline(now, BASELINE, { textOf: textOf(text) }).kept)).toEqual(kept)
})

test('what is stale is said of the baseline’s own file', () => {
  const where = { file: '.claude/dotclaude-baseline.json' }
  const { kept, known } = applyBaseline([wrong(2)], BASELINE, { textOf: textOf(TEXT), where })
  expect(kept).toMatchObject([
    {
      code: 'BASELINE_STALE',
      where,
      args: { count: 1, suppressed: 'SPEC_MISSING_REQUIRED_FIELD', file: 'a' },
    },
  ])
  expect(known).toEqual([wrong(2)])
})

test('the gate and what stops a command are never known', () => {
  const always = [
    diagnose('COVERAGE_UNCOVERED', { file: 'a' }),
    diagnose('CONFIG_INVALID', {}, { detail: 'x' }),
  ]
  const baseline = baselineOf(always, textOf(TEXT))
  expect(baseline.entries).toEqual([])
  expect(applyBaseline(always, baseline, { textOf: textOf(TEXT) }).kept).toEqual(always)
})

test('a baseline that lists the gate does not hide it', () => {
  const uncovered = diagnose('COVERAGE_UNCOVERED', { file: 'a' })
  const entry = { code: uncovered.code, file: 'a', fingerprint: fingerprintOf(uncovered), count: 1 }
  const { kept, known } = applyBaseline(
    [uncovered],
    { version: 1, entries: [entry] },
    { textOf: textOf(TEXT) },
  )
  expect(known).toEqual([])
  expect(kept[0]).toBe(uncovered)
})

test('pruning removes what is gone and adds nothing', () => {
  const twice = baselineOf([wrong(2), wrong(2), wrong(3)], textOf(TEXT))
  const pruned = pruneBaseline(twice, [wrong(2), wrong(1)], textOf(TEXT))
  expect(pruned.entries.map(({ count }) => count)).toEqual([1])
  expect(applyBaseline([wrong(2)], pruned, { textOf: textOf(TEXT) }).kept).toEqual([])
})

test('what is written is read again, in an order of its own', () => {
  expect(parseBaseline(writeBaseline(BASELINE))).toEqual(BASELINE)
  expect(baselineOf([wrong(3), wrong(2)], textOf(TEXT))).toEqual(BASELINE)
})

test.each([
  { what: 'no JSON', text: '{' },
  { what: 'another version', text: '{"version":2,"entries":[]}' },
  { what: 'no entries', text: '{"version":1}' },
  { what: 'null', text: 'null' },
  {
    what: 'an unknown code',
    text: '{"version":1,"entries":[{"code":"X","file":"a","fingerprint":"b","count":1}]}',
  },
  {
    what: 'a count of nothing',
    text: '{"version":1,"entries":[{"code":"SPEC_ID_MISMATCH","file":"a","fingerprint":"b","count":0}]}',
  },
])('$what is refused', ({ text }) => {
  expect(() => parseBaseline(text)).toThrow(Failure)
})

test('an entry that this run could not have found is not stale', () => {
  const isJudged = (): boolean => false
  expect(applyBaseline([], BASELINE, { textOf: textOf(TEXT), isJudged }).kept).toEqual([])
})
