// Which files of an agent's folder are sessions, and where the folder is.
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempTree } from '../../../support/temp-tree.ts'
import { findSessions } from '../../../../src/handoff/sessions/find-sessions.ts'
import { SESSION_FIXTURES, machineAt } from '../../../support/session-fixtures.ts'

const ID = '3f2a9c1e-5b7d-4e60-9a11-0c2d4e6f8a10'

test('the sessions of all agents, and no log of a sub-agent of Claude, Copilot or Gemini', () => {
  const found = findSessions(machineAt(SESSION_FIXTURES)).map(
    ({ agent, id }) => `${agent} ${id.slice(0, 13)}`,
  )
  expect(found.toSorted()).toEqual([
    'claude 3f2a9c1e-5b7d',
    'codex 0199f3a2-7c41',
    'codex 0199f3a2-9999',
    'codex 5973b6c0-94b8',
    'copilot 7d1e4f20-aaaa',
    'gemini 0ddba11c',
    'gemini c0ffee12',
  ])
})

test('without variables the folders lie at home', () => {
  const tree = tempTree({
    [`.claude/projects/-a/${ID}.jsonl`]: '{}\n',
    [`.codex/sessions/2026/01/02/rollout-2026-01-02T00-00-00-${ID}.jsonl`]: '{}\n',
    [`.copilot/session-state/${ID}/events.jsonl`]: '{}\n',
    '.gemini/tmp/p/chats/session-2026-01-02T00-00-c0ffee12.jsonl': '{}\n',
  })
  const machine = { env: {}, home: tree.root }
  expect(new Set(findSessions(machine).map(({ agent }) => agent))).toEqual(
    new Set(['claude', 'codex', 'copilot', 'gemini']),
  )
  expect(findSessions(machine, 'codex')).toMatchObject([{ agent: 'codex', id: ID, sizeBytes: 3 }])
})

test('the newest comes first', () => {
  const tree = tempTree({
    [`.claude/projects/-a/${ID}.jsonl`]: '',
    [`.claude/projects/-b/${ID.replace('3', '4')}.jsonl`]: '',
  })
  utimesSync(join(tree.root, `.claude/projects/-a/${ID}.jsonl`), 2_000_000_000, 2_000_000_000)
  expect(findSessions({ env: {}, home: tree.root }).map(({ path }) => path.includes('-a/'))).toEqual([
    true,
    false,
  ])
})

test('a session of Gemini that was gone on with has one file that counts', () => {
  const tree = tempTree({
    '.gemini/tmp/p/chats/session-2026-01-02T00-00-c0ffee12.json': '{}',
    '.gemini/tmp/p/chats/session-2026-01-02T00-00-c0ffee12.jsonl': '{}\n',
  })
  expect(findSessions({ env: {}, home: tree.root }).map(({ path }) => path.endsWith('.jsonl'))).toEqual([
    true,
  ])
})

test('an agent without a folder, or with a file in its place, has no sessions', () => {
  const tree = tempTree({ '.codex': 'a file' })
  expect(findSessions({ env: {}, home: tree.root })).toEqual([])
})
