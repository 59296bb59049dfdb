// An event as an agent would send it, about a command that nobody runs: what `doctor` asks a registered hook. Made from
// the dialect, so that a hook is asked in the words that it will hear.
import type { Dialect } from './dialect.ts'
import type { AgentName } from './hook-event.ts'
import { mappingAt, parseMapping, textAt } from './mapping.ts'
import type { Mapping } from './mapping.ts'

export interface Canary {
  readonly command: string
  /** The folder of the session, absolute. */
  readonly folder: string
}

export function canaryFor(dialect: Dialect, { command, folder }: Canary): string {
  const { events, fields, shells } = dialect
  const event = Object.keys(events).find((name) => events[name] === 'tool') ?? ''
  const [tool = '', shell] = Object.entries(shells)[0] ?? []
  const set = (keys: readonly string[], value: unknown): Readonly<Record<string, unknown>> => ({
    [keys[0] ?? '']: value,
  })
  return JSON.stringify({
    ...set(fields.session, 'dotclaude-doctor'),
    ...set(fields.cwd, folder),
    ...set(fields.event, event),
    ...set(fields.tool, tool),
    ...set(fields.input, set(shell?.command ?? [], command)),
  })
}

/** What an answer on standard output comes to, for the agent that reads it. */
export interface SaidStop {
  readonly isStop: boolean
  /** What the model learns; empty where it learns nothing. */
  readonly reason: string
}

/** The words of one agent mean nothing to another. */
const STOPS: Readonly<Record<AgentName, (answer: Mapping) => readonly (string | undefined)[]>> = {
  'claude-code': inClaudesWords,
  codex: inClaudesWords,
  copilot: (answer) => [textAt(answer, 'permissionDecision'), textAt(answer, 'permissionDecisionReason')],
  gemini: (answer) => [textAt(answer, 'decision'), textAt(answer, 'reason')],
  cursor: (answer) => [textAt(answer, 'permission'), textAt(answer, 'agent_message')],
  opencode: () => [],
}

function inClaudesWords(answer: Mapping): readonly (string | undefined)[] {
  if (textAt(answer, 'decision') === 'block') return ['block', textAt(answer, 'reason')]
  const inner = mappingAt(answer, 'hookSpecificOutput') ?? {}
  return [textAt(inner, 'permissionDecision'), textAt(inner, 'permissionDecisionReason')]
}

/** Where a person is asked, the tool does not run by itself; the others take it for no answer. */
const ASKING: readonly AgentName[] = ['claude-code', 'copilot']

/** `undefined` for what is no JSON object: agents do not read it as an answer. */
export function readStop(stdout: string, agent: AgentName): SaidStop | undefined {
  const answer = parseMapping(stdout)
  if (answer === undefined) return undefined
  const [word, reason = ''] = STOPS[agent](answer)
  const isStop = word === 'deny' || word === 'block' || (word === 'ask' && ASKING.includes(agent))
  return { isStop, reason: reason.trim() }
}
