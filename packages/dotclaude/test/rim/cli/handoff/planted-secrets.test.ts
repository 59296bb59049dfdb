// Secrets of many kinds are planted in the sessions of every agent and in what stands around them, and pushed to every kind
// of store. Each published byte and each rendering is looked through: what was asked and done is there, no secret is.
import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { collectDigest } from '../../../../src/handoff/digest/collect-digest.ts'
import { findSessions } from '../../../../src/handoff/sessions/find-sessions.ts'
import { handoffMachine } from '../../../support/handoff-machines.ts'
import { TEST_STORES } from '../../../support/handoff-stores.ts'
import { leaksIn, pushPlanted } from '../../../support/planted-leaks.ts'
import { SECRETS, plantSessions } from '../../../support/planted-sessions.ts'
import { drawer } from '../../../support/secret-corpus.ts'
import { STORIES } from '../../../support/session-fixtures.ts'

const AGENTS = ['claude', 'codex', 'copilot', 'gemini'] as const

test.each(
  Object.entries(TEST_STORES).flatMap(([name, open]) => AGENTS.map((agent) => ({ name, open, agent }))),
)('of a session of $agent with secrets everywhere nothing secret reaches $name', async ({ open, agent }) => {
  const { stderr, ...journey } = await pushPlanted(await open(), agent)
  expect({ ...journey, stderr }).toEqual({ exit: 0, missingFacts: [], leaks: [], stderr })
})

const NAME = `ke${'y-'}${drawer(931)('a-f0-9', 32)}`

test.each(Object.entries(TEST_STORES))(
  'a name of this machine that is a secret is refused before anything reaches %s',
  async (_, open) => {
    const { env, published } = await open()
    const { run } = handoffMachine({ env: { ...env, DOTCLAUDE_HANDOFF_MACHINE: NAME }, hasSessions: true })
    const before = published()
    const pushed = await run(['push', 'claude', STORIES.claude])
    expect(pushed).toMatchObject({ exit: 2, stderr: expect.stringContaining('HANDOFF_SETTING_INVALID') })
    expect(published()).toBe(before)
    expect(`${pushed.stdout}${pushed.stderr}`).not.toContain(NAME.slice(4, 20))
  },
)

test('what is planted is in the digests before they are scrubbed', () => {
  const { home, env } = handoffMachine()
  plantSessions(home)
  const stories = findSessions({ home, env }).filter(({ agent, id }) => id.startsWith(STORIES[agent]))
  const raw = stories.map((file) => collectDigest(file, { home, env, withPatch: true }))
  // A tag comes with the push, and the login of a remote is cut off where the remote is read.
  const others = Object.keys(SECRETS).filter((place) => place !== 'tag' && place !== 'user of the remote')
  expect(raw.length).toBe(AGENTS.length)
  expect(leaksIn(JSON.stringify(raw))).toEqual(others)
})

test('the search for leaks finds what is there, however it is written', () => {
  const planted = Object.entries(SECRETS)
  expect(planted.filter(([place, value]) => !leaksIn(`x ${value} y`).includes(place))).toEqual([])
  expect(leaksIn(Buffer.from(`a: ${SECRETS['bare token']}`).toString('base64'))).toEqual(['bare token'])
  expect(leaksIn((SECRETS['branch'] ?? '').toLowerCase().replace('_', '-'))).toEqual(['branch'])
})
