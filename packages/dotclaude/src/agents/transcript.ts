// How a transcript is read: an agent's reader is given one record after the other and says what each one tells. Readers
// do no I/O, keep little, and take a record of any shape.
import type { Dialect } from './dialect.ts'
import { isMapping, textAt } from './mapping.ts'
import type { Mapping } from './mapping.ts'
import { patchPaths } from './patch-paths.ts'
import { readTool } from './read-event.ts'
import type { SessionEvent, SessionFacts, Step } from './session-event.ts'

export interface TranscriptReader {
  /** In the order of the record; `undefined` where its shape is not known. */
  readonly read: (record: Mapping) => readonly SessionEvent[] | undefined
  /** What can only be told when all records were read. */
  readonly finish: () => readonly SessionEvent[]
  /** What is known so far. */
  readonly facts: () => Readonly<OpenFacts>
}

/** Facts that change while a transcript is read. */
export type OpenFacts = { -readonly [Key in keyof SessionFacts]?: SessionFacts[Key] | undefined }

/** The first time is the start, the last one the end; a date that is none is passed over. */
export function noteTime(facts: OpenFacts, time: string | undefined): void {
  if (time === undefined || !/^\d{4}-\d\d-\d\dT/.test(time)) return
  facts.startedAt ??= time
  facts.endedAt = time
}

const PATCH_START = '*** Begin Patch'

export interface ToolCall {
  readonly call: string
  readonly tool: string
  readonly input: unknown
}

/** What a call of a tool does that matters, by the agent's own names of tools. Looking and searching is nothing. */
export function callEvents({ call, tool, input }: ToolCall, dialect: Dialect): readonly SessionEvent[] {
  if (tool === '') return []
  const event = {
    [dialect.fields.tool[0] ?? '']: tool,
    [dialect.fields.input[0] ?? '']: unwrapped(input),
  }
  const { command, paths } = readTool(event, dialect, { isWindows: false })
  if (command?.text.includes(PATCH_START) === true)
    return [{ kind: 'write', call, paths: patchPaths(command.text) }]
  if (command !== undefined) return [{ kind: 'command', call, command: command.text }]
  return paths.length === 0 ? [] : [{ kind: 'write', call, paths }]
}

/** `["bash", "-lc", "make"]` is the command `make`. */
function unwrapped(input: unknown): unknown {
  if (!isMapping(input)) return input
  const words = input['command'] ?? input['cmd']
  if (!Array.isArray(words) || words.length !== 3) return input
  const [shell, option, script] = words as readonly unknown[]
  const isShell = typeof shell === 'string' && /(^|[/\\])(ba|z|da)?sh$/.test(shell)
  return isShell && (option === '-lc' || option === '-c') ? { ...input, command: script } : input
}

/** A list of steps, whichever of the usual names its keys have. */
export function stepsOf(items: readonly Mapping[]): readonly Step[] {
  return items.flatMap((item) => {
    const text = textAt(item, 'content', 'step', 'description', 'subject', 'title')
    return text === undefined ? [] : [{ text, state: stateOf(textAt(item, 'status')) }]
  })
}

export function stateOf(status: string | undefined): Step['state'] {
  if (status === 'completed' || status === 'done' || status === 'cancelled') return 'done'
  return status === 'in_progress' ? 'doing' : 'open'
}
