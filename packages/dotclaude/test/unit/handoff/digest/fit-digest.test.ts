// A digest is cut to its size, and says what is gone.
import { expect, test } from 'vitest'
import { cutText, fitDigest } from '../../../../src/handoff/digest/fit-digest.ts'
import { digestWith } from '../../../support/digests.ts'

const many = (count: number, text = 'x'): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${index} ${text}`)

test('what fits is not touched', () => {
  expect(fitDigest(digestWith())).toEqual(digestWith())
})

test('of the prompts the first and the last stay, of other lists the last', () => {
  const fitted = fitDigest(digestWith({ asked: many(100), decisions: many(100), leftOut: {} }))
  expect(fitted.asked).toEqual(['0 x', ...many(100).slice(-11)])
  expect(fitted.decisions).toEqual(many(100).slice(-15))
  expect(fitted.leftOut).toEqual({ asked: 88, decisions: 85 })
})

test.each([4_000, 8_000, 32_768])('it fits into %i bytes, whatever is in it', (bytesMax) => {
  const long = 'ü'.repeat(50_000)
  const digest = digestWith({
    title: long,
    cwd: long,
    asked: many(500, long),
    files: many(500, long).map((path) => ({ path, edits: 1 })),
    commands: many(500, long).map((command) => ({ command })),
    commits: many(500, long).map((subject) => ({ subject })),
    decisions: many(500, long),
    questions: many(500, long),
    steps: many(500, long).map((text) => ({ text, state: 'open' })),
    tail: many(500, long).map((text) => ({ who: 'agent', text })),
    nextStep: long,
  })
  const { patch: _, ...fitted } = fitDigest(digest, bytesMax)
  expect(Buffer.byteLength(JSON.stringify(fitted))).toBeLessThanOrEqual(bytesMax)
  expect(fitted.asked.length).toBeGreaterThan(0)
})

test('cutting what was cut changes nothing', () => {
  const once = fitDigest(digestWith({ asked: many(100, 'y'.repeat(5000)) }))
  expect(fitDigest(once)).toEqual(once)
})

test('the change of the work tree is not cut', () => {
  const patch = { base: 'b', files: [{ path: 'a', text: 'x'.repeat(100_000) }], leftOut: [] }
  expect(fitDigest(digestWith({ patch }), 4000).patch).toEqual(patch)
})

const CUTS: readonly (readonly [string, number, string])[] = [
  ['short', 10, 'short'],
  ['exactly-10', 10, 'exactly-10'],
  ['more than ten', 10, 'more than…'],
  ['12345678😀0', 10, '12345678…'],
  ['key ⟦github-token#1⟧ end', 10, 'key…'],
  ['⟦a#1⟧ then more', 8, '⟦a#1⟧ t…'],
]

test.each(CUTS)('%j at %i', (text, charsMax, wanted) => {
  expect(cutText(text, charsMax)).toBe(wanted)
})
