// Transcripts of Codex: lines of `{timestamp, type, payload}` that tell most things twice, once as the model saw them and
// once as they were shown. Lines of the first releases have no payload and are read as if they were one.
import { isMapping, mappingAt, mappingsAt, numberAt, parseMapping, partTexts, textAt } from '../mapping.ts'
import type { Mapping } from '../mapping.ts'
import type { SessionEvent } from '../session-event.ts'
import { callEvents, noteTime, stepsOf } from '../transcript.ts'
import type { OpenFacts, TranscriptReader } from '../transcript.ts'
import { codex } from './dialect.ts'

/** A part of a user's message that begins so was put there by the program. */
const INJECTED = [
  '<environment_context>',
  '<user_instructions>',
  '<permissions instructions>',
  '<collaboration_mode>',
  '<turn_aborted>',
  '<subagent_notification>',
  '<user_shell_command>',
  '<skill>',
  '<INSTRUCTIONS>',
  '# AGENTS.md instructions for',
]

const LINES: ReadonlySet<string> = new Set([
  'compacted',
  'world_state',
  'inter_agent_communication',
  'ghost_snapshot',
])

interface State {
  readonly facts: OpenFacts
  /** How often each text was told by the model's log and by the shown one, and how often it was passed on. */
  readonly told: Map<string, { model: number; shown: number; passed: number }>
}

export function readCodexTranscript(): TranscriptReader {
  const state: State = { facts: {}, told: new Map() }
  return {
    read: (record) => readRecord(record, state),
    finish: () => [],
    facts: () => state.facts,
  }
}

function readRecord(record: Mapping, state: State): readonly SessionEvent[] | undefined {
  noteTime(state.facts, textAt(record, 'timestamp'))
  const type = textAt(record, 'type')
  const payload = mappingAt(record, 'payload')
  if (payload === undefined) return readOldRecord(record, type, state)
  switch (type ?? '') {
    case 'session_meta':
      return noteMeta(payload, state.facts)
    case 'turn_context':
      state.facts.model = textAt(payload, 'model') ?? state.facts.model
      state.facts.cwd ??= textAt(payload, 'cwd')
      return []
    case 'response_item':
      return readItem(payload, state)
    case 'event_msg':
      return readShown(payload, state)
    default:
      break
  }
  const summary = type === 'compacted' ? textAt(payload, 'message') : undefined
  if (summary !== undefined) return [{ kind: 'summary', text: summary }]
  return LINES.has(type ?? '') ? [] : undefined
}

function readOldRecord(
  record: Mapping,
  type: string | undefined,
  state: State,
): readonly SessionEvent[] | undefined {
  if (type !== undefined) return readItem(record, state)
  if (textAt(record, 'record_type') !== undefined) return []
  return textAt(record, 'id') === undefined ? undefined : noteMeta(record, state.facts)
}

/** A forked session repeats the head of the one that it came from: the first head is its own. */
function noteMeta(payload: Mapping, facts: OpenFacts): readonly SessionEvent[] {
  facts.id ??= textAt(payload, 'id')
  facts.cwd ??= textAt(payload, 'cwd')
  facts.agentVersion ??= textAt(payload, 'cli_version')
  facts.branch ??= textAt(mappingAt(payload, 'git') ?? {}, 'branch')
  const source = payload['source']
  if (isMapping(source) && 'subagent' in source) facts.isSidechain = true
  return []
}

function readItem(item: Mapping, state: State): readonly SessionEvent[] | undefined {
  const type = textAt(item, 'type')
  const call = textAt(item, 'call_id') ?? textAt(item, 'id') ?? ''
  switch (type) {
    case 'message':
      return readMessage(item, state)
    case 'function_call':
      return toolEvents(call, textAt(item, 'name') ?? '', textAt(item, 'arguments') ?? '{}')
    case 'custom_tool_call':
      return toolEvents(call, textAt(item, 'name') ?? '', textAt(item, 'input') ?? '')
    case 'local_shell_call':
      return callEvents({ call, tool: 'local_shell', input: mappingAt(item, 'action') ?? {} }, codex)
    case 'function_call_output':
    case 'custom_tool_call_output':
      return [{ kind: 'result', call, ...outcomeOf(item['output']) }]
    case undefined:
      return undefined
    default:
      return /^(reasoning|web_search_call|tool_search_\w+|image_generation_call|ghost_snapshot|compaction\w*|context_compaction|other|message_\w+|local_shell_call_output|agent_message)$/.test(
        type,
      )
        ? []
        : undefined
  }
}

