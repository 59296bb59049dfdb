// Calls a registered hook as an agent would, with a command line that nobody runs, and looks at the answer.
import { spawnSync } from 'node:child_process'
import type { Environment } from '../terminal.ts'
import type { RegisteredHook } from './registered-hooks.ts'

export type HookAnswer =
  | { readonly kind: 'stops' | 'allows' }
  /** It could not be started, took too long, or ended in a way that agents pass over. */
  | { readonly kind: 'broken'; readonly detail: string }

const TIMEOUT_MS = 15_000
const STOP = 2
const STOPPING_WORDS: readonly unknown[] = ['deny', 'ask', 'block']

export function fireHook(hook: RegisteredHook, command: string, root: string, env: Environment): HookAnswer {
  const run = spawnSync(filled(hook.command, root), hook.args?.map((arg) => filled(arg, root)) ?? [], {
    cwd: root,
    env: { ...env, CLAUDE_PROJECT_DIR: root },
    shell: hook.args === undefined,
    input: JSON.stringify(eventFor(command, root)),
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    windowsHide: true,
  })
  if (run.error !== undefined) return { kind: 'broken', detail: run.error.message }
  if (run.status === STOP) return { kind: 'stops' }
  if (run.status !== 0) return { kind: 'broken', detail: endOf(run.status, run.signal, run.stderr) }
  return { kind: saysStop(run.stdout) ? 'stops' : 'allows' }
}

/** A program that is started without a shell gets its placeholder from the agent. */
function filled(text: string, root: string): string {
  return text.replaceAll('${CLAUDE_PROJECT_DIR}', root)
}

function eventFor(command: string, root: string): object {
  return {
    session_id: 'dotclaude-doctor',
    transcript_path: '',
    cwd: root,
    permission_mode: 'default',
    hook_event_name: 'PreToolUse',
    tool_name: 'Bash',
    tool_input: { command, description: 'a canary of dotclaude doctor; never run' },
  }
}

function endOf(status: number | null, signal: string | null, stderr: string): string {
  const [line = ''] = stderr.trim().split('\n', 1)
  const end = status === null ? `it was ended by ${signal ?? 'a signal'}` : `it ended with ${status}`
  return line === '' ? end : `${end}: ${line}`
}

function saysStop(stdout: string): boolean {
  try {
    const answer = JSON.parse(stdout) as {
      decision?: unknown
      hookSpecificOutput?: { permissionDecision?: unknown }
    } | null
    const words = [answer?.decision, answer?.hookSpecificOutput?.permissionDecision]
    return words.some((word) => STOPPING_WORDS.includes(word))
  } catch {
    return false
  }
}
