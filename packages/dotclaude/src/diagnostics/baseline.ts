// The baseline: what was already wrong when a repository adopted the checks. It counts diagnostics by the text of their
// line, so that it survives lines that move, and reports what it still lists although it is gone.
import { NEVER_HIDDEN } from './code-entry.ts'
import { isCode } from './code-table.ts'
import type { Code } from './code-table.ts'
import { diagnose } from './diagnostic.ts'
import type { Diagnostic, Place } from './diagnostic.ts'
import { Failure } from './failure.ts'
import { fingerprintOf } from './fingerprint.ts'

export interface BaselineEntry {
  readonly code: Code
  readonly file: string
  readonly fingerprint: string
  /** How many diagnostics have this fingerprint. */
  readonly count: number
}

export interface Baseline {
  readonly version: 1
  readonly entries: readonly BaselineEntry[]
}

export interface Baselined {
  /** What is new, with what is stale in the baseline at its end. */
  readonly kept: readonly Diagnostic[]
  readonly known: readonly Diagnostic[]
}

/** The text of a file, where it can be read. */
export type TextOf = (file: string) => string | undefined

/** Records everything that is wrong now. */
export function baselineOf(diagnostics: readonly Diagnostic[], textOf: TextOf): Baseline {
  const entries = new Map<string, BaselineEntry>()
  for (const diagnostic of diagnostics.filter(mayBeKnown)) {
    const fingerprint = fingerprintIn(diagnostic, textOf)
    const count = (entries.get(fingerprint)?.count ?? 0) + 1
    const { code, where } = diagnostic
    entries.set(fingerprint, { code, file: where.file ?? '', fingerprint, count })
  }
  return { version: 1, entries: [...entries.values()].toSorted(byPlace) }
}

export interface BaselineContext {
  readonly textOf: TextOf
  /** The baseline's own file, for what is stale in it. */
  readonly where?: Place
  /** Whether this run would have said the code at all; an entry of another is not called stale. */
  readonly isJudged?: (code: Code) => boolean
}

export function applyBaseline(
  diagnostics: readonly Diagnostic[],
  baseline: Baseline,
  { textOf, where = {}, isJudged = (): boolean => true }: BaselineContext,
): Baselined {
  const left = new Map(baseline.entries.map(({ fingerprint, count }) => [fingerprint, count]))
  const kept: Diagnostic[] = []
  const known: Diagnostic[] = []
  for (const diagnostic of diagnostics) {
    const fingerprint = fingerprintIn(diagnostic, textOf)
    const count = mayBeKnown(diagnostic) ? (left.get(fingerprint) ?? 0) : 0
    if (count > 0) left.set(fingerprint, count - 1)
    ;(count > 0 ? known : kept).push(diagnostic)
  }
  const stale = baseline.entries.filter(
    ({ code, fingerprint }) => (left.get(fingerprint) ?? 0) > 0 && isJudged(code),
  )
  const said = stale.map((entry) => staleDiagnostic(entry, left.get(entry.fingerprint) ?? 0, where))
  return { kept: [...kept, ...said], known }
}

/** The baseline without what is gone; it never learns anything new, so it can only shrink. */
export function pruneBaseline(
  baseline: Baseline,
  diagnostics: readonly Diagnostic[],
  textOf: TextOf,
): Baseline {
  const now = new Map(
    baselineOf(diagnostics, textOf).entries.map((entry) => [entry.fingerprint, entry.count]),
  )
  const entries = baseline.entries
    .map((entry) => ({ ...entry, count: Math.min(entry.count, now.get(entry.fingerprint) ?? 0) }))
    .filter(({ count }) => count > 0)
  return { version: 1, entries }
}

export function writeBaseline(baseline: Baseline): string {
  return `${JSON.stringify(baseline, null, 2)}\n`
}

/** Throws a `Failure` on anything but a baseline: half of one would let new diagnostics pass for known ones. */
export function parseBaseline(text: string): Baseline {
  const value = parsed(text)
  if (!isRecord(value) || value['version'] !== 1 || !Array.isArray(value['entries']))
    throw new Failure('CONFIG_INVALID', { detail: 'the baseline is not of version 1' })
  const wrong = value['entries'].findIndex((entry) => !isEntry(entry))
  if (wrong !== -1) throw new Failure('CONFIG_INVALID', { detail: `entry ${wrong + 1} of the baseline` })
  return { version: 1, entries: value['entries'].filter(isEntry) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Failure('CONFIG_INVALID', { detail: 'the baseline is not JSON' }, { cause })
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isEntry(value: unknown): value is BaselineEntry {
  if (!isRecord(value)) return false
  const { code, file, fingerprint, count } = value
  const isText = [code, file, fingerprint].every((field) => typeof field === 'string')
  return isText && isCode(String(code)) && Number.isSafeInteger(count) && Number(count) > 0
}

function mayBeKnown({ category }: Diagnostic): boolean {
  return !NEVER_HIDDEN.has(category)
}

function fingerprintIn(diagnostic: Diagnostic, textOf: TextOf): string {
  const { file, line } = diagnostic.where
  const text = file === undefined || line === undefined ? undefined : textOf(file)
  return fingerprintOf(diagnostic, text?.split(/\r\n|\n|\r/)[(line ?? 1) - 1])
}

function staleDiagnostic(entry: BaselineEntry, count: number, where: Place): Diagnostic {
  return diagnose('BASELINE_STALE', where, { count, suppressed: entry.code, file: entry.file })
}

function byPlace(a: BaselineEntry, b: BaselineEntry): number {
  const keyOf = (entry: BaselineEntry): string => `${entry.file}\0${entry.code}\0${entry.fingerprint}`
  return keyOf(a) < keyOf(b) ? -1 : 1
}
