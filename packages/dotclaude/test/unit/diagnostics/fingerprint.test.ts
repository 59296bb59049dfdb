// Which diagnostics count as the same one in another run.
import { expect, test } from 'vitest'
import { diagnose } from '../../../src/diagnostics/diagnostic.ts'
import { fingerprintOf, uniqueFingerprintsOf } from '../../../src/diagnostics/fingerprint.ts'
import { hashOf } from '../../../src/diagnostics/hash.ts'

// The published test vectors of FNV-1a with 64 bits.
test.each([
  { text: '', hash: 'cbf29ce484222325' },
  { text: 'a', hash: 'af63dc4c8601ec8c' },
  { text: 'foobar', hash: '85944171f73967e8' },
])('the hash of "$text" is $hash', ({ text, hash }) => {
  expect(hashOf(text)).toBe(hash)
})

const BASE = diagnose('SPEC_DEPENDENCY_UNKNOWN', { file: 'a', line: 1 }, { dependency: 'x' })

test.each([
  { what: 'another line number', other: { ...BASE, where: { file: 'a', line: 9, column: 2 } }, same: true },
  { what: 'another severity', other: { ...BASE, severity: 'info' as const }, same: true },
  { what: 'another file', other: { ...BASE, where: { file: 'b', line: 1 } }, same: false },
  { what: 'another fact', other: { ...BASE, args: { dependency: 'y' } }, same: false },
  { what: 'another code', other: { ...BASE, code: 'SPEC_ID_MISMATCH' as const }, same: false },
])('$what: the same is $same', ({ other, same }) => {
  expect(fingerprintOf(other) === fingerprintOf(BASE)).toBe(same)
})

test('the order of facts and blanks around the line do not count', () => {
  const swapped = { ...BASE, args: { b: 1, a: 2 } }
  expect(fingerprintOf({ ...BASE, args: { a: 2, b: 1 } }, '  x')).toBe(fingerprintOf(swapped, 'x '))
  expect(fingerprintOf(BASE, 'x')).not.toBe(fingerprintOf(BASE, 'y'))
})

test('equal ones are told apart by their order', () => {
  const [first, second, third] = uniqueFingerprintsOf([BASE, BASE, BASE])
  expect(first).toBe(fingerprintOf(BASE))
  expect(new Set([first, second, third]).size).toBe(3)
})
