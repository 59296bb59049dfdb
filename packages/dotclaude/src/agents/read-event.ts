// Reads what an agent sends by the data of its dialect. A covered tool whose input has another form than the dialect says
// comes out as unreadable, so that the hook can refuse it instead of waving it through.
import type { Dialect, ShellTool } from './dialect.ts'
import type { HookEvent, ToolEvent } from './hook-event.ts'
import { mcpPaths } from './mcp-paths.ts'
import { patchPaths } from './patch-paths.ts'

type Mapping = Readonly<Record<string, unknown>>

export interface Machine {
  readonly isWindows: boolean
}

/**
 * Throws on what is no JSON object: nothing can be said about it but that it cannot be judged. `named` is the event that
 * the registered command line names, for agents whose JSON does not.
 */
export function readEvent(text: string, dialect: Dialect, machine: Machine, named?: string): HookEvent {
  const value: unknown = JSON.parse(text)
  if (!isMapping(value)) throw new Error('the input is no object')
  const { events, fields, silentEvent = '' } = dialect
  const name = textAt(value, fields.event) ?? named ?? silentEvent
  const kind = Object.hasOwn(events, name) ? events[name] : undefined
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
  const tool = textAt(value, fields.tool)
  if (tool === undefined) throw new Error('the input names no tool')
  const named = inputAt(value, fields.input)
  if (Object.hasOwn(shells, tool)) {
    const shell = shells[tool]
    // A command may stand beside the event's name instead of in an input of its own.
    return shell === undefined ? untold(tool) : readCommand(tool, named ?? value, shell, machine)
  }
  const input = named ?? {}
  if (Object.hasOwn(patches, tool)) return writing(tool, patchPaths(textAt(input, patches[tool] ?? []) ?? ''))
  if (Object.hasOwn(writers, tool)) return writing(tool, textsAt(input, writers[tool] ?? []))
  return { ...untold(tool), paths: mcpPaths(tool, input) }
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
  const system = machine.isWindows ? 'powershell' : 'bash'
  const cwd = textAt(input, shell.cwd ?? [])
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

function quoted(word: string): string {
  return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
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

function textsAt(value: Mapping, keys: readonly string[]): readonly string[] {
  return keys
    .map((key) => ownValue(value, key))
    .filter((one) => typeof one === 'string' && one !== '') as string[]
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
