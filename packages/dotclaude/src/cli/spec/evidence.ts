// What is kept of acceptance commands that were run: which command on which tree, how it ended and how long it took. One
// record per command, the last run; a command that is no longer in the spec loses its record.
import type { JsonDocument } from '../../repo/json-document.ts'
import { isMapping } from '../../validate/shape.ts'

export interface Evidence {
  readonly command: string
  /** git's name for the contents of the work tree, without the files of evidence themselves. */
  readonly tree: string
  /** `null` when a signal or the time limit ended it. */
  readonly exitCode: number | null
  readonly timedOut: boolean
  readonly durationMs: number
  /** When it began; ISO 8601 in UTC. */
  readonly startedAt: string
}

export function evidencePath(id: string): string {
  return `docs/specs/${id}/evidence.json`
}

/** A file that cannot be read counts as no evidence. */
export function readEvidence(document: JsonDocument | undefined): readonly Evidence[] {
  const value = document?.errors.length === 0 ? document.value : undefined
  const runs = isMapping(value) ? value['runs'] : undefined
  return Array.isArray(runs) ? runs.filter(isEvidence) : []
}

function isEvidence(value: unknown): value is Evidence {
  if (!isMapping(value)) return false
  const { command, tree, exitCode, timedOut, durationMs, startedAt } = value
  const hasTexts = [command, tree, startedAt].every((field) => typeof field === 'string')
  const hasEnd = exitCode === null || typeof exitCode === 'number'
  return hasTexts && hasEnd && typeof timedOut === 'boolean' && typeof durationMs === 'number'
}

/** In the order of the spec's commands. */
export function mergeEvidence(
  commands: readonly string[],
  before: readonly Evidence[],
  now: readonly Evidence[],
): readonly Evidence[] {
  const last = new Map([...before, ...now].map((evidence) => [evidence.command, evidence]))
  return commands.flatMap((command) => last.get(command) ?? [])
}

export function evidenceText(runs: readonly Evidence[]): string {
  return `${JSON.stringify({ version: 1, runs }, undefined, 2)}\n`
}
