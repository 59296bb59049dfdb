// All dialects by the name of their agent, and which one is meant where a command line names none.
import { claudeCode } from './claude-code/dialect.ts'
import { codex } from './codex/dialect.ts'
import { copilot } from './copilot/dialect.ts'
import { cursor } from './cursor/dialect.ts'
import type { Dialect } from './dialect.ts'
import { gemini } from './gemini/dialect.ts'
import type { AgentName } from './hook-event.ts'
import { opencode } from './opencode/dialect.ts'

export const DIALECTS: Readonly<Record<AgentName, Dialect>> = {
  'claude-code': claudeCode,
  codex,
  copilot,
  gemini,
  cursor,
  opencode,
}

export const dialectNames: readonly AgentName[] = Object.keys(DIALECTS) as AgentName[]

/** `undefined` for a name that is no agent of ours. Without a name it is Claude Code, as versions before 2.1 register. */
export function dialectOf(name: string | undefined): Dialect | undefined {
  if (name === undefined) return claudeCode
  return Object.hasOwn(DIALECTS, name) ? DIALECTS[name as AgentName] : undefined
}
