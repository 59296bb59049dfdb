// Transcripts of Claude Code: one JSON object a line. Its makers call the format internal, so that any line may have a
// new type; what is written here was compared with versions up to 2.1.230.
import { isMapping, listAt, mappingAt, mappingsAt, partTexts, textAt } from '../mapping.ts'
import type { Mapping } from '../mapping.ts'
import type { SessionEvent, Step } from '../session-event.ts'
import { callEvents, noteTime, stateOf, stepsOf } from '../transcript.ts'
import type { OpenFacts, TranscriptReader } from '../transcript.ts'
import { claudeCode } from './dialect.ts'
import { promptOf } from './prompt.ts'

/** Lines that keep the program's books and tell nothing about the work. */
const BOOKKEEPING: ReadonlySet<string> = new Set([
  'agent-color',
  'agent-setting',
  'attachment',
  'content-replacement',
  'file-history-delta',
  'file-history-snapshot',
  'last-prompt',
  'marble-origami-commit',
  'marble-origami-snapshot',
  'mode',
  'permission-mode',
  'pr-link',
  'progress',
  'queue-operation',
  'saved_hook_context',
  'system',
  'tag',
  'task-summary',
  'worktree-state',
])

/** A title of a later kind stands over all earlier ones; of one kind the last title counts. */
const TITLES: readonly { readonly type: string; readonly key: string }[] = [
  { type: 'summary', key: 'summary' },
  { type: 'ai-title', key: 'aiTitle' },
  { type: 'agent-name', key: 'agentName' },
  { type: 'custom-title', key: 'customTitle' },
]

interface State {
  readonly facts: OpenFacts
  titleRank: number
  /** Where each prompt hangs in the tree of messages. */
  readonly parents: (string | undefined)[]
  /** A slash command whose text follows in a message of its own. */
  expanding: string | undefined
  readonly tasks: Map<string, Step>
}

export function readClaudeTranscript(): TranscriptReader {
  const state: State = {
    facts: {},
    titleRank: -1,
    parents: [],
    expanding: undefined,
    tasks: new Map(),
  }
  return {
    read: (record) => readRecord(record, state),
    finish: () => [],
    facts: () => state.facts,
  }
}

function readRecord(record: Mapping, state: State): readonly SessionEvent[] | undefined {
  const type = textAt(record, 'type')
  if (type === undefined) return undefined
  noteFacts(record, state.facts)
  if (type === 'user') return readUser(record, state)
  if (type === 'assistant') return readAssistant(record, state)
  const rank = TITLES.findIndex((title) => title.type === type)
  if (rank >= 0) return noteTitle(record, rank, state)
  return BOOKKEEPING.has(type) ? [] : undefined
}

function noteFacts(record: Mapping, facts: OpenFacts): void {
  noteTime(facts, textAt(record, 'timestamp'))
  facts.cwd ??= textAt(record, 'cwd')
  facts.branch = textAt(record, 'gitBranch') ?? facts.branch
  facts.agentVersion = textAt(record, 'version') ?? facts.agentVersion
}

function noteTitle(record: Mapping, rank: number, state: State): readonly SessionEvent[] {
  const title = textAt(record, TITLES[rank]?.key ?? '')
  // Of the summaries the first is this session's; later ones are of sessions that it was resumed from.
  if (title !== undefined && rank >= state.titleRank && !(rank === 0 && state.titleRank === 0)) {
    state.facts.title = title
    state.titleRank = rank
  }
  return []
}

function readUser(record: Mapping, state: State): readonly SessionEvent[] | undefined {
  const message = mappingAt(record, 'message')
  const content = message?.['content']
  if (message === undefined || !(typeof content === 'string' || Array.isArray(content))) return undefined
  const results = mappingsAt(message, 'content').flatMap(resultOf)
  if (record['isSidechain'] === true || record['isMeta'] === true) return results
  const texts = partTexts(content)
  if (record['isCompactSummary'] === true)
    return texts.length === 0 ? results : [...results, { kind: 'summary', text: texts.join('\n') }]
  const prompt = promptOf(texts)
  if (prompt === undefined) return results
  if (prompt.kind === 'command') return [...results, { kind: 'command', call: '', command: prompt.text }]
  return [...results, ...promptEvents(record, prompt, state)]
}

