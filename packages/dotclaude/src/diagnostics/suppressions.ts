// Hides the diagnostics that somebody decided to live with: by a comment above the line, or by an entry of the
// configuration where a file cannot hold comments. What hides nothing, or lacks a code or a reason, is said itself.
import { NEVER_HIDDEN } from './code-entry.ts'
import { CODES, CODE_TABLE, isCode } from './code-table.ts'
import type { Code } from './code-table.ts'
import { diagnose } from './diagnostic.ts'
import type { Diagnostic, Place } from './diagnostic.ts'
import { nearestName } from './nearest-name.ts'
import { suppressionCommentsIn } from './suppression-comments.ts'

/** An entry of `suppressions` in the configuration. */
export interface SuppressionEntry {
  readonly code: string
  readonly file: string
  readonly reason: string
  /** Where the entry itself stands. */
  readonly where: Place
}

export interface Suppressed {
  readonly diagnostic: Diagnostic
  readonly reason: string
}

export interface Suppressions {
  /** What is still to be said, with what is wrong about the suppressions at its end. */
  readonly kept: readonly Diagnostic[]
  readonly suppressed: readonly Suppressed[]
}

/** One code at one place; a comment with two codes makes two. */
interface Suppression {
  readonly code: Code
  readonly file: string
  /** Absent: the whole file. */
  readonly line?: number
  readonly reason: string
  readonly where: Place
}

/** `texts` are the files that may hold comments, by their path: those that were checked. */
export function applySuppressions(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
  entries: readonly SuppressionEntry[] = [],
): Suppressions {
  const read = [...[...texts].flatMap(([file, text]) => readComments(file, text)), ...entries.map(readEntry)]
  const suppressions = read.flatMap((result) => result.suppressions)
  const used = new Set<Suppression>()
  const kept: Diagnostic[] = []
  const suppressed: Suppressed[] = []
  for (const diagnostic of diagnostics) {
    const fitting = suppressions.filter((suppression) => hides(suppression, diagnostic))
    for (const suppression of fitting) used.add(suppression)
    const [first] = fitting
    if (first === undefined) kept.push(diagnostic)
    else suppressed.push({ diagnostic, reason: first.reason })
  }
  const unused = suppressions.filter((suppression) => !used.has(suppression)).map(unusedDiagnostic)
  return { kept: [...kept, ...read.flatMap((result) => result.malformed), ...unused], suppressed }
}

interface Read {
  readonly suppressions: readonly Suppression[]
  readonly malformed: readonly Diagnostic[]
}

function readComments(file: string, text: string): readonly Read[] {
  return suppressionCommentsIn(file, text).map((comment) => {
    const { codes, reason } = splitDirective(comment.text)
    const where = { file, line: comment.line }
    if (codes.length === 0) return malformed(where, 'names no code')
    return readSuppressions(codes, reason, where, { file, line: comment.disables })
  })
}

function readEntry({ code, file, reason, where }: SuppressionEntry): Read {
  return readSuppressions([code], reason.trim(), where, { file })
}

function readSuppressions(
  codes: readonly string[],
  reason: string,
  where: Place,
  scope: { readonly file: string; readonly line?: number },
): Read {
  const unknown = codes.find((code) => !isCode(code))
  if (unknown !== undefined) return malformed(where, `names ${unknown}, which is no code`, unknown)
  const known = codes.filter(isCode)
  const immune = known.find((code) => NEVER_HIDDEN.has(CODE_TABLE[code].category))
  if (immune !== undefined) return malformed(where, `names ${immune}, which cannot be suppressed`)
  if (reason === '') return malformed(where, 'gives no reason')
  return { suppressions: known.map((code) => ({ code, reason, where, ...scope })), malformed: [] }
}

function malformed(where: Place, detail: string, unknown?: string): Read {
  const nearest = unknown === undefined ? undefined : nearestName(unknown, CODES)
  const args = { detail, ...(nearest === undefined ? {} : { nearest }) }
  return { suppressions: [], malformed: [diagnose('SUPPRESSION_MALFORMED', where, args)] }
}

/** `A_CODE, B_CODE -- why`: codes are in capitals; the dashes may be left out. */
function splitDirective(text: string): { readonly codes: readonly string[]; readonly reason: string } {
  const codes =
    /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:\s*,\s*[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)*/.exec(text)?.[0] ?? ''
  const reason = text.slice(codes.length).replace(/^[\s:,–—-]+/, '')
  return { codes: codes === '' ? [] : codes.split(/\s*,\s*/), reason: reason.trim() }
}

function hides({ code, file, line }: Suppression, diagnostic: Diagnostic): boolean {
  if (code !== diagnostic.code || file !== diagnostic.where.file) return false
  return line === undefined || line === diagnostic.where.line
}

function unusedDiagnostic({ code, where }: Suppression): Diagnostic {
  return diagnose('SUPPRESSION_UNUSED', where, { suppressed: code })
}
