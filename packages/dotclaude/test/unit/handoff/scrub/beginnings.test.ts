// The scan may name places too many, and never one too few.
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import { createScan, createSingleScan } from '../../../../src/handoff/scrub/beginnings.ts'

test.each([
  { words: ['AC', 'key', 'token'], text: 'xAC key tokens', places: [1, 4, 8] },
  { words: ['token'], text: 'TOKEN Token token', places: [12] },
  { words: ['token'], ignoresCase: true, text: 'TOKEN Token token', places: [0, 6, 12] },
  { words: ['密码', 'şif'], ignoresCase: true, text: '新密码: Şifre', places: [1, 5] },
  { words: ['ab'], text: 'a', places: [] },
  { words: ['ab'], text: '', places: [] },
])('$words in $text', ({ words, ignoresCase = false, text, places }) => {
  expect(createSingleScan({ words, ignoresCase })(text)).toEqual(places)
})

test('each of several lists gets its own places', () => {
  const scan = createScan([{ words: ['one'] }, { words: ['two', 'one two'] }])
  expect(scan('one two')).toEqual([[0], [0, 4]])
})

const word = fc.string({ unit: fc.constantFrom('a', 'B', '-', 'é', '密'), minLength: 2, maxLength: 6 })

test('no place of a word is passed over', () => {
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 5 }),
      fc.array(fc.oneof(word, fc.string()), { maxLength: 9 }),
      (words, parts) => {
        const text = parts.join('')
        const found = createSingleScan({ words })(text)
        const missed = Array.from({ length: text.length }, (_, at) => at).flatMap((at) =>
          words.some((one) => text.startsWith(one, at)) && !found.includes(at) ? [at] : [],
        )
        expect(missed).toEqual([])
      },
    ),
  )
})
