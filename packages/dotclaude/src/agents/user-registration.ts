// The hook for every session of a user, in whatever repository: one file in the home, and where each agent is told about
// it. The entries are those of a repository with another place to look.
import { HOOK_PLACE } from './registration.ts'
import type { Entry, Registration, SettingsForm, WholeFile } from './registration.ts'
import type { AgentName } from './hook-event.ts'
import { opencodePlugin } from './opencode/registration.ts'
import { REGISTRATIONS } from './registrations.ts'

/** As command lines name it; a shell of any kind knows the variable. By it our entries are known. */
export const USER_HOOK: string = `$HOME/${HOOK_PLACE}`

/** Relative to the home. */
const FILES: Readonly<Record<AgentName, string>> = {
  'claude-code': '.claude/settings.json',
  codex: '.codex/hooks.json',
  copilot: '.copilot/hooks/dotclaude.json',
  cursor: '.cursor/hooks.json',
  gemini: '.gemini/settings.json',
  opencode: '.config/opencode/plugins/dotclaude.js',
}

export interface UserRegistration {
  readonly file: string
  readonly form: SettingsForm | WholeFile
}

export function userRegistration(agent: AgentName): UserRegistration {
  const registration = REGISTRATIONS.find((one) => one.agent === agent)
  if (registration === undefined) throw new Error(`there is no registration of ${agent}`)
  return { file: FILES[agent], form: formOf(registration) }
}

function formOf({ form }: Registration): SettingsForm | WholeFile {
  if (form.kind === 'file') return { kind: 'file', text: opencodePlugin('home') }
  // What is no hook is about a repository, and stays a repository's matter.
  const entries = form.entries.filter(({ purpose }) => purpose !== undefined)
  return { ...form, entries: entries.map(atHome) }
}

function atHome(entry: Entry): Entry {
  return { ...entry, value: relocated(entry.value) as Exclude<Entry['value'], string> }
}

const COMMAND = /node (?:"[^"]*\.claude\/hooks\/guard\.mjs"|\.claude\/hooks\/guard\.mjs)/

function relocated(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(COMMAND, `node "${USER_HOOK.replaceAll('$', '$$$$')}"`)
  if (Array.isArray(value)) return value.map(relocated)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, relocated(inner)]))
}
