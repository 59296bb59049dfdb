// Transcripts as files: the facts of each fixture, what stands in files beside it, and what damage costs.
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempTree } from '../../../support/temp-tree.ts'
import { isSidechain, readFacts } from '../../../../src/handoff/sessions/read-facts.ts'
import { findSessions } from '../../../../src/handoff/sessions/find-sessions.ts'
import { readSession } from '../../../../src/handoff/sessions/read-session.ts'
import type { SessionFacts } from '../../../../src/handoff/sessions/session.ts'
import {
  SESSION_FIXTURES,
  STORIES,
  copySessions,
  machineAt,
  ownStory,
  storyOf,
} from '../../../support/session-fixtures.ts'

const TITLE = 'Tide retry, „final“'

const FACTS: Readonly<Record<keyof typeof STORIES, Partial<SessionFacts>>> = {
  claude: {
    title: TITLE,
    cwd: '/srv/work/harbour',
    branch: 'feat/retry',
    model: 'claude-opus-4-7',
    agentVersion: '2.1.230',
  },
  codex: {
    title: 'Tide retry „final“',
    cwd: '/srv/work/harbour',
    branch: 'feat/retry',
    model: 'gpt-5.5-codex',
  },
  copilot: { title: TITLE, cwd: '/srv/work/harbour', branch: 'feat/retry', model: 'claude-sonnet-4.6' },
  gemini: {
    id: 'c0ffee12-3456-4789-8abc-def012345678',
    title: TITLE,
    cwd: '/srv/work/harbour',
    model: 'gemini-3-pro',
  },
  'gemini-old': {
    id: '0ddba11c-3456-4789-8abc-def012345678',
    title: 'Tide retry of old',
    model: 'gemini-3-pro',
  },
}

test.each(Object.keys(STORIES) as (keyof typeof STORIES)[])('%s: facts, and nothing lost', (name) => {
  const reading = readSession(storyOf(name), () => undefined)
  expect(reading.facts).toMatchObject(FACTS[name])
  expect(reading.losses).toEqual([])
})

test.each(Object.keys(STORIES) as (keyof typeof STORIES)[])(
  '%s: a list has the same title, id and folder',
  (name) => {
    const { id, title, cwd } = readSession(storyOf(name), () => undefined).facts
    expect(readFacts(storyOf(name))).toMatchObject({ id, title, ...(cwd === undefined ? {} : { cwd }) })
  },
)

test('the log of a sub-agent is told by its head', () => {
  const files = findSessions(machineAt(SESSION_FIXTURES))
  expect(files.filter(isSidechain).map(({ id }) => id)).toEqual(['0199f3a2-9999-7e10-b1d2-3c4d5e6f7a8b'])
})

test('the folder of a project of Gemini stands in a file of its own', () => {
  const tree = tempTree()
  const machine = copySessions(tree.root)
  writeFileSync(join(tree.root, 'gemini/.gemini/tmp/0f1e2d/.project_root'), '/srv/old\n')
  expect(readFacts(storyOf('gemini-old', machine)).cwd).toBe('/srv/old')
})

test('a workspace of Copilot that is missing or broken costs only what it says', () => {
  const file = ownStory('copilot')
  const beside = join(file.path, '..', 'workspace.yaml')
  writeFileSync(beside, 'name: [never closed')
  expect(readFacts(file)).toMatchObject({ title: 'A title of the agent', cwd: '/srv/work/harbour' })
  rmSync(beside)
  expect(readFacts(file)).toMatchObject({ title: 'A title of the agent', cwd: '/srv/work/harbour' })
})

const DAMAGES: readonly (readonly [string, string, readonly object[]])[] = [
  ['a line that is being written', '{"type":"user","mess', [{ reason: 'unfinished-line', count: 1 }]],
  ['a broken line', '{"type":"user","mess\n', [{ reason: 'damaged-line', count: 1 }]],
  ['lines that are no objects', '3\n"a"\n[1]\n', [{ reason: 'unknown-shape', count: 3 }]],
  ['a line of a later version', '{"type":"from-the-future"}\n', [{ reason: 'unknown-shape', count: 1 }]],
  ['a whole line without its end', '{"type":"mode"}', []],
]

test.each(DAMAGES)('%s is counted and costs nothing else', (_, text, losses) => {
  const file = ownStory('claude')
  const count = (): number => {
    let events = 0
    readSession(file, () => void (events += 1))
    return events
  }
  const before = count()
  appendFileSync(file.path, text)
  expect(readSession(file, () => undefined).losses).toEqual(losses)
  expect(count()).toBe(before)
})

test('one object that is cut off is one damage', () => {
  const file = ownStory('gemini-old')
  writeFileSync(file.path, readFileSync(file.path, 'utf8').slice(0, -20))
  expect(readSession(file, () => undefined).losses).toEqual([{ reason: 'damaged-line', count: 1 }])
})
