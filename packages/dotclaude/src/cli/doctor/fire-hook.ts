// Calls a registered hook as its agent would, with a command line that nobody runs, and looks at the answer.
import { spawnSync } from 'node:child_process'
import type { SpawnSyncReturns } from 'node:child_process'
import { resolve } from 'node:path'
import { canaryFor, readStop } from '../../agents/canary.ts'
import type { Dialect } from '../../agents/dialect.ts'
import type { Environment } from '../terminal.ts'
import type { RegisteredHook } from './registered-hooks.ts'

export type HookAnswer =
  /** Without a reason the model learns nothing. */
  | { readonly kind: 'stops'; readonly seconds: number; readonly hasReason: boolean }
  | { readonly kind: 'allows'; readonly seconds: number; readonly said?: string }
  /** It could not be started, took too long, or ended in a way that agents pass over. */
  | { readonly kind: 'broken'; readonly detail: string }

export interface Range {
  readonly dialect: Dialect
  readonly root: string
  readonly env: Environment
}

const TIMEOUT_MS = 15_000
const STOP = 2

export function fireHook(hook: RegisteredHook, command: string, range: Range): HookAnswer {
  const begin = performance.now()
  const run = start(hook, command, range)
  const seconds = (performance.now() - begin) / 1000
  if (run.error !== undefined) return { kind: 'broken', detail: run.error.message }
  if (run.status === STOP) return { kind: 'stops', seconds, hasReason: run.stderr.trim() !== '' }
  if (run.status !== 0) return { kind: 'broken', detail: endOf(run.status, run.signal, run.stderr) }
  const said = readStop(run.stdout, range.dialect.agent)
  if (said?.isStop === true) return { kind: 'stops', seconds, hasReason: said.reason !== '' }
  const noise = said === undefined ? run.stdout.trim().split('\n')[0] : undefined
  return { kind: 'allows', seconds, ...(noise === undefined || noise === '' ? {} : { said: noise }) }
}

function start(
  { command: line, args, handler }: RegisteredHook,
  command: string,
  { dialect, root, env }: Range,
): SpawnSyncReturns<string> {
  const { cwd } = handler
  // A program that is started without a shell gets its placeholder from the agent.
  const filled = (text: string): string =>
    args === undefined ? text : text.replaceAll('${CLAUDE_PROJECT_DIR}', root)
  return spawnSync(filled(line), args?.map(filled) ?? [], {
    cwd: typeof cwd === 'string' ? resolve(root, cwd) : root,
    env: { ...env, CLAUDE_PROJECT_DIR: root, GEMINI_PROJECT_DIR: root },
    shell: args === undefined,
    input: canaryFor(dialect, { command, folder: root }),
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    windowsHide: true,
  })
}

function endOf(status: number | null, signal: string | null, stderr: string): string {
  const lines = stderr.trim().split('\n')
  // Node shows the place first, and the error behind it.
  const line = lines.find((one) => /^\w*Error\b/.test(one)) ?? lines[0] ?? ''
  const end = status === null ? `it was ended by ${signal ?? 'a signal'}` : `it ended with ${status}`
  return line === '' ? end : `${end}: ${line}`
}
