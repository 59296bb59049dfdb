// What a session's events add up to. Turns are kept so that those taken back can go; of old turns only the prompt is
// kept, so that a session of any length takes little memory.
import type { SessionEvent, Step } from '../sessions/session.ts'
import type { Commit, Digest, RunCommand, Said } from './digest.ts'
import { commandThatMatters, commitsIn } from './matters.ts'
import { decisionsIn, nextStepIn, openQuestionsIn, questionsIn } from './sentences.ts'

/** A text is scrubbed before it is cut, so this is far beyond what a digest shows of one. */
const TEXT_CHARS_MAX = 128 * 1024
const TURNS_WITH_ANSWERS = 8
const ANSWERS_KEPT = 6
const COMMANDS_KEPT = 400
const DECISIONS_KEPT = 60

interface Turn {
  /** Absent where the agent spoke first. */
  readonly prompt?: string
  answers: string[]
  decisions: string[]
}

/** What the events alone tell of a digest. */
export type Conversation = Pick<
  Digest,
  'asked' | 'files' | 'commands' | 'commits' | 'decisions' | 'questions' | 'steps' | 'nextStep' | 'tail'
>

export interface ConversationWriter {
  readonly add: (event: SessionEvent) => void
  readonly read: () => Conversation
}

type Pending = Extract<SessionEvent, { readonly call: string }>

interface State {
  readonly turns: Turn[]
  readonly pending: Map<string, Pending>
  readonly files: Map<string, number>
  /** By the command, so that one that ran again stands where it ran last. */
  readonly commands: Map<string, RunCommand>
  readonly commits: Map<string, Commit>
  steps: readonly Step[]
}

export function makeConversation(): ConversationWriter {
  const state: State = {
    turns: [],
    pending: new Map(),
    files: new Map(),
    commands: new Map(),
    commits: new Map(),
    steps: [],
  }
  return { add: (event) => add(event, state), read: () => conversationOf(state) }
}

function add(event: SessionEvent, state: State): void {
  switch (event.kind) {
    case 'prompt':
      return addPrompt(cut(event.text), state)
    case 'answer':
    case 'summary':
      return addAnswer(cut(event.text), turnOf(state))
    case 'steps':
      state.steps = event.steps
      return
    case 'rewind':
      state.turns.splice(Math.max(0, state.turns.length - event.prompts))
      return
    case 'result':
      return addResult(event, state)
    case 'command':
      noteCommand(event.command, undefined, state)
      break
    case 'write':
      notePaths(event.paths, 1, state)
      break
    case 'plan':
    case 'question':
      break
  }
  if (event.call !== '') state.pending.set(event.call, event)
}

function cut(text: string): string {
  return text.length > TEXT_CHARS_MAX ? text.slice(0, TEXT_CHARS_MAX) : text
}

function addPrompt(prompt: string, state: State): void {
  state.turns.push({ prompt, answers: [], decisions: [...decisionsIn(prompt)] })
  const old = state.turns.at(-1 - TURNS_WITH_ANSWERS)
  if (old !== undefined) old.answers = []
}

function turnOf({ turns }: State): Turn {
  if (turns.length === 0) turns.push({ answers: [], decisions: [] })
  return turns.at(-1) as Turn
}

function addAnswer(text: string, turn: Turn): void {
  turn.answers = [...turn.answers.slice(1 - ANSWERS_KEPT), text]
  turn.decisions = [...turn.decisions, ...decisionsIn(text)].slice(-DECISIONS_KEPT)
}

function addResult({ call, isError, output }: Extract<SessionEvent, { kind: 'result' }>, state: State): void {
  const pending = state.pending.get(call)
  if (pending === undefined) return
  state.pending.delete(call)
  const { decisions } = turnOf(state)
  if (pending.kind === 'command') {
    noteCommand(pending.command, !isError, state)
    for (const commit of commitsIn(pending.command, output)) state.commits.set(commit.id, commit)
  } else if (pending.kind === 'write' && isError) notePaths(pending.paths, -1, state)
  else if (pending.kind === 'question' && !isError)
    decisions.push(`${cut(pending.text)} — ${answerIn(cut(output))}`)
  else if (pending.kind === 'plan' && !isError) decisions.push(`The plan was agreed: ${cut(pending.text)}`)
}

/** Without what an agent puts before the user's words. */
function answerIn(output: string): string {
  return output.trim().replace(/^User has answered your questions?:\s*/, '')
}

function noteCommand(command: string, ok: boolean | undefined, { commands }: State): void {
  const text = commandThatMatters(cut(command))
  if (text === undefined) return
  commands.delete(text)
  commands.set(text, { command: text, ...(ok === undefined ? {} : { ok }) })
  const oldest = commands.size > COMMANDS_KEPT ? commands.keys().next().value : undefined
  if (oldest !== undefined) commands.delete(oldest)
}

function notePaths(paths: readonly string[], edits: number, { files }: State): void {
  for (const path of paths) files.set(path, (files.get(path) ?? 0) + edits)
}

function conversationOf(state: State): Conversation {
  const { turns, files, commands, commits, steps } = state
  const tail = turns.slice(-TURNS_WITH_ANSWERS).flatMap(saidIn)
  const questions = [...new Set(openQuestions(state))]
  return {
    asked: turns.flatMap(({ prompt }) => prompt ?? []),
    files: [...files].filter(([, edits]) => edits > 0).map(([path, edits]) => ({ path, edits })),
    commands: [...commands.values()],
    commits: [...commits.values()],
    decisions: [...new Set(turns.flatMap(({ decisions }) => decisions))],
    questions,
    steps,
    nextStep: nextStep(state, questions),
    tail,
  }
}

function saidIn({ prompt, answers }: Turn): readonly Said[] {
  const said: Said[] = answers.map((text) => ({ who: 'agent', text }))
  return prompt === undefined ? said : [{ who: 'user', text: prompt }, ...said]
}

function openQuestions({ turns, pending }: State): readonly string[] {
  const unanswered = [...pending.values()].flatMap((event) => (event.kind === 'question' ? event.text : []))
  const marked = turns.slice(-TURNS_WITH_ANSWERS).flatMap(({ answers }) => answers.flatMap(openQuestionsIn))
  return [...marked, ...unanswered, ...questionsIn(turns.at(-1)?.answers.at(-1) ?? '')]
}

/** The first of: a step in work, a request without an answer, what the agent named, an open step, an open question. */
function nextStep({ turns, steps }: State, questions: readonly string[]): string {
  const last = turns.at(-1)
  const doing = steps.find(({ state }) => state === 'doing')
  if (doing !== undefined) return doing.text
  if (last?.prompt !== undefined && last.answers.length === 0)
    return `Answer the last request: ${last.prompt}`
  const named = nextStepIn(last?.answers.at(-1) ?? '')
  if (named !== undefined) return named
  const open = steps.find(({ state }) => state === 'open')
  if (open !== undefined) return open.text
  const question = questions.at(-1)
  if (question !== undefined) return `Settle the open question: ${question}`
  return 'Nothing was left open. Ask the user what comes next.'
}
