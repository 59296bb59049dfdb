// Simulated machines for handoffs: each has a home of its own with the sessions of the fixtures, or none, and nothing of
// this machine but its programs.
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { machine } from './handoffs.ts'
import type { TerminalOptions } from './memory-terminal.ts'
import { runInProcess } from './run-in-process.ts'
import type { InProcessRun } from './run-in-process.ts'
import { SESSION_FIXTURES } from './session-fixtures.ts'

export interface HandoffMachine {
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** `handoff` with these words. */
  readonly run: (words: readonly string[], more?: TerminalOptions) => Promise<InProcessRun>
}

export interface MachineOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly hasSessions?: boolean
}

const NOW_MS = Date.parse('2026-11-22T12:00:00Z')

export function handoffMachine({ env = {}, hasSessions = false }: MachineOptions = {}): HandoffMachine {
  const place = machine({
    GH_CONFIG_DIR: '/nowhere',
    GIT_AUTHOR_NAME: 'tester',
    GIT_AUTHOR_EMAIL: 'tester@example.com',
    GIT_COMMITTER_NAME: 'tester',
    GIT_COMMITTER_EMAIL: 'tester@example.com',
    ...env,
  })
  const folders = { claude: '.claude', codex: '.codex', copilot: '.copilot', gemini: '' }
  if (hasSessions)
    for (const [agent, folder] of Object.entries(folders))
      cpSync(join(SESSION_FIXTURES, agent), join(place.home, folder), { recursive: true })
  return {
    ...place,
    run: (words, more) =>
      runInProcess(['handoff', ...words], { ...place, cwd: place.home, nowMs: NOW_MS, ...more }),
  }
}
