// Which secrets a transcript holds where it lies: kinds, counts and lines, never a secret. Records are looked at as values,
// as they are before a digest is made of them; a line that is none is looked at as text.
import { placeholdersIn } from '../scrub/placeholder.ts'
import type { Scrub } from '../scrub/scrubbed.ts'
import { readLines } from './read-lines.ts'
import type { SessionFile } from './session.ts'

export interface SessionAudit {
  readonly agent: string
  readonly id: string
  readonly path: string
  /** Different secrets, over all kinds. */
  readonly secretCount: number
  /** Sorted by kind. */
  readonly kinds: readonly AuditedKind[]
  /** Lines that are too long to be read; nothing is known about them. */
  readonly unreadLines: number
}

export interface AuditedKind {
  readonly kind: string
  readonly secrets: number
  readonly places: number
  /** From 1; the first of them. */
  readonly lines: readonly number[]
}

interface Found {
  readonly placeholders: Set<string>
  readonly lines: number[]
  places: number
}

const LINES_MAX = 20

/** The scrubber numbers what it finds over all lines, so that a secret that stands in many is counted once. */
export function auditSession({ agent, id, path }: SessionFile, scrub: Scrub): SessionAudit {
  const kinds = new Map<string, Found>()
  let line = 0
  let unreadLines = 0
  readLines(path, {
    line: (text) => {
      line++
      auditLine(text, line, scrub, kinds)
    },
    oversized: () => {
      line++
      unreadLines++
    },
  })
  const audited = [...kinds].map(([kind, found]) => auditedKind(kind, found))
  return {
    agent,
    id,
    path,
    secretCount: audited.reduce((sum, { secrets }) => sum + secrets, 0),
    kinds: audited.toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
    unreadLines,
  }
}

function auditLine(text: string, line: number, scrub: Scrub, kinds: Map<string, Found>): void {
  const { value, report } = scrub(parsed(text))
  if (report.secretCount === 0) return
  const scrubbed = JSON.stringify(value)
  const placeholders = placeholdersIn(scrubbed).map(({ start, end }) => scrubbed.slice(start, end))
  for (const { kind, places } of report.kinds) {
    const found = kinds.get(kind) ?? { placeholders: new Set(), lines: [], places: 0 }
    for (const one of placeholders) if (one.startsWith(`⟦${kind}#`)) found.placeholders.add(one)
    if (found.lines.length < LINES_MAX) found.lines.push(line)
    found.places += places
    kinds.set(kind, found)
  }
}

function auditedKind(kind: string, { placeholders, places, lines }: Found): AuditedKind {
  return { kind, secrets: placeholders.size, places, lines }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
