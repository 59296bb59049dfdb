// Reads what an agent sends by the data of its dialect. A covered tool whose input has another form than the dialect says
// comes out as unreadable, so that the hook can refuse it instead of waving it through.
import type { Dialect, ShellTool } from './dialect.ts'
import type { HookEvent, ToolEvent } from './hook-event.ts'
import { patchPaths } from './patch-paths.ts'
import { quoted } from './quoted-word.ts'
import { readUnlisted } from './unlisted-tool.ts'

type Mapping = Readonly<Record<string, unknown>>

type Kind = Dialect['events'][string] | undefined

export interface Machine {
  readonly isWindows: boolean
}

/**
 * Throws on what is no JSON object: nothing can be said about it but that it cannot be judged. `named` is the event that
 * the registered command line names, for agents whose JSON does not.
 */
export function readEvent(text: string, dialect: Dialect, machine: Machine, named?: string): HookEvent {
  // PowerShell puts a byte order mark in front of what it hands over.
  const value: unknown = JSON.parse(text.charAt(0) === '\uFEFF' ? text.slice(1) : text)
  if (!isMapping(value)) throw new Error('the input is no object')
  const { events, fields } = dialect
  // What names no event is taken for a tool: waving it through would be worse.
  const name = textAt(value, fields.event) ?? named
  const kind: Kind = name === undefined ? 'tool' : events[listedName(name, events) ?? '']
  const session = textAt(value, fields.session)
  const cwd = folderAt(value, fields.cwd)
  const occasion = { ...(session === undefined ? {} : { session }), ...(cwd === undefined ? {} : { cwd }) }
  switch (kind) {
    case 'tool':
      return { ...occasion, ...readTool(value, dialect, machine) }
    case 'stop':
      return { ...occasion, kind, isRepeated: value['stop_hook_active'] === true }
    case 'start':
      return { ...occasion, kind }
    case undefined:
      return { ...occasion, kind: 'other' }
  }
}

/** A tool with what it is called with; `value` has the keys of an event. */
export function readTool(value: Mapping, dialect: Dialect, machine: Machine): ToolEvent {
  const { fields, shells, writers, patches } = dialect
  const said = textAt(value, fields.tool)
  if (said === undefined) throw new Error('the input names no tool')
  const tool = listedName(said, shells, writers, patches)
  const named = inputAt(value, fields.input)
  const input = named ?? {}
  if (tool === undefined) return unlisted(said, input, machine)
  const shell = shells[tool]
  // A command may stand beside the event's name instead of in an input of its own.
  if (shell !== undefined) return readCommand(tool, named ?? value, shell, machine)
  const patch = patches[tool]
  if (patch !== undefined) return writing(tool, patchPaths(textAt(input, patch) ?? ''))
  return writing(tool, textsAt(input, writers[tool] ?? []))
}

/** In the letters of the dialect: agents changed their case before. */
function listedName(said: string, ...lists: readonly Mapping[]): string | undefined {
  const names = lists.flatMap((list) => Object.keys(list))
  const small = said.toLowerCase()
  return names.includes(said) ? said : names.find((name) => name.toLowerCase() === small)
}

/** Most such tools neither run nor write anything, and what would say so is fetched for the others alone. */
function unlisted(tool: string, input: Mapping, machine: Machine): ToolEvent {
  if (!/^mcp|shell|bash|terminal|pwsh|\b(?:command|cmd)/i.test([tool, ...Object.keys(input)].join(' ')))
    return untold(tool)
  return { ...untold(tool), ...readUnlisted(tool, input, machine) }
}

function untold(tool: string): ToolEvent {
  return { kind: 'tool', tool, paths: [], isUnreadable: false }
}

/** A tool that writes and names nothing that it writes is one that we do not understand. */
function writing(tool: string, paths: readonly string[]): ToolEvent {
  return { kind: 'tool', tool, paths, isUnreadable: paths.length === 0 }
}

function readCommand(tool: string, input: Mapping, shell: ShellTool, machine: Machine): ToolEvent {
  const text = commandAt(input, shell.command)
  if (text === undefined) return { ...untold(tool), isUnreadable: true }
  const cwd = textAt(input, shell.cwd ?? [])
  const system = machine.isWindows ? 'powershell' : 'bash'
  const command = { text, shell: shell.shell === 'system' ? system : shell.shell }
  return { ...untold(tool), command, ...(cwd === undefined ? {} : { cwd }) }
}

/** A list of words is a call without a shell, or `bash -lc SCRIPT`; quoted again, both mean what they meant. */
function commandAt(input: Mapping, keys: readonly string[]): string | undefined {
  const value = valueAt(input, keys)
  if (typeof value === 'string') return value
  if (!Array.isArray(value) || value.length === 0) return undefined
  const words: readonly unknown[] = value
  return words.every((word) => typeof word === 'string') ? words.map(quoted).join(' ') : undefined
}

/** An object, or the text of one. */
function inputAt(value: Mapping, keys: readonly string[]): Mapping | undefined {
  const input = valueAt(value, keys)
  if (typeof input !== 'string') return isMapping(input) ? input : undefined
  const inner: unknown = parsed(input)
  // A tool with one text as its input, such as a patch.
  return isMapping(inner) ? inner : { input }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The first of several work folders is the one that the agent was started in. */
function folderAt(value: Mapping, keys: readonly string[]): string | undefined {
  const folder = valueAt(value, keys)
  const first: unknown = Array.isArray(folder) ? folder[0] : folder
  return typeof first === 'string' && first !== '' ? first : undefined
}

function textAt(value: Mapping, keys: readonly string[]): string | undefined {
  const found = keys.map((key) => ownValue(value, key)).find((one) => typeof one === 'string' && one !== '')
  return typeof found === 'string' ? found : undefined
}

/** Lists of texts, or of objects with such keys, where a tool writes several files in one call. */
function textsAt(value: Mapping, keys: readonly string[]): readonly string[] {
  const found = keys.flatMap((key) => ownValue(value, key))
  return found.flatMap((one) => {
    if (typeof one === 'string') return one || []
    return isMapping(one) ? textsAt(one, keys) : []
  })
}

function valueAt(value: Mapping, keys: readonly string[]): unknown {
  return keys.map((key) => ownValue(value, key)).find((one) => one !== undefined && one !== '')
}

function ownValue(value: Mapping, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
