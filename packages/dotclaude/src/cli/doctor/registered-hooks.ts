// The hooks that an agent would call before it runs a shell command, by the word of its settings. Pure: what is written
// there, not whether it works.
import type { Snapshot } from '../../repo/snapshot.ts'
import { isMapping } from '../../validate/shape.ts'

export interface RegisteredHook {
  readonly file: string
  readonly command: string
  /** Present: the command is a program, started without a shell. */
  readonly args?: readonly string[]
}

export interface HookRegistry {
  readonly hooks: readonly RegisteredHook[]
  /** A settings file that switches all hooks off. */
  readonly disabledBy?: string
}

const PROJECT_SETTINGS = ['.claude/settings.json', '.claude/settings.local.json']

/** Those for a tool such as `Bash`, in the order of the files. */
export function hooksBefore(tool: string, snapshot: Snapshot): HookRegistry {
  const settings = PROJECT_SETTINGS.map((file) => ({ file, value: snapshot.json(file)?.value }))
  const disabled = settings.find(({ value }) => isMapping(value) && value['disableAllHooks'] === true)
  const hooks = settings.flatMap(({ file, value }) =>
    groupsIn(value).flatMap((group) => hooksIn(group, tool, file)),
  )
  return { hooks, ...(disabled === undefined ? {} : { disabledBy: disabled.file }) }
}

function groupsIn(value: unknown): readonly unknown[] {
  const hooks = isMapping(value) ? value['hooks'] : undefined
  const groups = isMapping(hooks) ? hooks['PreToolUse'] : undefined
  return Array.isArray(groups) ? groups : []
}

function hooksIn(group: unknown, tool: string, file: string): readonly RegisteredHook[] {
  if (!isMapping(group) || !matchesTool(group['matcher'], tool)) return []
  const handlers: unknown = group['hooks']
  return Array.isArray(handlers) ? handlers.flatMap((handler) => hookOf(handler, file)) : []
}

/** Absent, empty or `*` is every tool; anything else a pattern over the whole name. */
function matchesTool(matcher: unknown, tool: string): boolean {
  if (matcher === undefined || matcher === '' || matcher === '*') return true
  if (typeof matcher !== 'string') return false
  try {
    return new RegExp(`^(?:${matcher})$`).test(tool)
  } catch {
    return matcher === tool
  }
}

function hookOf(handler: unknown, file: string): readonly RegisteredHook[] {
  if (!isMapping(handler) || (handler['type'] ?? 'command') !== 'command') return []
  const { command, args } = handler
  if (typeof command !== 'string') return []
  const isList = Array.isArray(args) && args.every((arg) => typeof arg === 'string')
  return [{ file, command, ...(isList ? { args } : {}) }]
}
