// A digest is scrubbed as a whole and only then cut; a changed file with a secret stays behind.
import { expect, test } from 'vitest'
import { publishDigest } from '../../../../src/handoff/digest/publish-digest.ts'
import type { Scrub } from '../../../../src/handoff/scrub/scrubbed.ts'
import { digestWith } from '../../../support/digests.ts'

const SECRET = `planted-${'s'.repeat(40)}`

/** Replaces one secret, wherever it stands. */
const scrub: Scrub = (value) => {
  const places = JSON.stringify(value).split(SECRET).length - 1
  return {
    value: JSON.parse(JSON.stringify(value).replaceAll(SECRET, '⟦planted#1⟧')) as typeof value,
    report: { kinds: [{ kind: 'planted', secrets: 1, places }], secretCount: 1 },
  }
}

test('no part of a secret survives a cut through it', () => {
  const text = `${'x'.repeat(1480)} ${SECRET} end`
  const { digest, report } = publishDigest(digestWith({ asked: [text], title: SECRET }), scrub)
  expect(JSON.stringify(digest)).not.toContain('planted-s')
  expect(report.kinds).toEqual([{ kind: 'planted', secrets: 1, places: 2 }])
})

test('a file of the change in which something was replaced stays behind and is named', () => {
  const patch = {
    base: 'b',
    files: [
      { path: 'a', text: 'clean' },
      { path: '.env', text: `+KEY=${SECRET}` },
      { path: SECRET, text: 'clean' },
    ],
    leftOut: [{ path: 'logo.png', reason: 'binary' as const }],
  }
  const { digest } = publishDigest(digestWith({ patch }), scrub)
  expect(digest.patch).toEqual({
    base: 'b',
    files: [{ path: 'a', text: 'clean' }],
    leftOut: [
      { path: 'logo.png', reason: 'binary' },
      { path: '.env', reason: 'secret' },
      { path: '⟦planted#1⟧', reason: 'secret' },
    ],
  })
})

test('a scrubber that fails lets nothing out', () => {
  const failing: Scrub = () => {
    throw new Error('no')
  }
  expect(() => publishDigest(digestWith(), failing)).toThrow('no')
})
