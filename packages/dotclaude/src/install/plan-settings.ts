// Registers the guard in the project's settings: one group under `hooks.PreToolUse`, known by the path of the hook file,
// so that it is added once and everything else of the settings stays.
import { addToJson, isObject, read } from './edit-json.ts'
import type { Edit } from './edit-json.ts'

export const GUARD_FILE = '.claude/hooks/guard.mjs'

const GUARD_GROUP = {
  matcher: 'Bash|PowerShell',
  hooks: [
    {
      type: 'command',
      // Started without a shell, so that it works on every system.
      command: 'node',
      args: [`\${CLAUDE_PROJECT_DIR}/${GUARD_FILE}`],
      // In seconds.
      timeout: 10,
      // A guard that cannot be started must not wave everything through.
      onFailure: 'block',
    },
  ],
} as const

const FRESH = { $schema: 'https://json.schemastore.org/claude-code-settings.json' }

/** For a repository without settings. */
export function freshSettings(): string {
  return `${JSON.stringify({ ...FRESH, hooks: { PreToolUse: [GUARD_GROUP] } }, undefined, 2)}\n`
}

/** The same text where the guard is registered already. */
export function addGuard(text: string): Edit {
  const settings = read(text.replace(/^\uFEFF/, ''))
  const hooks = settings?.['hooks'] ?? {}
  const before = isObject(hooks) ? (hooks['PreToolUse'] ?? []) : undefined
  if (settings === undefined) return { ok: false, detail: 'is not JSON with an object in it' }
  if (!Array.isArray(before)) return { ok: false, detail: 'has hooks in a form that agents do not know' }
  if (hasGuard(before)) return { ok: true, text }
  return addToJson(text, { path: ['hooks', 'PreToolUse'], value: GUARD_GROUP, isItem: true })
}

function hasGuard(groups: readonly unknown[]): boolean {
  return JSON.stringify(groups).includes(GUARD_FILE)
}
