// Texts seen without what nobody sees, and texts behind encodings.
import { expect, test } from 'vitest'
import { decodeBase64, decodePercent } from '../../../../src/handoff/scrub/decode.ts'
import { toOriginal, viewWithout, visibleView } from '../../../../src/handoff/scrub/view.ts'

test.each([
  ['a--bc-d', 'abcd'],
  ['--', ''],
  ['ab', 'ab'],
])('%s without dashes leads back to the original', (text, seen) => {
  const view = viewWithout(text, /-+/g)
  expect(view.text).toBe(seen)
  for (let start = 0; start < seen.length; start++) {
    for (let end = start + 1; end <= seen.length; end++) {
      const span = toOriginal(view, { start, end, kind: 'x' })
      expect(text.slice(span.start, span.end).replaceAll('-', '')).toBe(seen.slice(start, end))
    }
  }
})

test('only a text with something invisible has a view of its own', () => {
  expect(visibleView('plain')).toBeUndefined()
  expect(visibleView('\u001B[1;31mre\u200Bd\u001B[0m')?.text).toBe('red')
})

test.each([
  ['dGhlIHF1aWNrIGJyb3duIGZveA==', 'the quick brown fox'],
  ['iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB', undefined],
])('base64 %s says %s', (run, text) => expect(decodeBase64(run)).toBe(text))

test.each([
  ['a%20b', 'a b'],
  ['100%', undefined],
])('percent codes %s say %s', (run, text) => expect(decodePercent(run)).toBe(text))
