// Each text of a digest is changed, and no word of its form.
import { expect, test } from 'vitest'
import { mapTexts } from '../../../../src/handoff/digest/map-texts.ts'
import { digestWith } from '../../../support/digests.ts'

test('every text is handed over once, and nothing else', () => {
  const seen: string[] = []
  const digest = digestWith()
  mapTexts(digest, (text) => {
    seen.push(text)
    return text
  })
  const { patch: _patch, leftOut: _leftOut, losses: _losses, ...rest } = digest
  const texts: string[] = []
  JSON.stringify(rest, (_, value: unknown) => {
    if (typeof value === 'string') texts.push(value)
    return value
  })
  const { version, agent, sessionId, shortId, model, agentVersion, startedAt, endedAt } = digest
  const ids = [...digest.commits.map(({ id }) => id), digest.repository?.head]
  const words = ['user', 'agent', 'done', 'doing', 'open']
  const ofForm: readonly unknown[] = [
    ...words,
    ...ids,
    version,
    agent,
    sessionId,
    shortId,
    model,
    agentVersion,
    startedAt,
    endedAt,
  ]
  expect(seen.toSorted()).toEqual(texts.filter((text) => !ofForm.includes(text)).toSorted())
})

test('the change takes its place', () => {
  const changed = mapTexts(digestWith(), (text) => text.toUpperCase())
  expect(changed).toMatchObject({
    agent: 'claude',
    title: 'TIDE RETRY',
    tail: [
      { who: 'user', text: 'COMMIT IT.' },
      { who: 'agent', text: 'COMMITTED.' },
    ],
    steps: [{ state: 'done', text: 'ADD THE RETRY' }, { state: 'doing' }, { state: 'open' }],
    repository: { name: 'HARBOUR', dirtyPaths: ['README.MD'] },
    patch: { files: [{ path: 'README.md' }] },
  })
})

test('what is not there does not come to be', () => {
  const { title: _title, cwd: _cwd, repository: _repository, ...bare } = digestWith()
  expect(Object.keys(mapTexts(bare, (text) => text)).toSorted()).toEqual(Object.keys(bare).toSorted())
})
