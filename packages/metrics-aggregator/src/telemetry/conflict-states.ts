/**
 * Remembers which families were in conflict on the last page and tells what is new, so that a lasting conflict costs
 * one log line. Keeps no more than the last page's conflicts, whatever targets come up with. Pure.
 */
import type { FamilyEvent } from '../exposition/report.ts'

/** A target that invents names must not fill the log. */
const NEW_MAX = 10

export class ConflictStates {
  #known: ReadonlySet<string> = new Set()

  /** The events that the last page did not have, but not more than a few. */
  take(events: readonly FamilyEvent[]): FamilyEvent[] {
    const before = this.#known
    this.#known = new Set(events.map(keyOf))
    return events.filter((event) => !before.has(keyOf(event))).slice(0, NEW_MAX)
  }
}

function keyOf({ kind, family, detail = '' }: FamilyEvent): string {
  return JSON.stringify([kind, family, detail])
}