function promptEvents(
  record: Mapping,
  prompt: { readonly text: string; readonly isSlash: boolean },
  state: State,
): readonly SessionEvent[] {
  const id = textAt(record, 'promptId')
  const isExpansion = id !== undefined && state.expanding === id && !prompt.isSlash
  state.expanding = prompt.isSlash ? id : undefined
  return isExpansion ? [] : [...rewindOf(record, state), { kind: 'prompt', text: prompt.text }]
}

/** A prompt that hangs where an earlier one hung was written in its place. */
function rewindOf(record: Mapping, { parents }: State): readonly SessionEvent[] {
  const parent = textAt(record, 'parentUuid')
  const at = parent === undefined ? -1 : parents.indexOf(parent)
  const prompts = at < 0 ? 0 : parents.length - at
  if (prompts > 0) parents.length = at
  parents.push(parent)
  return prompts === 0 ? [] : [{ kind: 'rewind', prompts }]
}

function resultOf(block: Mapping): readonly SessionEvent[] {
  const call = textAt(block, 'tool_use_id')
  if (block['type'] !== 'tool_result' || call === undefined) return []
  const output = partTexts(block['content']).join('\n')
  return [{ kind: 'result', call, isError: block['is_error'] === true, output }]
}

function readAssistant(record: Mapping, state: State): readonly SessionEvent[] | undefined {
  const message = mappingAt(record, 'message')
  const content = message?.['content']
  if (message === undefined || !(typeof content === 'string' || Array.isArray(content))) return undefined
  // What the program itself put in the model's mouth, such as an error of the network.
  if (record['isApiErrorMessage'] === true) return []
  const isSidechain = record['isSidechain'] === true
  const model = textAt(message, 'model')
  if (model !== undefined && model !== '<synthetic>' && !isSidechain) state.facts.model = model
  const blocks =
    typeof content === 'string'
      ? [{ type: 'text', text: content }]
      : listAt(message, 'content').filter(isMapping)
  return blocks.flatMap((block) => {
    if (block['type'] === 'tool_use') return toolEvents(block, state)
    const text = block['type'] === 'text' ? textAt(block, 'text') : undefined
    return text === undefined || isSidechain || text === 'No response requested.'
      ? []
      : [{ kind: 'answer', text }]
  })
}

function toolEvents(block: Mapping, state: State): readonly SessionEvent[] {
  const tool = textAt(block, 'name')
  const call = textAt(block, 'id') ?? ''
  const input = mappingAt(block, 'input')
  if (tool === undefined || input === undefined) return []
  switch (tool) {
    case 'TodoWrite':
      return [{ kind: 'steps', steps: stepsOf(mappingsAt(input, 'todos')) }]
    case 'TaskCreate':
    case 'TaskUpdate':
      return taskEvents(tool, input, state)
    case 'AskUserQuestion': {
      const text = mappingsAt(input, 'questions').flatMap((question) => textAt(question, 'question') ?? [])
      return text.length === 0 ? [] : [{ kind: 'question', call, text: text.join(' ') }]
    }
    case 'ExitPlanMode': {
      const text = textAt(input, 'plan')
      return text === undefined ? [] : [{ kind: 'plan', call, text }]
    }
    default:
      return callEvents({ call, tool, input }, claudeCode)
  }
}

/** Tasks are numbered in the order in which they were made. */
function taskEvents(tool: string, input: Mapping, { tasks }: State): readonly SessionEvent[] {
  if (tool === 'TaskCreate') {
    const text = textAt(input, 'subject', 'description')
    if (text !== undefined) tasks.set(String(tasks.size + 1), { text, state: 'open' })
  } else {
    const id = textAt(input, 'taskId') ?? ''
    const task = tasks.get(id)
    const status = textAt(input, 'status')
    if (task === undefined) return []
    const text = textAt(input, 'subject') ?? task.text
    tasks.set(id, {
      text,
      state: status === undefined ? task.state : stateOf(status === 'deleted' ? 'done' : status),
    })
  }
  return [{ kind: 'steps', steps: [...tasks.values()] }]
}
