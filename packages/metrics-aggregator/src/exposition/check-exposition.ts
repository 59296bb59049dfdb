/**
 * A strict report on one exposition (merge-semantics §9): every refusal and every violation with its place. Pure; the
 * merge itself is more forgiving, since it repairs what Prometheus tolerates.
 */
import { type Engine, releaseEngine, STAGE_BYTES_MAX, takeEngine } from '../engine/engine.ts'
import { escapingFlags } from './escaping-flags.ts'
import type { Escaping, ExpositionFormat } from './formats.ts'
import { FORMAT_NUMBERS } from './format-numbers.ts'
import { limitOf } from './limit-of.ts'
import { DEFAULT_MERGE_OPTIONS } from './options.ts'
import { bodyPaths } from './protobuf-path.ts'
import { printableText, type ReadFinding, readFindings } from './readback.ts'
import type { RefusalCode, ViolationCode } from './report.ts'

export interface ExpositionFinding {
  readonly code: RefusalCode | ViolationCode
  readonly severity: 'error' | 'warning'
  /** From 1; 0 where the fault has no line. */
  readonly line: number
  /** From 1, in bytes. */
  readonly column: number
  readonly family?: string
  /** At most 120 characters of the line (protobuf: of the family's name), control characters replaced. */
  readonly excerpt: string
  /** The limit that was exceeded, where the code is about one. */
  readonly limit?: number
  /** Protobuf: where the field begins, in bytes from the start of the body. */
  readonly offset?: number
  /** Protobuf: the field inside its family's message; empty for the message itself. */
  readonly path?: string
}

export interface CheckLimits {
  readonly lineBytesMax: number
  readonly labelsMax: number
}

/** What text 0.0.4 and protobuf do not ask for, though good exporters keep to it. */
const TEXT_WARNINGS: ReadonlySet<string> = new Set([
  'NAME_CLASH',
  'VALUE_NAN',
  'VALUE_NEGATIVE',
  'VALUE_FRACTIONAL',
  'BUCKET_DECREASING',
  'SUM_COUNT_UNPAIRED',
  'SUM_UNFIT',
])
const TEXT_IGNORED: ReadonlySet<string> = new Set([
  'SERIES_INTERLEAVED',
  'TIMESTAMPS_MIXED',
  'TIMESTAMP_BACKWARDS',
])
const EXCERPT_MAX = 120

/**
 * Findings in line order, at most a thousand; an empty list means that any strict reader takes the exposition. Names are
 * taken as they are, unless it is asked what an escaping makes of them.
 */
export function checkExposition(
  body: Uint8Array,
  format: ExpositionFormat,
  limits: CheckLimits = DEFAULT_MERGE_OPTIONS.limits,
  escaping: Escaping = 'allow-utf-8',
): ExpositionFinding[] {
  const engine = takeEngine()
  try {
    engine.configure(1, limits.lineBytesMax, limits.labelsMax, 0, 0, escapingFlags(escaping))
    const found = readExposition(engine, body, format, limits)
      .filter((finding) => format !== 'text' || !TEXT_IGNORED.has(finding.code))
      .toSorted((a, b) => a.line - b.line || a.column - b.column || (a.offset ?? 0) - (b.offset ?? 0))
    const placed = format === 'protobuf' ? inMessages(found, body) : inLines(found, body)
    return placed.map((finding) => ({
      ...finding,
      ...limitOf(finding.code, limits),
      severity: severityOf(finding, format),
    }))
  } finally {
    releaseEngine(engine)
  }
}

type PlacedFinding = Omit<ExpositionFinding, 'severity'>

function inLines(found: readonly ReadFinding[], body: Uint8Array): PlacedFinding[] {
  const lines = new LineReader(body)
  return found.map((finding) => ({ ...finding, excerpt: lines.excerpt(finding.line) }))
}

function inMessages(found: readonly ReadFinding[], body: Uint8Array): PlacedFinding[] {
  const pathAt = bodyPaths(body)
  return found.map((finding) => ({
    ...finding,
    path: pathAt(finding.offset ?? 0),
    excerpt: printableText(Buffer.from(finding.family ?? '').subarray(0, EXCERPT_MAX)),
  }))
}

function readExposition(
  engine: Engine,
  body: Uint8Array,
  format: ExpositionFormat,
  limits: CheckLimits,
): ReadFinding[] {
  const target = engine.addTarget(0, 0, 0, 0, 1, 1)
  engine.limit(target, limits.lineBytesMax, limits.labelsMax, 0, 0, 0)
  engine.begin(target, FORMAT_NUMBERS[format])
  let goesOn = true
  for (let at = 0; at < body.length && goesOn; at += STAGE_BYTES_MAX) {
    const piece = body.subarray(at, at + STAGE_BYTES_MAX)
    engine.bytes().set(piece, engine.stageAt())
    goesOn = engine.feed(target, piece.length) !== 0
  }
  engine.finish(target, 1)
  engine.check(target)
  return readFindings(engine, format)
}

function severityOf(finding: PlacedFinding, format: ExpositionFormat): 'error' | 'warning' {
  // Both names are right; only who cannot take them as they are meets one.
  if (finding.code === 'NAME_COLLISION') return 'warning'
  return format !== 'openmetrics' && TEXT_WARNINGS.has(finding.code) ? 'warning' : 'error'
}

/** Finds lines by number, going forward only, since findings come in line order. */
class LineReader {
  readonly #body: Uint8Array
  #line = 1
  #at = 0

  constructor(body: Uint8Array) {
    this.#body = body
  }

  excerpt(line: number): string {
    if (line === 0) return ''
    while (this.#line < line) {
      const end = this.#body.indexOf(0x0a, this.#at)
      if (end < 0) return ''
      this.#at = end + 1
      this.#line++
    }
    const end = this.#body.indexOf(0x0a, this.#at)
    const bytes = this.#body.subarray(this.#at, end < 0 ? undefined : end).subarray(0, EXCERPT_MAX)
    return printableText(bytes)
  }
}
