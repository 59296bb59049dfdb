// What scrubbing gives: the same value with placeholders where secrets were, and how many of which kind. The report never
// holds a secret. Scrubbing is handed values before anything is cut or decorated.

/** Replaces secrets in every string of a value of plain objects and lists; numbers, booleans and null stay. */
export type Scrub = <Value>(value: Value) => Scrubbed<Value>

export interface Scrubbed<Value> {
  readonly value: Value
  readonly report: ScrubReport
}

export interface ScrubReport {
  /** Sorted by kind. */
  readonly kinds: readonly ScrubbedKind[]
  /** Different secrets, over all kinds. */
  readonly secretCount: number
}

export interface ScrubbedKind {
  readonly kind: string
  /** Different secrets of the kind. */
  readonly secrets: number
  /** Places where one of them stood. */
  readonly places: number
}
