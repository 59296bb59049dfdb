// Facts about the report of a merge: which line each counter and event becomes.
import { expect, test } from 'vitest'
import { mergeReportLines } from '../../../src/cli/merge-report.ts'
import { painter } from '../../../src/cli/terminal.ts'
import type {
  FamilyEvent,
  MergeReport,
  TargetCounters,
  TargetReport,
} from '../../../src/exposition/report.ts'
import { zeroCounters } from '../../model/target-family.ts'

const NOTHING: TargetCounters = { ...zeroCounters(), lines: 9, samples: 5, bytes: 99 }

function linesOf(parts: { targets?: TargetReport[]; events?: FamilyEvent[] }): string[] {
  const report: MergeReport = { targets: [], events: [], families: 3, samples: 5, ...parts }
  return mergeReportLines(report, new Map([['api', 'api.txt']]), painter(false))
}

test('nothing to say leaves the last line', () => {
  expect(linesOf({ targets: [{ name: 'api', ok: true, counters: NOTHING }] })).toEqual([
    '1 of 1 target, 3 families, 5 samples',
  ])
})

test('one of everything is said in the singular', () => {
  const report = { targets: [], events: [], families: 1, samples: 1 }
  expect(mergeReportLines(report, new Map(), painter(false))).toEqual(['0 of 0 targets, 1 family, 1 sample'])
})

test.each<[keyof TargetCounters, string]>([
  ['normalizedLines', 'api: 2 lines normalised'],
  ['skippedLines', 'api: 2 lines skipped'],
  ['collisions', 'api: 2 series that already had an injected label'],
  ['droppedByCollision', 'api: 2 samples left out for a label collision'],
  ['regroupedFamilies', 'api: 2 families regrouped'],
  ['metadataDropped', 'api: 2 lines of metadata left out that contradict an earlier one'],
  ['duplicates', 'api: 2 duplicate samples left out'],
  ['samplesDropped', 'api: 2 samples left out'],
  ['exemplarsDropped', 'api: 2 exemplars left out'],
  ['unitsDropped', 'api: 2 units left out'],
  ['timestampsTruncated', 'api: 2 timestamps cut to milliseconds'],
])('%s', (counter, line) => {
  const target: TargetReport = { name: 'api', ok: true, counters: { ...NOTHING, [counter]: 2 } }
  expect(linesOf({ targets: [target] })[0]).toBe(line)
})

test.each<{ event: FamilyEvent; line: string }>([
  { event: { kind: 'type_conflict', family: 'x', targets: ['a', 'b'] }, line: 'x: types differ (a, b)' },
  { event: { kind: 'help_conflict', family: 'x', targets: ['a', 'b'] }, line: 'x: help texts differ (a, b)' },
  { event: { kind: 'unit_conflict', family: 'x', targets: ['a', 'b'] }, line: 'x: units differ (a, b)' },
  {
    event: { kind: 'name_clash', family: 'x', targets: ['a'], detail: 'x_sum' },
    line: 'x: sample names clash with another family: x_sum (a)',
  },
  {
    event: { kind: 'degraded', family: 'x', targets: ['a'], detail: 'VALUE_NAN' },
    line: 'x: does not keep the rules of the format, so it is untyped: VALUE_NAN (a)',
  },
  {
    event: { kind: 'family_rejected', family: 'x', targets: [] },
    line: 'x: left out, its name is that of an injected label',
  },
])('$event.kind', ({ event, line }) => {
  expect(linesOf({ events: [event] })[0]).toBe(line)
})

test('a refused target says where, what and what to do', () => {
  const refusal = { code: 'EOF_MISSING', line: 0, column: 0, excerpt: '' } as const
  const lines = linesOf({
    targets: [
      { name: 'api', ok: false, refusal, counters: NOTHING },
      {
        name: 'b',
        ok: false,
        refusal: { ...refusal, code: 'VALUE_INVALID', line: 2, column: 3, excerpt: 'a b' },
        counters: NOTHING,
      },
    ],
  })
  expect(lines).toEqual([
    'api.txt: error EOF_MISSING the exposition does not end with # EOF; api is left out',
    '  OpenMetrics ends with # EOF; without it nobody can tell whether something is missing.',
    'b:2:3: error VALUE_INVALID the value is not a number; b is left out',
    '  | a b',
    '  Write a decimal number, NaN, +Inf or -Inf; hexadecimal numbers and underscores are not read by Prometheus either.',
    '0 of 2 targets, 3 families, 5 samples',
  ])
})
