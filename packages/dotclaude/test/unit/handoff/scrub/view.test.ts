// Texts seen without what nobody sees, and texts behind encodings.
import { expect, test } from 'vitest'
import { decodeBase64, decodeHex, decodePercent } from '../../../../src/handoff/scrub/decode.ts'
import { toOriginal, viewReplacing, viewWithout, visibleView } from '../../../../src/handoff/scrub/view.ts'

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
  ['100%', '100%'],
  ['100%, %61%zz%FF', '100%, a%zzÿ'],
])('percent codes %s say %s', (run, text) => expect(decodePercent(run)).toBe(text))

test.each([
  ['746865206669667468', 'the fifth'],
  ['0x746865206669667468', 'the fifth'],
  ['74686520666966746', undefined],
  ['da39a3ee5e6b4b0d3255bfef95601890afd80709', undefined],
])('hexadecimal digits %s say %s', (run, text) => expect(decodeHex(run)).toBe(text))

test('signs that look like others are read as those, and stay where they are', () => {
  const text = 'ｋｅｙ：\u00A0“a‑b”\u2028x'
  expect(visibleView(text)?.text).toBe('key: "a-b"\nx')
  expect(visibleView(text)?.text.length).toBe(text.length)
})

test.each([
  ['a\uFE0Fb\u{E0061}c\u3164d', 'abcd'],
  ['║ a ═ b', undefined],
])('what neither shows nor separates is not there: %s', (text, seen) =>
  expect(visibleView(text)?.text).toBe(seen),
)

test('an escape is a part of what was found in its view, at both ends', () => {
  const text = 'x &#97;bc&#100; y'
  const view = viewReplacing(text, /&#(\d+);/g, ([, code]) => String.fromCharCode(Number(code)))
  expect(view.text).toBe('x abcd y')
  const { start, end } = toOriginal(view, { start: 2, end: 6, kind: 'x' })
  expect(text.slice(start, end)).toBe('&#97;bc&#100;')
})
