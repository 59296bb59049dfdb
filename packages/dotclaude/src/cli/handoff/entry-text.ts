// How stored handoffs read on a terminal. Everything in them may have been written by somebody else.
import { visibleText } from '../../diagnostics/visible-text.ts'
import type { StoredEntry } from '../../handoff/store/store.ts'

const MINUTE_LENGTH = 'YYYY-MM-DD HH:MM'.length

/** `2026-11-20 10:00`, UTC. */
export function minuteOf(date: string): string {
  return date.slice(0, MINUTE_LENGTH).replace('T', ' ')
}

/** One handoff among several that match. */
export function candidateText({ key, updatedAt, metadata }: StoredEntry): string {
  const { cli, short_id: short, project, title } = metadata ?? {}
  const words = [short ?? key, cli, project, minuteOf(updatedAt), title].filter((word) => word !== undefined)
  return visibleText(words.join('  '))
}

const KIB = 1024

export function sizeText(bytes: number | undefined): string {
  if (bytes === undefined) return ''
  if (bytes < KIB * KIB) return `${Math.max(1, Math.round(bytes / KIB))} KiB`
  return `${(bytes / KIB / KIB).toFixed(1)} MiB`
}
