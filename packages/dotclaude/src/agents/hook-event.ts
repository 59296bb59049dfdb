// What an agent tells a hook, in one form for all agents: a tool that is about to run, the end of a turn, the start of a
// session. What no rule of ours looks at is `other`.

export type AgentName = 'claude-code' | 'codex' | 'copilot' | 'gemini' | 'cursor' | 'opencode'

export type Shell = 'bash' | 'powershell'

interface Occasion {
  /** The agent's own name for the session; absent where it tells none. */
  readonly session?: string
  /** The folder that the agent works in, absolute; absent where it tells none. */
  readonly cwd?: string
}

/** A tool is about to run. A tool that we cover tells a command, paths or both; any other tells neither. */
export interface ToolEvent extends Occasion {
  readonly kind: 'tool'
  readonly tool: string
  readonly command?: { readonly text: string; readonly shell: Shell }
  /** What it would write, as the agent spells it; relative ones start at `cwd`. */
  readonly paths: readonly string[]
  /** It is a tool that we cover, and what it is called with has a form that we do not know. */
  readonly isUnreadable: boolean
}

export interface StopEvent extends Occasion {
  readonly kind: 'stop'
  /** The agent already goes on because a hook asked for it. */
  readonly isRepeated: boolean
}

export type HookEvent =
  | ToolEvent
  | StopEvent
  | ({ readonly kind: 'start' } & Occasion)
  | ({ readonly kind: 'other' } & Occasion)

/** What the hook says. The reason is for the model and for people: why, and the next legal step. */
export type Answer =
  | { readonly decision: 'allow' }
  | { readonly decision: 'warn' | 'deny'; readonly reason: string }

/** What the process does with it. */
export interface Reply {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}
