// Where each agent keeps its sessions, and what the file of one looks like there. What does not fit the pattern, logs of
// sub-agents among it, is no session.
import type { SessionAgent } from './session-event.ts'

export interface SessionPlace {
  readonly agent: SessionAgent
  /** Names the agent's folder where the user moved it. */
  readonly variable: string
  /** Below the user's own folder, where the variable is not set. */
  readonly folder: string
  /** The variable names what stands in for the user's own folder, and the agent's folder lies below. */
  readonly isHomeVariable?: boolean
  /** Below the agent's folder. */
  readonly inside: readonly string[]
  /** The path below `inside`, with the id as its first group. */
  readonly file: RegExp
  /** How many folders the path may have; what lies deeper is the log of a sub-agent. */
  readonly folders: number
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

export const SESSION_PLACES: readonly SessionPlace[] = [
  {
    agent: 'claude',
    variable: 'CLAUDE_CONFIG_DIR',
    folder: '.claude',
    inside: ['projects'],
    file: new RegExp(`^[^/]+/(${UUID})\\.jsonl$`, 'i'),
    folders: 1,
  },
  {
    agent: 'codex',
    variable: 'CODEX_HOME',
    folder: '.codex',
    // Archived ones lie flat, the others below year, month and day.
    inside: ['sessions', 'archived_sessions'],
    file: new RegExp(`^(?:[^/]+/[^/]+/[^/]+/)?rollout-[^/]*?-(${UUID})\\.jsonl$`, 'i'),
    folders: 3,
  },
  {
    agent: 'copilot',
    variable: 'COPILOT_HOME',
    folder: '.copilot',
    inside: ['session-state'],
    file: /^([\w-]+)\/events\.jsonl$/,
    folders: 1,
  },
  {
    agent: 'gemini',
    variable: 'GEMINI_CLI_HOME',
    folder: '.gemini',
    isHomeVariable: true,
    inside: ['tmp'],
    file: /^[^/]+\/chats\/session-[^/]+-([\w]{8})\.jsonl?$/,
    folders: 2,
  },
]

/** What agents set for the programs that they start; a variable that a user may set at home is none of them. */
const RUN_BY: readonly { readonly agent: SessionAgent; readonly variables: readonly string[] }[] = [
  { agent: 'claude', variables: ['CLAUDECODE', 'CLAUDE_CODE_SSE_PORT'] },
  { agent: 'codex', variables: ['CODEX_THREAD_ID', 'CODEX_SANDBOX', 'CODEX_SANDBOX_NETWORK_DISABLED'] },
  { agent: 'copilot', variables: ['COPILOT_CLI', 'COPILOT_AGENT_SESSION_ID'] },
  { agent: 'gemini', variables: ['GEMINI_CLI'] },
]

/** The agent whose session this program runs in; `undefined` where it is none, or where several claim it. */
export function runningAgent(env: Readonly<Record<string, string | undefined>>): SessionAgent | undefined {
  const agents = RUN_BY.filter(({ variables }) => variables.some((name) => (env[name] ?? '') !== ''))
  return agents.length === 1 ? agents[0]?.agent : undefined
}
