// Secrets of many kinds are planted in the sessions of every agent and in what stands around them, and pushed to every kind
// of store. Each published byte and each rendering is looked through: what was asked and done is there, no secret is.
import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { collectDigest } from '../../../../src/handoff/digest/collect-digest.ts'
import { findSessions } from '../../../../src/handoff/sessions/find-sessions.ts'
import { handoffMachine } from '../../../support/handoff-machines.ts'
import { TEST_STORES } from '../../../support/handoff-stores.ts'
import { SECRETS, plantSessions } from '../../../support/planted-sessions.ts'
import { STORIES } from '../../../support/session-fixtures.ts'

const AGENTS = ['claude', 'codex', 'copilot', 'gemini'] as const
const FACTS = [
  'Add a retry with backoff',
  'I will look at the fetcher first',
  'src/fetch-tides.ts',
  'npm test -- fetch-tides',
  'git.example.net',
]

test.each(Object.keys(TEST_STORES).flatMap((store) => AGENTS.map((agent) => ({ store, agent }))))(
  'of a session of $agent with secrets everywhere nothing secret reaches $store',
  async ({ store, agent }) => {
    const { env = {}, published } = (await TEST_STORES[store]?.()) ?? { published: () => '' }
    const laptop = handoffMachine({ env })
    const desk = handoffMachine({ env })
    plantSessions(laptop.home)
    const words = ['push', agent, STORIES[agent], '--with-patch', '--verify']
    const pushed = await laptop.run([...words, '--tag', `wip,${SECRETS['tag'] ?? ''}`])
    expect({ exit: pushed.exit, stderr: pushed.stderr }).toMatchObject({ exit: 0 })
    const renderings = [
      ['pull', 'latest'],
      ['pull', 'latest', '--json'],
      ['pull', 'latest', '--markdown'],
      ['list', '--remote', '--json'],
    ]
    const pulled: string[] = []
    for (const rendering of renderings) pulled.push((await desk.run(rendering)).stdout)
    const all = published()
    expect(FACTS.filter((fact) => !all.includes(fact) || !pulled[0]?.includes(fact))).toEqual([])
    expect(leaksIn([all, ...pulled, pushed.stdout, pushed.stderr].join('\n'))).toEqual([])
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

/** The places whose secret can be read in the text: as it is, as a part of a name, or after decoding. */
function leaksIn(text: string): readonly string[] {
  const decoded = [...text.matchAll(/[\w+/-]{20,}/g)].map(([run]) =>
    Buffer.from(run, 'base64').toString('latin1'),
  )
  const plain = bare([text, ...decoded].join('\n'))
  return Object.entries(SECRETS)
    .filter(([, value]) => piecesOf(value).some((piece) => plain.includes(piece)))
    .map(([place]) => place)
}

/** Slugs have small letters and dashes, so those are not told apart. */
function bare(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9\n]+/g, '-')
}

/** Half of a secret is a leak as well. */
function piecesOf(value: string): readonly string[] {
  const middle = Math.floor(value.length / 2)
  return [value.slice(0, middle + 1), value.slice(middle)].map(bare)
}
