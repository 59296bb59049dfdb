// Three hundred leaks as transcripts of agents have them, and a hundred outputs that only look like some.
import { expect, test } from 'vitest'
import { createScrub } from '../../src/handoff/scrub/create-scrub.ts'
import { HARMLESS } from '../support/harmless-output.ts'
import { piecesOf } from '../support/secret-corpus.ts'
import { LEAKS } from '../support/transcript-leaks.ts'

/** What we leave, each with our reason. */
const LEFT: Readonly<Record<string, string>> = {
  'wrapped in a box': 'the lines of a box between two halves make it no word of any program',
  'token of Mailgun': 'without its name it has the form of identifiers that are not secret',
}

test('the leaks are as many as was promised, and each is another', () => {
  expect(new Set(LEAKS.map(({ text }) => text)).size).toBe(LEAKS.length)
  expect(LEAKS.length).toBeGreaterThanOrEqual(290)
  expect(new Set(HARMLESS).size).toBeGreaterThanOrEqual(100)
})

test('every leak is closed, but for those that we leave with a reason', () => {
  const open = LEAKS.filter(({ secret, text }) => {
    const scrubbed = createScrub()(text).value
    return piecesOf({ kind: '', context: '', secret, text }).some((piece) => scrubbed.includes(piece))
  })
  expect(open.map(({ name }) => name).toSorted()).toEqual(Object.keys(LEFT).toSorted())
})

test.each(HARMLESS)('%j stays as it is', (text) => {
  expect(createScrub()(text).value).toBe(text)
})
