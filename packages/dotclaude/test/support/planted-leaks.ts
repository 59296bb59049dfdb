// A session with secrets everywhere goes through a store and comes back; what of it can be read anywhere is looked for in
// every published byte, in each rendering and in what the programs say.
import { Buffer } from 'node:buffer'
import type { SessionAgent } from '../../src/handoff/sessions/session.ts'
import { handoffMachine } from './handoff-machines.ts'
import type { TestStore } from './handoff-stores.ts'
import { SECRETS, plantSessions } from './planted-sessions.ts'
import { STORIES } from './session-fixtures.ts'

/** What was asked and done, which must arrive. */
const FACTS = [
  'Add a retry with backoff',
  'I will look at the fetcher first',
  'src/fetch-tides.ts',
  'npm test -- fetch-tides',
  'git.example.net',
]
const RENDERINGS = [
  ['pull', 'latest'],
  ['pull', 'latest', '--json'],
  ['pull', 'latest', '--markdown'],
  ['list', '--remote', '--json'],
  ['search', '--remote', 'tide', '--json'],
]

export interface Journey {
  readonly exit: number
  readonly stderr: string
  readonly missingFacts: readonly string[]
  /** The places of planted secrets that can be read somewhere. */
  readonly leaks: readonly string[]
}

export async function pushPlanted({ env, published }: TestStore, agent: SessionAgent): Promise<Journey> {
  const laptop = handoffMachine({ env })
  const desk = handoffMachine({ env })
  plantSessions(laptop.home)
  const words = ['push', agent, STORIES[agent], '--with-patch', '--verify']
  const pushed = await laptop.run([...words, '--tag', `wip,${SECRETS['tag'] ?? ''}`])
  const pulled: string[] = []
  for (const rendering of RENDERINGS) pulled.push((await desk.run(rendering)).stdout)
  const all = published()
  return {
    exit: pushed.exit,
    stderr: pushed.stderr,
    missingFacts: [...new Set([...missingFactsIn(all), ...missingFactsIn(pulled[0] ?? '')])],
    leaks: leaksIn([all, ...pulled, pushed.stdout, pushed.stderr].join('\n')),
  }
}

/** Which of the facts that must arrive a text does not have. */
export function missingFactsIn(text: string): readonly string[] {
  return FACTS.filter((fact) => !text.includes(fact))
}

/** The places whose secret can be read in the text: as it is, as a part of a name, or after decoding. */
export function leaksIn(text: string): readonly string[] {
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
