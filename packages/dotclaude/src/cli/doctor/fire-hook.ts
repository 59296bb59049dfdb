// Calls a registered hook as its agent would, with a command line that nobody runs, and looks at the answer.
import { spawnSync } from 'node:child_process'
import { canaryFor, saysStop } from '../../agents/canary.ts'
import type { Dialect } from '../../agents/dialect.ts'
import type { Environment } from '../terminal.ts'
import type { RegisteredHook } from './registered-hooks.ts'

export type HookAnswer =
  | { readonly kind: 'stops' | 'allows'; readonly seconds: number }
  /** It could not be started, took too long, or ended in a way that agents pass over. */
  | { readonly kind: 'broken'; readonly detail: string }

export interface Range {
  readonly dialect: Dialect
  readonly root: string
  readonly env: Environment
}

const TIMEOUT_MS = 15_000
const STOP = 2

export function fireHook(hook: RegisteredHook, command: string, { dialect, root, env }: Range): HookAnswer {
  const begin = performance.now()
  const run = spawnSync(filled(hook.command, root), hook.args?.map((arg) => filled(arg, root)) ?? [], {
    cwd: root,
    env: { ...env, CLAUDE_PROJECT_DIR: root, GEMINI_PROJECT_DIR: root },
    shell: hook.args === undefined,
    input: canaryFor(dialect, { command, folder: root }),
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    windowsHide: true,
  })
  const seconds = (performance.now() - begin) / 1000
  if (run.error !== undefined) return { kind: 'broken', detail: run.error.message }
  if (run.status === STOP) return { kind: 'stops', seconds }
  if (run.status !== 0) return { kind: 'broken', detail: endOf(run.status, run.signal, run.stderr) }
  return { kind: saysStop(run.stdout) ? 'stops' : 'allows', seconds }
}

/** A program that is started without a shell gets its placeholder from the agent. */
function filled(text: string, root: string): string {
  return text.replaceAll('${CLAUDE_PROJECT_DIR}', root)
}

function endOf(status: number | null, signal: string | null, stderr: string): string {
  const lines = stderr.trim().split('\n')
  // Node shows the place first, and the error behind it.
  const line = lines.find((one) => /^\w*Error\b/.test(one)) ?? lines[0] ?? ''
  const end = status === null ? `it was ended by ${signal ?? 'a signal'}` : `it ended with ${status}`
  return line === '' ? end : `${end}: ${line}`
}
