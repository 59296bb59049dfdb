// The scrubber as a whole: what it is handed comes back with placeholders, the same for the same secret, and with a report
// that tells kinds and counts and nothing else.
import { expect, test } from 'vitest'
import { createScrub } from '../../../../src/handoff/scrub/create-scrub.ts'
import { createNumbering } from '../../../../src/handoff/scrub/numbering.ts'
import { hasPlaceholder, placeholderOf, placeholdersIn } from '../../../../src/handoff/scrub/placeholder.ts'
import { createRepeats } from '../../../../src/handoff/scrub/repeats.ts'
import { scanForSecrets } from '../../../../src/handoff/scrub/secret-places.ts'
import { drawer } from '../../../support/secret-corpus.ts'

const draw = drawer(11)
const FIRST = `gh${'p_'}${draw('A-Za-z0-9', 36)}`
const SECOND = `gh${'p_'}${draw('A-Za-z0-9', 36)}`

test('the same secret has the same placeholder wherever it stands', () => {
  const { value, report } = createScrub()({
    asked: [`use ${FIRST}`, `not ${SECOND}`],
    files: [{ path: `a/${FIRST}.txt`, edits: 2 }],
    isDirty: true,
    none: null,
  })
  expect(value).toEqual({
    asked: ['use ⟦github-pat#1⟧', 'not ⟦github-pat#2⟧'],
    files: [{ path: 'a/⟦github-pat#1⟧.txt', edits: 2 }],
    isDirty: true,
    none: null,
  })
  expect(report).toEqual({ kinds: [{ kind: 'github-pat', secrets: 2, places: 3 }], secretCount: 2 })
})

test('what was assigned in one place is gone where it only stands in a sentence', () => {
  const { value } = createScrub()(['DB_PASSWORD=Sesame2026', 'now log in with Sesame2026.'])
  expect(value).toEqual(['DB_PASSWORD=⟦password#1⟧', 'now log in with ⟦password#1⟧.'])
})

test('a word that is a password is replaced where it is one, and stays a word elsewhere', () => {
  const { value } = createScrub()(['SMTP_PASSWORD=elephant', 'an elephant in the room'])
  expect(value).toEqual(['SMTP_PASSWORD=⟦password#1⟧', 'an elephant in the room'])
})

test('a scrubber numbers over all its calls and reports each call by itself', () => {
  const scrub = createScrub()
  scrub(FIRST)
  expect(scrub(`${SECOND} ${FIRST}`)).toEqual({
    value: '⟦github-pat#2⟧ ⟦github-pat#1⟧',
    report: { kinds: [{ kind: 'github-pat', secrets: 2, places: 2 }], secretCount: 2 },
  })
})

test('known values are replaced in every writing', () => {
  const scrub = createScrub({ known: [{ kind: 'machine-value', value: 'a b/c+d=e"f-2026' }] })
  const writings = ['a b/c+d=e"f-2026', 'a%20b%2Fc%2Bd%3De%22f-2026', String.raw`a b/c+d=e\"f-2026`]
  expect(scrub(writings).value).toEqual(writings.map(() => '⟦machine-value#1⟧'))
})

test('keys of objects are scrubbed, and keys make secrets of their values', () => {
  const { value } = createScrub()({
    [FIRST]: 1,
    env: { ADMIN_PASSWORD: 'abc123' },
    list: [{ name: 'X_TOKEN', value: 'q8w7e6r5t4' }],
  })
  expect(value).toEqual({
    '⟦github-pat#1⟧': 1,
    env: { ADMIN_PASSWORD: '⟦password#1⟧' },
    list: [{ name: 'X_TOKEN', value: '⟦assigned-secret#1⟧' }],
  })
})

test('a value without secrets comes back itself', () => {
  const value = { asked: ['Explain the build.'], count: 3 }
  expect(createScrub()(value).value).toBe(value)
})

test('what cannot be walked is refused', () => {
  const deep: unknown[] = []
  let inner = deep
  for (let depth = 0; depth < 600; depth++) {
    const next: unknown[] = []
    inner.push(next)
    inner = next
  }
  expect(() => createScrub()(deep)).toThrow(expect.objectContaining({ code: 'HANDOFF_SCRUB_FAILED' }))
})

test('the report and the placeholders hold nothing of a secret', () => {
  const { value, report } = createScrub()(`export API_KEY=${FIRST}`)
  expect(JSON.stringify([value, report])).not.toContain(FIRST.slice(4, 12))
})

test('the scanner tells kinds and lines', () => {
  expect(scanForSecrets(`a\nb ${FIRST}\n\nDB_PASSWORD=abc123\n`)).toEqual([
    { kind: 'github-pat', line: 2 },
    { kind: 'password', line: 4 },
  ])
  expect(scanForSecrets('')).toEqual([])
})

test('placeholders are recognised by their form', () => {
  const text = `a ${placeholderOf('password', 12)} b`
  expect(placeholdersIn(text)).toEqual([{ start: 2, end: 15 }])
  expect([hasPlaceholder(text), hasPlaceholder('⟦password⟧')]).toEqual([true, false])
})

test('numbers are given per kind, in the order of first use', () => {
  const numbering = createNumbering().begin()
  const placeholders = [
    numbering.placeholder('a', 'x'),
    numbering.placeholder('b', 'y'),
    numbering.placeholder('b', 'x'),
  ]
  expect(placeholders).toEqual(['⟦a#1⟧', '⟦b#1⟧', '⟦a#1⟧'])
})

test('a repeated secret is found bare and encoded, and not inside a longer word', () => {
  const repeats = createRepeats([{ kind: 'password', value: 'Sesame1' }])
  expect(repeats.placesIn('Sesame1 xSesame1 Sesame12 (Sesame1)').map(({ start }) => start)).toEqual([0, 27])
})

test('a long secret is found in the writing of an address, and a short one as it is alone', () => {
  const repeats = createRepeats([
    { kind: 'password', value: 'longer than ten' },
    { kind: 'password', value: 'a b/c 1' },
  ])
  expect(repeats.placesIn('longer%20than%20ten a%20b%2Fc%201').map(({ start }) => start)).toEqual([0])
  expect(repeats.secretOf('longer%20than%20ten')?.value).toBe('longer than ten')
})
