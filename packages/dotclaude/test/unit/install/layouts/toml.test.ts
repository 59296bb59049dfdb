// TOML of texts, read back by a library.
import fc from 'testkit/fast-check'
import { parse } from 'smol-toml'
import { expect, test } from 'vitest'
import { stringify } from '../../../../src/install/layouts/toml.ts'

test('every text comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (a, b) => {
      expect(parse(stringify({ a, b, c: `${a}\n${b}` }))).toEqual({ a, b, c: `${a}\n${b}` })
    }),
  )
})
