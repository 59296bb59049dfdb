// The settings files that agents obey: those of the repository, and the user's own where the caller hands them in.
import type { JsonDocument } from '../../repo/json-document.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import type { RuleOptions } from '../rule.ts'
import { isMapping } from '../shape.ts'
import type { Mapping } from '../shape.ts'

export interface SettingsFile {
  /** As people find it: relative to the repository, or below `~/.claude`. */
  readonly file: string
  readonly scope: 'project' | 'user'
  readonly document: JsonDocument
  /** What it says, if that is an object that could be read without errors. */
  readonly value?: Mapping
}

const PROJECT_FILES = [
  '.claude/settings.json',
  '.claude/settings.local.json',
  '.claude/settings.headless.json',
  '.mcp.json',
]
const USER_FILES = ['settings.json', 'settings.local.json']

export function settingsFilesIn(
  snapshot: Snapshot,
  { home }: Pick<RuleOptions, 'home'>,
): readonly SettingsFile[] {
  const project = PROJECT_FILES.flatMap((path) => readSettings(snapshot, path, 'project'))
  const user = home === undefined ? [] : USER_FILES.flatMap((path) => readSettings(home, path, 'user'))
  return [...project, ...user]
}

/** Local settings are often ignored by git, and obeyed all the same. */
function readSettings(
  snapshot: Snapshot,
  path: string,
  scope: SettingsFile['scope'],
): readonly SettingsFile[] {
  const document = snapshot.json(path)
  if (document === undefined) return []
  const file = scope === 'user' ? `~/.claude/${path}` : path
  const isReadable = document.errors.length === 0 && isMapping(document.value)
  return [
    { file, scope, document, ...(isReadable && isMapping(document.value) ? { value: document.value } : {}) },
  ]
}
