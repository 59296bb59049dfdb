// The session fixtures: one story told by each agent in its own format, written for these tests. A machine finds them
// through the agents' own variables, as if the user had moved their folders.
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Machine } from '../../src/handoff/sessions/find-sessions.ts'
import type { SessionAgent, SessionFile } from '../../src/handoff/sessions/session.ts'
import { findSessions } from '../../src/handoff/sessions/find-sessions.ts'
import { tempTree } from './temp-tree.ts'

export const SESSION_FIXTURES: string = fileURLToPath(new URL('../fixtures/sessions', import.meta.url))

export function machineAt(folder: string): Machine {
  const env = {
    PATH: process.env['PATH'],
    CLAUDE_CONFIG_DIR: join(folder, 'claude'),
    CODEX_HOME: join(folder, 'codex'),
    COPILOT_HOME: join(folder, 'copilot'),
    GEMINI_CLI_HOME: join(folder, 'gemini'),
  }
  return { env, home: join(folder, 'home') }
}

/** A copy that a test may damage. */
export function copySessions(folder: string): Machine {
  cpSync(SESSION_FIXTURES, folder, { recursive: true })
  return machineAt(folder)
}

/** A copy for the test that is running. */
export function ownSessions(): Machine {
  return copySessions(tempTree().root)
}

/** The sessions of the story; `gemini-old` is the one object that older releases wrote. */
export const STORIES: Readonly<Record<SessionAgent | 'gemini-old', string>> = {
  claude: '3f2a9c1e-5b7d-4e60-9a11-0c2d4e6f8a10',
  codex: '0199f3a2-7c41-7e10-b1d2-3c4d5e6f7a8b',
  copilot: '7d1e4f20-aaaa-4bbb-8ccc-123456789abc',
  gemini: 'c0ffee12',
  'gemini-old': '0ddba11c',
}

export function storyOf(
  name: keyof typeof STORIES,
  machine: Machine = machineAt(SESSION_FIXTURES),
): SessionFile {
  const file = findSessions(machine).find(({ id }) => id === STORIES[name])
  if (file === undefined) throw new Error(`there is no fixture for ${name}`)
  return file
}

/** One of a copy for the test that is running. */
export function ownStory(name: keyof typeof STORIES): SessionFile {
  return storyOf(name, ownSessions())
}
