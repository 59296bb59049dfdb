// What somebody probably meant, and when it is better to say nothing.
import { expect, test } from 'vitest'
import { nearestName } from '../../../src/diagnostics/nearest-name.ts'

test.each([
  { word: 'chekc', names: ['check', 'init'], nearest: 'check' },
  { word: 'Check', names: ['check'], nearest: 'check' },
  { word: 'doctr', names: ['doctor', 'docto'], nearest: 'doctor' },
  { word: 'check', names: ['check', 'chuck'], nearest: undefined },
  { word: 'zzz', names: ['check', 'init'], nearest: undefined },
  { word: 'x', names: [], nearest: undefined },
  { word: '', names: ['check'], nearest: undefined },
  // Two neighbours that changed places are one slip, so a word of three letters may have them.
  { word: 'abc', names: ['acb'], nearest: 'acb' },
  { word: 'abc', names: ['cba'], nearest: undefined },
  { word: 'explian', names: ['explode', 'explain'], nearest: 'explain' },
  { word: 'validate', names: ['validate-specs', 'validate-skills'], nearest: undefined },
])('$word among $names: $nearest', ({ word, names, nearest }) => {
  expect(nearestName(word, names)).toBe(nearest)
})
