// The settings that have a say in whether an agent calls a hook: those of the repository, of its user, and of whoever
// manages the machine. Of the folders around them nothing is listed: they hold every session.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { AgentName } from '../../agents/hook-event.ts'
import type { Registration } from '../../agents/registration.ts'
import { userRegistration } from '../../agents/user-registration.ts'
import { parseJsonDocument } from '../../repo/json-document.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import type { Terminal } from '../terminal.ts'
import type { DoctorContext } from './probe.ts'
import type { SettingsText } from './registered-hooks.ts'

/** The agent's own file first, then what counts beside it. */
export function settingsOf(
  { agent, file }: Registration,
  { snapshot, terminal }: Pick<DoctorContext, 'snapshot' | 'terminal'>,
): readonly SettingsText[] {
  const files = [...new Set([file, ...besideIn(snapshot, agent)])]
  return [
    ...files.flatMap((path) => settingsIn(snapshot.text(path), path)),
    ...userSettings(terminal.home, userRegistration(agent).file),
    ...(agent === 'claude-code' ? managedSettings(terminal) : []),
  ]
}

function besideIn(snapshot: Snapshot, agent: AgentName): readonly string[] {
  if (agent === 'claude-code') return ['.claude/settings.local.json']
  // It reads every file of the folder.
  if (agent === 'copilot') return snapshot.under('.github/hooks').filter((path) => path.endsWith('.json'))
  return []
}

function userSettings(home: string, path: string): readonly SettingsText[] {
  return settingsIn(readUserFile(home, path), `~/${path}`)
}

function settingsIn(text: string | undefined, file: string): readonly SettingsText[] {
  return text === undefined ? [] : [{ file, text, value: parseJsonDocument(text).value }]
}

/** `undefined` where it is absent or cannot be read. Links are followed: a home is no repository. */
export function readUserFile(home: string, path: string): string | undefined {
  const place = join(home, path)
  if (statSync(place, { throwIfNoEntry: false })?.isFile() !== true) return undefined
  try {
    return readFileSync(place, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    return undefined
  }
}

/** Where Claude Code looks for what an administrator decided: Linux, macOS, Windows. */
const MANAGED = ['etc/claude-code', 'Library/Application Support/ClaudeCode', 'Program Files/ClaudeCode']

/** The one file, and those in the folder beside it, in their order. */
function managedSettings({ machine }: Pick<Terminal, 'machine'>): readonly SettingsText[] {
  return MANAGED.flatMap((folder) => {
    const more = `${folder}/managed-settings.d`
    const names = namesIn(join(machine, more)).map((name) => `${more}/${name}`)
    return [`${folder}/managed-settings.json`, ...names].flatMap((path) =>
      settingsIn(readUserFile(machine, path), join(machine, path)),
    )
  })
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}
