// Which session a query means.
import { utimesSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findSessions } from '../../../../src/handoff/sessions/find-sessions.ts'
import { resolveSession } from '../../../../src/handoff/sessions/resolve-session.ts'
import type { SessionAgent } from '../../../../src/handoff/sessions/session.ts'
import {
  SESSION_FIXTURES,
  STORIES,
  machineAt,
  ownSessions,
  storyOf,
} from '../../../support/session-fixtures.ts'

const FILES = findSessions(machineAt(SESSION_FIXTURES))

function answer(query: string, preferred?: SessionAgent): string {
  const found = resolveSession(query, FILES, preferred)
  if (found.kind === 'found') return `${found.by} ${found.file.agent} ${found.file.id.slice(0, 8)}`
  return found.kind === 'missing'
    ? 'missing'
    : `ambiguous ${found.candidates
        .map(({ file }) => file.agent)
        .toSorted()
        .join(' ')}`
}

const QUERIES: readonly (readonly [string, string])[] = [
  [STORIES.claude, 'id claude 3f2a9c1e'],
  [STORIES.claude.toUpperCase(), 'id claude 3f2a9c1e'],
  ['3f2a9c1e', 'id claude 3f2a9c1e'],
  ['3f2a', 'id claude 3f2a9c1e'],
  ['3f2', 'missing'],
  ['3f2a9c1e-5b7d', 'id claude 3f2a9c1e'],
  ['3f2a9c1e-ffff', 'missing'],
  ['c0ffee12', 'id gemini c0ffee12'],
  ['c0ffee12-3456-4789-8abc-def012345678', 'id gemini c0ffee12'],
  ['c0ffee12-9999', 'missing'],
  ['0199f3a2', 'ambiguous codex codex'],
  ['Tide retry of old', 'title gemini 0ddba11c'],
  ['tide retry OF OLD', 'title gemini 0ddba11c'],
  ['tide retry „final“', 'title codex 0199f3a2'],
  ['tide retry, „final“', 'ambiguous claude copilot gemini'],
  ['of old', 'title gemini 0ddba11c'],
  // Titles that the session had before it was renamed.
  ['Retry for the tide fetcher', 'missing'],
  ['A later title of the agent', 'missing'],
  ['', 'missing'],
  ['nothing like this', 'missing'],
]

test.each(QUERIES)('%j means %s', (query, wanted) => {
  expect(answer(query)).toBe(wanted)
})

test('between several the agent that we run in has the say', () => {
  expect(answer('tide retry, „final“', 'copilot')).toBe('title copilot 7d1e4f20')
  expect(answer('0199f3a2', 'codex')).toBe('ambiguous codex codex')
})

test('a title of eight hexadecimal digits is found where no id begins so', () => {
  const machine = ownSessions()
  const { path } = storyOf('claude', machine)
  writeFileSync(path, '{"type": "custom-title", "customTitle": "deadbeef"}\n')
  expect(resolveSession('DEADBEEF', findSessions(machine))).toMatchObject({ kind: 'found', by: 'title' })
})

test('the latest is the newest of the agent that we run in, else of all, and never a sub-agent’s', () => {
  const machine = ownSessions()
  const order = ['gemini-old', 'claude', 'codex'] as const
  for (const [index, name] of order.entries())
    utimesSync(storyOf(name, machine).path, 3e9 + index, 3e9 + index)
  const sidechain = findSessions(machine).find(({ id }) => id.startsWith('0199f3a2-9999'))
  utimesSync(sidechain?.path ?? '', 4e9, 4e9)
  const latest = (preferred?: SessionAgent): object =>
    resolveSession('Latest', findSessions(machine), preferred)
  expect(latest()).toMatchObject({ by: 'latest', file: { id: STORIES.codex } })
  expect(latest('claude')).toMatchObject({ file: { id: STORIES.claude } })
  expect(resolveSession('latest', findSessions({ env: {}, home: '/nowhere' }))).toEqual({ kind: 'missing' })
})