function readMessage(item: Mapping, state: State): readonly SessionEvent[] | undefined {
  const role = textAt(item, 'role')
  const texts = partTexts(item['content'])
  if (role === 'assistant') return passOnce('answer', texts.join('\n'), 'model', state)
  if (role === 'developer' || role === 'system') return []
  if (role !== 'user') return undefined
  const said = texts.filter((text) => !isInjected(text))
  return passOnce('prompt', said.join('\n').trim(), 'model', state)
}

function isInjected(text: string): boolean {
  const start = text.trimStart()
  return INJECTED.some((mark) => start.startsWith(mark))
}

/** Both logs tell what was said, in either order; a text that was said twice is told twice by each. */
function passOnce(
  kind: 'prompt' | 'answer',
  text: string,
  log: 'model' | 'shown',
  { told }: State,
): readonly SessionEvent[] {
  if (text.trim() === '') return []
  const key = `${kind} ${text.length} ${text.trim().slice(0, 200)}`
  const counts = told.get(key) ?? { model: 0, shown: 0, passed: 0 }
  counts[log] += 1
  told.set(key, counts)
  if (counts[log] <= counts.passed) return []
  counts.passed += 1
  return [{ kind, text }]
}

function toolEvents(call: string, tool: string, text: string): readonly SessionEvent[] {
  const input = parseMapping(text)
  if (tool === 'update_plan') return [{ kind: 'steps', steps: stepsOf(mappingsAt(input ?? {}, 'plan')) }]
  if (tool === 'request_user_input') {
    const asked = mappingsAt(input ?? {}, 'questions').flatMap(
      (question) => textAt(question, 'question') ?? [],
    )
    return asked.length === 0 ? [] : [{ kind: 'question', call, text: asked.join(' ') }]
  }
  return callEvents({ call, tool, input: input ?? text }, codex)
}

/** Outputs are a text, a text of JSON, an object or parts; the exit code stands in any of them. */
function outcomeOf(output: unknown): { readonly isError: boolean; readonly output: string } {
  const value = typeof output === 'string' ? (parseMapping(output) ?? output) : output
  if (!isMapping(value)) {
    const text = partTexts(value).join('\n')
    const code = /(?:exited with code|Exit code:?)\s+(-?\d+)/.exec(text.slice(0, 400))?.[1]
    return { isError: code !== undefined && code !== '0', output: text }
  }
  const code = numberAt(mappingAt(value, 'metadata') ?? value, 'exit_code')
  const text = textAt(value, 'output', 'content') ?? partTexts(value['content_items']).join('\n')
  return { isError: value['success'] === false || (code !== undefined && code !== 0), output: text }
}

function readShown(payload: Mapping, state: State): readonly SessionEvent[] | undefined {
  const type = textAt(payload, 'type')
  const title = textAt(payload, 'thread_name')
  if (title !== undefined) state.facts.title = title
  const call = textAt(payload, 'call_id') ?? ''
  switch (type) {
    case 'user_message':
      return passOnce('prompt', textAt(payload, 'message') ?? '', 'shown', state)
    case 'agent_message':
      return passOnce('answer', textAt(payload, 'message') ?? '', 'shown', state)
    case 'exec_command_end':
      return [
        {
          kind: 'result',
          call,
          isError: (numberAt(payload, 'exit_code') ?? 0) !== 0,
          output: textAt(payload, 'aggregated_output', 'formatted_output', 'stdout') ?? '',
        },
      ]
    case 'patch_apply_end':
      return [{ kind: 'result', call, isError: payload['success'] === false, output: '' }]
    case 'thread_rolled_back':
      return [{ kind: 'rewind', prompts: numberAt(payload, 'num_turns') ?? 0 }]
    case undefined:
      return undefined
    default:
      // The shown log says many things about the program itself, and each release new ones.
      return []
  }
}
