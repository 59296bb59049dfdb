// Facts about limits that are exceeded: whoever is told so is told how much is allowed.
import { expect, test } from 'vitest'
import { describe } from '../../../src/errors/failure.ts'
import { checkExposition } from '../../../src/exposition/check-exposition.ts'
import { mergeExpositions } from '../../../src/exposition/merge-expositions.ts'
import type { MergeLimits } from '../../../src/exposition/options.ts'

const BODY = 'a{b="1",c="2"} 1\na{b="2",c="2"} 1\n'
/** Larger than a stage of the engine, so that it is refused before its end is seen. */
const LONG = `a{b="${'x'.repeat(500_000)}`

test.each<{ limits: Partial<MergeLimits>; body?: string; text: string }>([
  { limits: { labelsMax: 1 }, text: 'the series has more labels than allowed (at most 1 label)' },
  { limits: { lineBytesMax: 15 }, text: 'the line is longer than allowed (at most 15 bytes)' },
  { limits: {}, body: LONG, text: 'the line is longer than allowed (at most 65536 bytes)' },
  { limits: { samplesMax: 1 }, text: 'the exposition has more samples than allowed (at most 1 sample)' },
  {
    limits: { targetBytesMax: 100 },
    text: 'the exposition takes more than twice the memory that a body may have (at most 100 bytes)',
  },
  {
    limits: { pageBytesMax: 10 },
    text: 'all targets together exceed the size of a page, and this is the largest (at most 10 bytes)',
  },
])('$text', ({ limits, body = BODY, text }) => {
  const { report } = mergeExpositions([{ name: 'api', body }], { limits })
  const refusal = report.targets[0]?.refusal
  expect(refusal && describe(refusal.code, refusal)).toBe(text)
})

test('the limit of one target counts before that of all', () => {
  const limits = { lineBytesMax: 100, labelsMax: 1, samplesMax: 0, targetBytesMax: 0, familyBytesMax: 0 }
  const { report } = mergeExpositions([{ name: 'api', body: BODY, limits }])
  expect(report.targets[0]?.refusal).toMatchObject({ code: 'LABELS_TOO_MANY', limit: 1 })
})

test('check says the limit too, and none where the code is about none', () => {
  const found = checkExposition(Buffer.from(`b x\n${LONG}"} 1\n`), 'text')
  expect(found.map(({ code, limit }) => ({ code, limit }))).toEqual([
    { code: 'VALUE_INVALID', limit: undefined },
    { code: 'LINE_TOO_LONG', limit: 65_536 },
  ])
})
