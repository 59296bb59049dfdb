/**
 * The shape of a conformance vector: one document, the clause it is about, and what a conforming reader makes of
 * it. Vectors are facts; nothing in this folder computes an expectation.
 */
import type { RefusalCode, ViolationCode } from '../../src/exposition/report.ts'
import type { Escaping, ExpositionFormat } from '../../src/exposition/formats.ts'

export type Labels = Readonly<Record<string, string>>

/** Labels, value token, timestamp token. */
export type Exemplar = readonly [labels: Labels, value: string, timestamp?: string]

/** A sample in meaning: label values unescaped, number tokens as their bytes. */
export type Series = readonly [
  name: string,
  labels: Labels,
  value: string,
  timestamp?: string | undefined,
  exemplar?: Exemplar,
]

export type Verdict =
  | { readonly accepted: true; readonly series: readonly Series[] }
  | { readonly accepted: false; readonly code: RefusalCode | ViolationCode; readonly line: number }

export interface Vector {
  readonly title: string
  /** UTF-8, but for bytes written as `<FF>` or `<C3 28>`: upper-case hexadecimal pairs between angle brackets. */
  readonly body: string
  readonly verdict: Verdict
}

export interface VectorGroup {
  readonly format: ExpositionFormat
  /** How the page is to write names; underscores if left out. */
  readonly escaping?: Escaping
  /** One or two words; the score is printed per group. */
  readonly group: string
  /** The specification's clause that every vector of the group is about. */
  readonly clause: string
  readonly vectors: readonly Vector[]
}

export function accepts(title: string, body: string, ...series: Series[]): Vector {
  return { title, body, verdict: { accepted: true, series } }
}

/** `line` is where the first finding of error severity stands; 0 when the document as a whole is at fault. */
export function refuses(
  title: string,
  body: string,
  code: RefusalCode | ViolationCode,
  line: number,
): Vector {
  return { title, body, verdict: { accepted: false, code, line } }
}

/** The lines, each with its line feed. */
export function lines(...rows: string[]): string {
  return rows.map((row) => `${row}\n`).join('')
}

/** The lines of an OpenMetrics document, ended as it must end. */
export function openMetrics(...rows: string[]): string {
  return lines(...rows, '# EOF')
}

const BYTES = /<([0-9A-F]{2}(?: [0-9A-F]{2})*)>/

/** The bytes that a vector's body stands for. */
export function bytesOf(body: string): Uint8Array {
  const parts = body.split(BYTES)
  return Buffer.concat(
    parts.map((part, index) =>
      Buffer.from(index % 2 === 0 ? part : part.replaceAll(' ', ''), index % 2 === 0 ? 'utf8' : 'hex'),
    ),
  )
}
