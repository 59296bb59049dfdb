// Which placeholder stands for which secret, and how often each was used. The numbers live as long as the scrubber; what is
// counted belongs to one call.
import { placeholderOf } from './placeholder.ts'
import type { ScrubReport } from './scrubbed.ts'

export interface Numbering {
  /** The same for the same secret, whatever kind it is found as the next time. */
  readonly placeholder: (kind: string, secret: string) => string
  readonly report: () => ScrubReport
}

interface Named {
  readonly kind: string
  readonly text: string
}

export function createNumbering(): { readonly begin: () => Numbering } {
  const named = new Map<string, Named>()
  const counts = new Map<string, number>()
  const nameOf = (kind: string, secret: string): Named => {
    const known = named.get(secret)
    if (known !== undefined) return known
    const number = (counts.get(kind) ?? 0) + 1
    counts.set(kind, number)
    const name = { kind, text: placeholderOf(kind, number) }
    named.set(secret, name)
    return name
  }
  return {
    begin: () => {
      const places = new Map<Named, number>()
      return {
        placeholder: (kind, secret) => {
          const name = nameOf(kind, secret)
          places.set(name, (places.get(name) ?? 0) + 1)
          return name.text
        },
        report: () => reportOf(places),
      }
    },
  }
}

function reportOf(places: ReadonlyMap<Named, number>): ScrubReport {
  const kinds = new Map<string, { secrets: number; places: number }>()
  for (const [{ kind }, count] of places) {
    const sum = kinds.get(kind) ?? { secrets: 0, places: 0 }
    kinds.set(kind, { secrets: sum.secrets + 1, places: sum.places + count })
  }
  return {
    kinds: [...kinds].map(([kind, sum]) => ({ kind, ...sum })).toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
    secretCount: places.size,
  }
}
