// Laws of scrubbing: it is done once and for all, a planted secret does not survive in any cut or rendering of what was
// scrubbed, and no text makes it fail.
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import { createScrub } from '../../src/handoff/scrub/create-scrub.ts'
import { LOOK_ALIKES } from '../support/look-alikes.ts'
import { ALL_PLANTED, piecesOf } from '../support/secret-corpus.ts'
import type { Planted } from '../support/secret-corpus.ts'

/** Contexts that hide the secret behind an encoding, in which its pieces cannot be looked for. */
const PLAIN = ALL_PLANTED.filter(({ context, secret, text }) => context !== 'base64' && text.includes(secret))

const planted = fc.constantFrom(...PLAIN)
const filler = fc.oneof(
  fc.constantFrom(...LOOK_ALIKES),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.lorem({ maxCount: 12 }),
)
/** What stands between texts: a line of its own keeps notations of lines what they are. */
const document = fc.array(fc.oneof({ weight: 1, arbitrary: planted }, { weight: 2, arbitrary: filler }), {
  maxLength: 6,
})

function textOf(part: Planted | string): string {
  return typeof part === 'string' ? part : part.text
}

test('scrubbing twice is scrubbing once', () => {
  fc.assert(
    fc.property(document, (parts) => {
      const once = createScrub()(parts.map((part) => textOf(part)).join('\n\n')).value
      expect(createScrub()(once).value).toBe(once)
    }),
    { numRuns: 300 },
  )
})

test('nothing makes it fail, and what is no text stays as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), filler, (value, text) => {
      const { value: scrubbed } = createScrub()({ value, text, list: [1, true, null] })
      expect(scrubbed.list).toEqual([1, true, null])
    }),
    { numRuns: 300 },
  )
})

test('no planted secret survives any cut or rendering of what was scrubbed', () => {
  const survivors = fc.check(
    fc.property(
      planted,
      fc.array(filler, { maxLength: 3 }),
      fc.nat(400),
      fc.nat(400),
      (secret, around, from, length) => {
        const raw = {
          asked: [...around, secret.text],
          tail: [{ who: 'user', text: `${around.join('\n')}\n\n${secret.text}` }],
        }
        const { value } = createScrub()(raw)
        const text = value.tail[0]?.text ?? ''
        const shown = [
          text.slice(from, from + length),
          JSON.stringify(value),
          value.asked.map((prompt, index) => `${index + 1}. ${prompt.slice(0, 300)}`).join('\n'),
          text.replaceAll(/^/gm, '> '),
          text.replaceAll(/\s+/g, ' '),
        ].join('\n')
        const others = around.join('\n')
        return piecesOf(secret).every((piece) => others.includes(piece) || !shown.includes(piece))
      },
    ),
    { numRuns: 400 },
  )
  expect(survivors.counterexample).toBeNull()
})
