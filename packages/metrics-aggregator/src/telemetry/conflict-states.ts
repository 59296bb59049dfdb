/**
 * Remembers which families were in conflict on the last page of each kind and tells what is new, so that a lasting
 * conflict costs one log line. Keeps no more than these pages' conflicts, whatever targets come up with. Pure.
 */
import type { FamilyEvent } from '../exposition/report.ts'

/** A target that invents names must not fill the log. */
const NEW_MAX = 10

export class ConflictStates {
  readonly #known = new Map<string | undefined, ReadonlySet<string>>()

  /** The events that the last page did not have, but not more than a few. `target` is the only one of the page, if any. */
  take(events: readonly FamilyEvent[], target?: string): FamilyEvent[] {
    const before = this.#known.get(target)
    this.#known.set(target, new Set(events.map(keyOf)))
    return events.filter((event) => before?.has(keyOf(event)) !== true).slice(0, NEW_MAX)
  }
}

function keyOf({ kind, family, detail = '' }: FamilyEvent): string {
  return JSON.stringify([kind, family, detail])
}
