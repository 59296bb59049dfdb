// The hooks that an agent would call, by the word of its settings. Pure: what is written there, not whether it works.
import { matchesTool } from '../../agents/matches-tool.ts'
import type { Registration } from '../../agents/registration.ts'
import { isMapping } from '../../validate/shape.ts'
import type { Mapping } from '../../validate/shape.ts'

/** A settings file as it was read. */
export interface SettingsText {
  /** As people find it. */
  readonly file: string
  readonly text: string
  readonly value: unknown
}

export interface RegisteredHook {
  readonly file: string
  readonly event: string
  readonly matcher: unknown
  readonly command: string
  /** Present: the command is a program, started without a shell. */
  readonly args?: readonly string[]
  /** Absent where the agent's own limit holds. */
  readonly timeoutSeconds?: number
  /** As it stands in the file. */
  readonly handler: Mapping
}

/** Those of other people may do anything; ours are known by their names. */
const GUARDS = /guard|dotclaude/i

/** In the order of the files. */
export function guardsIn(
  settings: readonly SettingsText[],
  registration: Registration,
): readonly RegisteredHook[] {
  const scale = registration.agent === 'gemini' ? 0.001 : 1
  return settings
    .flatMap(({ file, value }) => hooksIn(value, file, scale))
    .filter(({ command, args = [] }) => GUARDS.test([command, ...args].join(' ')))
}

/** Those that are called for a tool at an event, or at an event without tools. */
export function calledFor(
  hooks: readonly RegisteredHook[],
  event: string,
  tool: string | undefined,
): readonly RegisteredHook[] {
  return hooks.filter(
    (hook) => hook.event === event && (tool === undefined || matchesTool(hook.matcher, tool)),
  )
}

function hooksIn(value: unknown, file: string, scale: number): readonly RegisteredHook[] {
  const events = isMapping(value) && isMapping(value['hooks']) ? value['hooks'] : {}
  return Object.entries(events).flatMap(([event, items]) =>
    listOf(items).flatMap((item) => {
      if (!isMapping(item)) return []
      const { matcher } = item
      // A group with handlers, or one handler.
      const handlers = Array.isArray(item['hooks']) ? (item['hooks'] as readonly unknown[]) : [item]
      return handlers.flatMap((handler) => hookOf(handler, { file, event, matcher }, scale))
    }),
  )
}

function hookOf(
  handler: unknown,
  place: Pick<RegisteredHook, 'file' | 'event' | 'matcher'>,
  scale: number,
): readonly RegisteredHook[] {
  if (!isMapping(handler)) return []
  const { args } = handler
  const command = handler['command'] ?? handler['bash'] ?? handler['powershell'] ?? handler['url']
  if (typeof command !== 'string') return []
  const isList = Array.isArray(args) && args.every((arg) => typeof arg === 'string')
  const limit = handler['timeout'] ?? handler['timeoutSec']
  return [
    {
      ...place,
      command,
      handler,
      ...(isList ? { args } : {}),
      ...(typeof limit === 'number' ? { timeoutSeconds: limit * scale } : {}),
    },
  ]
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
