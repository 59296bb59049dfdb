// Transcripts of Gemini CLI. Current releases append records: one with what the session is, then messages, which are
// written anew whenever they grow, then changes of the first (`$set`) and returns to a message (`$rewindTo`). Older
// releases wrote one object with all messages. Either way nothing is certain before the end, so all is told there.
import { isMapping, mappingAt, mappingsAt, partTexts, textAt } from '../mapping.ts'
import type { Mapping } from '../mapping.ts'
import type { SessionEvent } from '../session-event.ts'
import { callEvents, noteTime, stepsOf } from '../transcript.ts'
import type { OpenFacts, TranscriptReader } from '../transcript.ts'
import { gemini } from './dialect.ts'

/** More of an output than this tells nothing more, and a session may have thousands. */
const OUTPUT_CHARS_MAX = 4000

const INJECTED = [
  '<session_context>',
  'This is the Gemini CLI. We are setting up the context',
  '<hook_context>',
]

/** A slash command of the program itself; those that a project defines are prompts. */
const FOR_THE_PROGRAM =
  /^(?:\?|\/(?:about|agents|auth|bug|chat|clear|commands|compress|copy|directory|docs|editor|exit|extensions|help|hooks|ide|mcp|memory|model|permissions|policies|privacy|quit|restore|resume|rewind|settings|shells|skills|stats|terminal-setup|theme|tools|upgrade|vim)(?:\s[^]*)?)$/

interface State {
  readonly facts: OpenFacts
  /** What each message tells, in the order in which they first appeared. */
  readonly messages: Map<string, readonly SessionEvent[]>
  untold: number
}

export function readGeminiTranscript(): TranscriptReader {
  const state: State = { facts: {}, messages: new Map(), untold: 0 }
  return {
    read: (record) => (readRecord(record, state) ? [] : undefined),
    finish: () => [...state.messages.values()].flat(),
    facts: () => state.facts,
  }
}

function readRecord(record: Mapping, state: State): boolean {
  const back = textAt(record, '$rewindTo')
  const change = mappingAt(record, '$set')
  if (back !== undefined) return rewindTo(back, state.messages)
  if (change !== undefined) return noteSession(change, state)
  if (textAt(record, 'type') !== undefined) return readMessage(record, state)
  return textAt(record, 'sessionId') === undefined ? false : noteSession(record, state)
}

/** That message and all after it are gone; with an unknown one everything is. */
function rewindTo(id: string, messages: State['messages']): true {
  const ids = [...messages.keys()]
  for (const gone of ids.slice(Math.max(0, ids.indexOf(id)))) messages.delete(gone)
  return true
}

function noteSession(record: Mapping, state: State): boolean {
  const { facts } = state
  facts.id = textAt(record, 'sessionId') ?? facts.id
  facts.title = textAt(record, 'summary') ?? facts.title
  facts.startedAt ??= textAt(record, 'startTime')
  facts.endedAt = textAt(record, 'lastUpdated') ?? facts.endedAt
  const folder: unknown = Array.isArray(record['directories']) ? record['directories'][0] : undefined
  if (typeof folder === 'string' && folder !== '') facts.cwd ??= folder
  if (textAt(record, 'kind') === 'subagent') facts.isSidechain = true
  // A list of messages is what the model goes on with; those that it leaves out were said all the same.
  const known = mappingsAt(record, 'messages').map((message) => readMessage(message, state))
  return known.every((isKnown) => isKnown)
}

function readMessage(message: Mapping, state: State): boolean {
  const type = textAt(message, 'type')
  noteTime(state.facts, textAt(message, 'timestamp'))
  if (type === 'user') keep(message, promptEvents(message), state)
  else if (type === 'gemini') keep(message, answerEvents(message, state.facts), state)
  else return type === 'info' || type === 'error' || type === 'warning'
  return true
}

function keep(message: Mapping, events: readonly SessionEvent[], state: State): void {
  const id = textAt(message, 'id') ?? `untold ${(state.untold += 1)}`
  state.messages.set(id, events)
}

function promptEvents(message: Mapping): readonly SessionEvent[] {
  const texts = partTexts(message['displayContent'] ?? message['content']).filter((text) => !isInjected(text))
  const text = texts.join('\n').trim()
  return text === '' || FOR_THE_PROGRAM.test(text) ? [] : [{ kind: 'prompt', text }]
}

function isInjected(text: string): boolean {
  const start = text.trimStart()
  return INJECTED.some((mark) => start.startsWith(mark))
}

function answerEvents(message: Mapping, facts: OpenFacts): readonly SessionEvent[] {
  facts.model = textAt(message, 'model') ?? facts.model
  const text = partTexts(message['content']).join('').trim()
  const calls = mappingsAt(message, 'toolCalls').flatMap(toolEvents)
  return text === '' ? calls : [{ kind: 'answer', text }, ...calls]
}

function toolEvents(toolCall: Mapping): readonly SessionEvent[] {
  const call = textAt(toolCall, 'id') ?? ''
  const tool = textAt(toolCall, 'name') ?? ''
  const input = mappingAt(toolCall, 'args') ?? {}
  const isError = /^(error|cancelled)$/.test(textAt(toolCall, 'status') ?? '')
  const result: SessionEvent = { kind: 'result', call, isError, output: outputOf(toolCall['result']) }
  if (tool === 'write_todos') return [{ kind: 'steps', steps: stepsOf(mappingsAt(input, 'todos')) }]
  if (tool === 'ask_user') {
    const asked = mappingsAt(input, 'questions').flatMap((question) => textAt(question, 'question') ?? [])
    return asked.length === 0 ? [] : [{ kind: 'question', call, text: asked.join(' ') }, result]
  }
  const events = callEvents({ call, tool, input }, gemini)
  return events.length === 0 ? [] : [...events, result]
}

function outputOf(result: unknown): string {
  if (typeof result === 'string') return result.slice(0, OUTPUT_CHARS_MAX)
  if (!Array.isArray(result)) return ''
  const texts = result.filter(isMapping).flatMap((part) => {
    const response = mappingAt(mappingAt(part, 'functionResponse') ?? {}, 'response')
    return textAt(response ?? part, 'output', 'error', 'text') ?? []
  })
  return texts.join('\n').slice(0, OUTPUT_CHARS_MAX)
}
