/**
 * The shape of a protobuf conformance vector: one body, the clause it is about, and what a conforming reader makes of
 * it. Bodies are written field by field and encoded by a library that is not ours, or in hexadecimal where the wire
 * itself is the matter.
 */
import type { MergeLimits } from '../../../src/exposition/options.ts'
import type { RefusalCode, ViolationCode } from '../../../src/exposition/report.ts'
import { encodeFamilies } from '../../support/protobuf.ts'
import type { Fields } from '../../support/protobuf.ts'

/** Of an accepted body the families that it says, before any label is injected. */
export type ProtobufVerdict =
  | { readonly accepted: true; readonly families: readonly Fields[]; readonly kept: string }
  | {
      readonly accepted: false
      readonly code: RefusalCode | ViolationCode
      readonly path: string
      /** Where false, `check` reports the body and a merge takes it. */
      readonly isRefused: boolean
    }

export interface ProtobufVector {
  readonly title: string
  readonly body: Uint8Array
  readonly verdict: ProtobufVerdict
  /** Of the merge; `check` has none of these. */
  readonly limits?: Partial<MergeLimits>
}

export interface ProtobufGroup {
  /** One or two words; the score is printed per group. */
  readonly group: string
  /** What every vector of the group is about: a rule of merge-semantics §11, or of the message definitions. */
  readonly clause: string
  readonly vectors: readonly ProtobufVector[]
}

export function accepts(title: string, ...families: Fields[]): ProtobufVector {
  return { title, body: encodeFamilies(families), verdict: { accepted: true, families, kept: '' } }
}

/** A body in hexadecimal and what it says; `kept` are bytes that must stand on the page as they came. */
export function acceptsBytes(
  title: string,
  body: string,
  families: readonly Fields[],
  kept: string = '',
): ProtobufVector {
  return { title, body: hex(body), verdict: { accepted: true, families, kept } }
}

/** `path` is where the finding stands; empty when a message as a whole is at fault. */
export function refuses(
  title: string,
  body: string | readonly Fields[],
  code: RefusalCode,
  path: string,
): ProtobufVector {
  const bytes = typeof body === 'string' ? hex(body) : encodeFamilies(body)
  return { title, body: bytes, verdict: { accepted: false, code, path, isRefused: true } }
}

/** What Prometheus tolerates: a merge repairs or forwards it, and only `check` says so. */
export function reports(
  title: string,
  families: readonly Fields[],
  code: RefusalCode | ViolationCode,
  path: string,
): ProtobufVector {
  return { title, body: encodeFamilies(families), verdict: { accepted: false, code, path, isRefused: false } }
}

/** A vector that a merge with these limits is held against. */
export function limited(limits: Partial<MergeLimits>, vector: ProtobufVector): ProtobufVector {
  return { ...vector, limits }
}

export function hex(pairs: string): Uint8Array {
  return Buffer.from(pairs.replaceAll(' ', ''), 'hex')
}

/** A gauge `a` of the metrics. */
export function gauge(...metrics: Fields[]): Fields {
  return { name: 'a', type: 'GAUGE', metric: metrics }
}

/** A histogram `a` of one metric. */
export function histogram(value: Fields): Fields {
  return { name: 'a', type: 'HISTOGRAM', metric: [{ histogram: value }] }
}

export function labels(...pairs: (readonly [name: string, value: string])[]): Fields[] {
  return pairs.map(([name, value]) => ({ name, value }))
}
