/** The containers that the soak scrapes: 30,000 series in all where every one of them is well. */

export interface SoakTarget {
  readonly name: string
  readonly kind: 'steady' | 'flapping' | 'slow' | 'oversized' | 'malformed'
  readonly series: number
}

export const SOAK_TARGETS: readonly SoakTarget[] = [
  { name: 'steady', kind: 'steady', series: 10_000 },
  { name: 'flapping', kind: 'flapping', series: 8_000 },
  { name: 'slow', kind: 'slow', series: 4_000 },
  { name: 'oversized', kind: 'oversized', series: 4_000 },
  { name: 'malformed', kind: 'malformed', series: 4_000 },
]
