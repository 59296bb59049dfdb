// The digest of approvals is Node's, whatever the text: of every length around a block, and of any characters.
import { createHash } from 'node:crypto'
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import { sha256 } from '../../../src/guard-store/sha256.ts'

const byNode = (text: string): string => createHash('sha256').update(text).digest('hex')

test('every length up to three blocks has the digest of Node', () => {
  const texts = Array.from({ length: 193 }, (_, length) => 'a'.repeat(length))
  expect(texts.map(sha256)).toEqual(texts.map(byNode))
})

test('any text has the digest of Node', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(byNode(text))
    }),
  )
})
