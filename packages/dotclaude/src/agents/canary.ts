// An event as an agent would send it, about a command that nobody runs: what `doctor` asks a registered hook. Made from
// the dialect, so that a hook is asked in the words that it will hear.
import type { Dialect } from './dialect.ts'

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

const STOPPING: readonly unknown[] = ['deny', 'ask', 'block']

/** Whether an answer on standard output stops the tool, in the words of any agent. */
export function saysStop(stdout: string): boolean {
  try {
    const answer = JSON.parse(stdout) as Readonly<Record<string, unknown>> | null
    const inner = answer?.['hookSpecificOutput'] as Readonly<Record<string, unknown>> | undefined
    const words = [answer?.['decision'], answer?.['permission'], answer?.['permissionDecision']]
    return [...words, inner?.['permissionDecision']].some((word) => STOPPING.includes(word))
  } catch {
    return false
  }
}
