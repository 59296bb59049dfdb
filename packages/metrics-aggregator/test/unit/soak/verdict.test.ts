import { expect, test } from 'vitest'
import { judgePage } from '../../../soak/judge-page.ts'
import { SOAK_TARGETS } from '../../../soak/soak-targets.ts'
import { verdictOf } from '../../../soak/verdict.ts'
import type { SoakResult } from '../../../soak/verdict.ts'

const GOOD: SoakResult = { seconds: 600, memory: [100, 105], ups: [1, 1], faults: 0, descriptors: [20, 20] }

const RESULTS: readonly { what: string; result: Partial<SoakResult>; exitCode: number }[] = [
  { what: 'all is well', result: {}, exitCode: 0 },
  { what: 'one answer was wrong', result: { faults: 1 }, exitCode: 1 },
  { what: 'one Prometheus saw it down', result: { ups: [1, 0] }, exitCode: 1 },
  { what: 'one Prometheus saw nothing', result: { ups: [1, Number.NaN] }, exitCode: 1 },
  { what: 'memory grew', result: { memory: [100, 111] }, exitCode: 1 },
  { what: 'memory shrank', result: { memory: [100, 50] }, exitCode: 0 },
  {
    what: 'memory grew, but it was too short to say',
    result: { memory: [100, 200], seconds: 30 },
    exitCode: 0,
  },
  { what: 'descriptors grew', result: { descriptors: [20, 21] }, exitCode: 1 },
]
test.each(RESULTS)('$what: exit code $exitCode', ({ result, exitCode }) => {
  expect(verdictOf({ ...GOOD, ...result }).exitCode).toBe(exitCode)
})

const pageOf = (counts: Readonly<Record<string, number>>): Buffer =>
  Buffer.from(
    [
      '# TYPE jobs gauge',
      ...Object.entries(counts).flatMap(([name, count]) =>
        Array.from({ length: count }, (_, at) => `jobs{origin_container="${name}",at="${at}"} 1`),
      ),
      '',
    ].join('\n'),
  )
const WHOLE = Object.fromEntries(SOAK_TARGETS.map(({ name, series }) => [name, series]))

const PAGES: readonly { what: string; page: Buffer; faults: readonly string[] }[] = [
  { what: 'whole', page: pageOf(WHOLE), faults: [] },
  { what: 'without one that was bad', page: pageOf({ ...WHOLE, slow: 0 }), faults: [] },
  { what: 'with a part of one', page: pageOf({ ...WHOLE, slow: 7 }), faults: ['slow has 7 series of 4000'] },
  {
    what: 'cut off',
    page: pageOf(WHOLE).subarray(0, -2),
    faults: ['VALUE_INVALID in line 30001'],
  },
]
test.each(PAGES)('a page $what', ({ page, faults }) => {
  expect(judgePage(page).faults).toEqual(faults)
})
