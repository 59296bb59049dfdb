// Names of session files, and the agent whose session a program runs in.
import { expect, test } from 'vitest'
import { SESSION_PLACES, runningAgent } from '../../../src/agents/session-places.ts'

const ID = '3f2a9c1e-5b7d-4e60-9a11-0c2d4e6f8a10'

const NAMES: readonly (readonly [string, string, string | undefined])[] = [
  ['claude', `-srv-work/${ID}.jsonl`, ID],
  ['claude', `-srv-work/agent-deadbeef.jsonl`, undefined],
  ['claude', `-srv-work/${ID}/subagents/agent-a1.jsonl`, undefined],
  ['claude', `${ID}.jsonl`, undefined],
  ['claude', `-srv-work/notes.jsonl`, undefined],
  ['codex', `2026/10/06/rollout-2026-10-06T14-00-00-${ID}.jsonl`, ID],
  ['codex', `rollout-2026-10-06T14-00-00-${ID}.jsonl`, ID],
  ['codex', `2026/10/06/history-${ID}.jsonl`, undefined],
  ['copilot', `${ID}/events.jsonl`, ID],
  ['copilot', `${ID}/checkpoints/events.jsonl`, undefined],
  ['gemini', 'harbour/chats/session-2026-10-08T10-00-c0ffee12.jsonl', 'c0ffee12'],
  ['gemini', 'harbour/chats/session-2026-10-08T10-00-c0ffee12.json', 'c0ffee12'],
  ['gemini', `harbour/chats/${ID}/subagent.jsonl`, undefined],
  ['gemini', 'harbour/logs.json', undefined],
]

test.each(NAMES)('%s: %s', (agent, path, id) => {
  expect(SESSION_PLACES.find((place) => place.agent === agent)?.file.exec(path)?.[1]).toBe(id)
})

const RUNNING: readonly (readonly [Readonly<Record<string, string>>, string | undefined])[] = [
  [{ CLAUDECODE: '1' }, 'claude'],
  [{ CODEX_THREAD_ID: 'x' }, 'codex'],
  [{ CODEX_SANDBOX: 'seatbelt' }, 'codex'],
  [{ COPILOT_CLI: '1' }, 'copilot'],
  [{ GEMINI_CLI: '1' }, 'gemini'],
  [{ CLAUDECODE: '' }, undefined],
  [{ CODEX_HOME: '/x', CODEX_API_KEY: 'k', COPILOT_HOME: '/y', GEMINI_API_KEY: 'k' }, undefined],
  [{ CLAUDECODE: '1', GEMINI_CLI: '1' }, undefined],
  [{}, undefined],
]

test.each(RUNNING)('%j runs in %s', (env, agent) => {
  expect(runningAgent(env)).toBe(agent)
})
