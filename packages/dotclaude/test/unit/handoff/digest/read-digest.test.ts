// A digest from a store, whoever wrote it.
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import { readDigest } from '../../../../src/handoff/digest/read-digest.ts'
import { renderBlock } from '../../../../src/handoff/digest/render-digest.ts'
import { digestWith } from '../../../support/digests.ts'

const NONE: readonly (readonly [string, string])[] = [
  ['no JSON', 'x'],
  ['no object', '[]'],
  ['of no agent', JSON.stringify(digestWith()).replace('"agent":"claude"', '"agent":"ghost"')],
  ['without an id', JSON.stringify({ ...digestWith(), sessionId: '' })],
  ['of a later version', JSON.stringify({ ...digestWith(), version: 2 })],
  ['far too large', JSON.stringify(digestWith({ nextStep: 'x'.repeat(17 * 1024 * 1024) }))],
]

test.each(NONE)('%s is none', (_, text) => {
  expect(readDigest(text)).toBeUndefined()
})

test('what has not the form of a digest is left out', () => {
  const digest = {
    ...digestWith(),
    title: 3,
    asked: ['a', 3, null, { text: 'b' }],
    files: [{ path: 'a', edits: -1 }, { edits: 1 }, 'x'],
    commands: [{ command: 'a', ok: 'yes' }, {}],
    steps: [
      { text: 'a', state: 'doing' },
      { text: 'b', state: 'ghost' },
    ],
    tail: [{ who: 'ghost', text: 'a' }, { who: 'user' }],
    repository: 'x',
    patch: { base: '--upload-pack=x', files: [] },
    losses: 'x',
    leftOut: { asked: 1e99, ghost: 3 },
    extra: 'x',
  }
  expect(readDigest(JSON.stringify(digest))).toMatchObject({
    asked: ['a'],
    files: [{ path: 'a', edits: 1 }],
    commands: [{ command: 'a' }],
    steps: [
      { text: 'a', state: 'doing' },
      { text: 'b', state: 'open' },
    ],
    tail: [{ who: 'agent', text: 'a' }],
    losses: [],
    leftOut: {},
  })
  expect(Object.keys(readDigest(JSON.stringify(digest)) ?? {})).not.toEqual(expect.arrayContaining(['extra']))
  expect(readDigest(JSON.stringify(digest))).not.toHaveProperty('title')
  expect(readDigest(JSON.stringify(digest))).not.toHaveProperty('patch')
})

test('it is cut like our own', () => {
  const long = readDigest(
    JSON.stringify(digestWith({ asked: Array.from({ length: 9000 }, () => 'x'.repeat(1000)) })),
  )
  expect(JSON.stringify(long).length).toBeLessThan(40_000)
})

test('any object in its place is none, or is rendered', () => {
  const isSound = (parts: object): boolean => {
    const digest = readDigest(JSON.stringify({ ...digestWith(), ...parts, version: 1, agent: 'codex' }))
    return digest === undefined || renderBlock(digest, 'claude').endsWith('</handoff>\n')
  }
  const parts = fc.dictionary(fc.constantFrom(...Object.keys(digestWith())), fc.jsonValue())
  expect(fc.check(fc.property(parts, isSound)).counterexample).toBeNull()
})
