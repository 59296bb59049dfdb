// Hides the diagnostics that somebody decided to live with: by a comment above the line, or by an entry of the
// configuration where a file cannot hold comments. What hides nothing, or lacks a code or a reason, is said itself.
import { NEVER_HIDDEN } from './code-entry.ts'
import { CODES, CODE_TABLE, isCode } from './code-table.ts'
import type { Code } from './code-table.ts'
import { diagnose } from './diagnostic.ts'
import type { Diagnostic, Place } from './diagnostic.ts'
import { nearestName } from './nearest-name.ts'
import { suppressionCommentsIn } from './suppression-comments.ts'

/** An entry of `suppressions` in the configuration. What it does not name may be anything. */
export interface SuppressionEntry {
  readonly code: string
  /** A path or a glob. */
  readonly file?: string
  /** The place in the file and everything below it. */
  readonly pointer?: string
  readonly reason: string
  /** Where the entry itself stands. */
  readonly where: Place
}

export interface SuppressionSources {
  /** The files that may hold comments, by their path: those that were checked. */
  readonly texts: ReadonlyMap<string, string>
  readonly entries?: readonly SuppressionEntry[]
  /** Whether a path fits an entry's glob; without it, paths must be equal. */
  readonly matches?: (glob: string, file: string) => boolean
  /** Whether this run would have said the code at all; a suppression of another is not called unused. */
  readonly isJudged?: (code: Code) => boolean
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
  readonly covers: (place: Place) => boolean
  readonly reason: string
  readonly where: Place
}

export function applySuppressions(
  diagnostics: readonly Diagnostic[],
  { texts, entries = [], matches = isEqual, isJudged = always }: SuppressionSources,
): Suppressions {
  const read = [
    ...[...texts].flatMap(([file, text]) => readComments(file, text)),
    ...entries.map((entry) => readEntry(entry, matches)),
  ]
  const suppressions = read.flatMap((result) => result.suppressions)
  const used = new Set<Suppression>()
  const kept: Diagnostic[] = []
  const suppressed: Suppressed[] = []
  for (const diagnostic of diagnostics) {
    const fitting = suppressions.filter(
      ({ code, covers }) => code === diagnostic.code && covers(diagnostic.where),
    )
    for (const suppression of fitting) used.add(suppression)
    const [first] = fitting
    if (first === undefined) kept.push(diagnostic)
    else suppressed.push({ diagnostic, reason: first.reason })
  }
  const unused = suppressions.filter((one) => !used.has(one) && isJudged(one.code))
  const malformedOnes = read.flatMap((result) => result.malformed)
  return { kept: [...kept, ...malformedOnes, ...unused.map(unusedDiagnostic)], suppressed }
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
    const covers = (place: Place): boolean => place.file === file && place.line === comment.disables
    return readSuppressions(codes, { reason, where, covers })
  })
}

function readEntry(entry: SuppressionEntry, matches: (glob: string, file: string) => boolean): Read {
  const { code, file, pointer, reason, where } = entry
  const covers = (place: Place): boolean =>
    (file === undefined || (place.file !== undefined && matches(file, place.file))) &&
    (pointer === undefined || `${place.pointer ?? ''}/`.startsWith(`${pointer}/`))
  return readSuppressions([code], { reason: reason.trim(), where, covers })
}

function readSuppressions(codes: readonly string[], rest: Omit<Suppression, 'code'>): Read {
  const { reason, where } = rest
  const unknown = codes.find((code) => !isCode(code))
  if (unknown !== undefined) return malformed(where, `names ${unknown}, which is no code`, unknown)
  const known = codes.filter(isCode)
  const immune = known.find((code) => NEVER_HIDDEN.has(CODE_TABLE[code].category))
  if (immune !== undefined) return malformed(where, `names ${immune}, which cannot be suppressed`)
  if (reason === '') return malformed(where, 'gives no reason')
  return { suppressions: known.map((code) => ({ code, ...rest })), malformed: [] }
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

function isEqual(a: string, b: string): boolean {
  return a === b
}

function always(): boolean {
  return true
}

function unusedDiagnostic({ code, where }: Suppression): Diagnostic {
  return diagnose('SUPPRESSION_UNUSED', where, { suppressed: code })
}
