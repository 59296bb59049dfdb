// Transcripts of Copilot's command line: events of `{type, data, id, timestamp, parentId}`, as its SDK documents them.
// What is known of the session beside the events stands in `workspace.yaml`.
import { mappingAt, mappingsAt, parseMapping, partTexts, textAt } from '../mapping.ts'
import type { Mapping } from '../mapping.ts'
import type { SessionEvent } from '../session-event.ts'
import { callEvents, noteTime } from '../transcript.ts'
import type { OpenFacts, TranscriptReader } from '../transcript.ts'
import { copilot } from './dialect.ts'

/** Families of events that say nothing about the work; new ones appear in each release. */
const BOOKKEEPING =
  /^(session|assistant|system|hook|subagent|skill|permission|user_input|elicitation|exit_plan_mode|external_tool|command|pending_messages|mcp|tool|auto_mode_switch|capabilities|sampling|abort|model|telemetry)(\.|$)/

interface State {
  readonly facts: OpenFacts
  /** Calls are announced by the message that asks for them and again when they start. */
  readonly calls: Set<string>
  /** Ids of the user's messages, for going back to one. */
  readonly prompts: string[]
}

export function readCopilotTranscript(): TranscriptReader {
  const state: State = { facts: {}, calls: new Set(), prompts: [] }
  return {
    read: (record) => readRecord(record, state),
    finish: () => [],
    facts: () => state.facts,
  }
}

function readRecord(record: Mapping, state: State): readonly SessionEvent[] | undefined {
  const type = textAt(record, 'type')
  if (type === undefined) return undefined
  const data = mappingAt(record, 'data') ?? {}
  noteTime(state.facts, textAt(record, 'timestamp'))
  switch (type) {
    case 'session.start':
    case 'session.resume':
    case 'session.context_changed':
      return noteStart(data, state.facts)
    case 'session.model_change':
      state.facts.model = textAt(data, 'newModel') ?? state.facts.model
      return []
    case 'session.title_changed':
      state.facts.title = textAt(data, 'title') ?? state.facts.title
      return []
    case 'session.compaction_complete':
      return textEvent('summary', textAt(data, 'summaryContent'))
    case 'session.snapshot_rewind':
      return rewindTo(textAt(data, 'upToEventId'), state)
    case 'user.message':
      return readPrompt(record, data, state)
    case 'assistant.message':
      return readAnswer(data, state)
    case 'tool.execution_start':
      return toolEvents(
        textAt(data, 'toolCallId') ?? '',
        textAt(data, 'toolName') ?? '',
        data['arguments'],
        state,
      )
    case 'tool.execution_complete':
      return [{ kind: 'result', call: textAt(data, 'toolCallId') ?? '', ...outcomeOf(data) }]
    default:
      return BOOKKEEPING.test(type) ? [] : undefined
  }
}

function noteStart(data: Mapping, facts: OpenFacts): readonly SessionEvent[] {
  const context = mappingAt(data, 'context') ?? data
  facts.id ??= textAt(data, 'sessionId')
  facts.cwd ??= textAt(context, 'cwd')
  facts.branch = textAt(context, 'branch') ?? facts.branch
  facts.model = textAt(data, 'selectedModel', 'model') ?? facts.model
  facts.agentVersion = textAt(data, 'copilotVersion') ?? facts.agentVersion
  facts.startedAt = textAt(data, 'startTime') ?? facts.startedAt
  return []
}

function textEvent(kind: 'summary' | 'answer', text: string | undefined): readonly SessionEvent[] {
  return text === undefined || text.trim() === '' ? [] : [{ kind, text }]
}

function readPrompt(record: Mapping, data: Mapping, state: State): readonly SessionEvent[] | undefined {
  const source = textAt(data, 'source')
  // Skills, the system and other agents speak through messages of the user too.
  if (source !== undefined && source !== 'user') return []
  if (!('content' in data)) return undefined
  const text = partTexts(data['content']).join('\n').trim()
  if (text === '') return []
  state.prompts.push(textAt(record, 'id') ?? '')
  return [{ kind: 'prompt', text }]
}

function readAnswer(data: Mapping, state: State): readonly SessionEvent[] {
  // With a parent call the text is a sub-agent's; what it does counts all the same.
  const isSidechain = textAt(data, 'parentToolCallId') !== undefined
  const text = isSidechain ? undefined : partTexts(data['content'] ?? data['text']).join('\n')
  const requests = mappingsAt(data, 'toolRequests').flatMap((request) =>
    toolEvents(
      textAt(request, 'toolCallId') ?? '',
      textAt(request, 'name') ?? '',
      request['arguments'],
      state,
    ),
  )
  return [...textEvent('answer', text), ...requests]
}

function toolEvents(call: string, tool: string, given: unknown, { calls }: State): readonly SessionEvent[] {
  if (tool === '' || (call !== '' && calls.has(call))) return []
  calls.add(call)
  const input = typeof given === 'string' ? (parseMapping(given) ?? given) : given
  const question =
    tool === 'ask_user' ? textAt(mappingsAt({ input: [input] }, 'input')[0] ?? {}, 'question') : undefined
  if (question !== undefined) return [{ kind: 'question', call, text: question }]
  return callEvents({ call, tool, input }, copilot)
}

function outcomeOf(data: Mapping): { readonly isError: boolean; readonly output: string } {
  const result = data['result']
  const text = typeof result === 'string' ? result : textAt(mappingAt(data, 'result') ?? {}, 'content')
  const error = textAt(mappingAt(data, 'error') ?? {}, 'message')
  const code = /<exited with exit code (\d+)>\s*$/.exec(text?.slice(-80) ?? '')?.[1]
  return {
    isError: data['success'] === false || (code !== undefined && code !== '0'),
    output: text ?? error ?? '',
  }
}

/** Everything from that event on is taken back. */
function rewindTo(id: string | undefined, { prompts }: State): readonly SessionEvent[] {
  const at = id === undefined ? -1 : prompts.indexOf(id)
  const count = at < 0 ? 0 : prompts.length - at
  if (count > 0) prompts.length = at
  return count === 0 ? [] : [{ kind: 'rewind', prompts: count }]
}
