/**
 * Which targets are expected to answer: all but optional ones and those that are still starting. Whether one is missing
 * is a fact in any case; this decides whether it is cause for alarm.
 */
import type { TargetConfig } from '../config/config.ts'

type Terms = Pick<TargetConfig, 'isOptional' | 'startupGraceMs'>

export class Expectations {
  readonly #terms = new Map<string, Terms & { readonly sinceMs: number }>()
  readonly #proved = new Set<string>()
  readonly #now: () => number

  /** Milliseconds that only rise. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** The targets from now on; one that stays keeps the time that it was first seen and what it proved. */
  take(targets: readonly (Terms & { readonly name: string })[]): void {
    const names = new Set(targets.map(({ name }) => name))
    for (const name of [...this.#terms.keys()].filter((known) => !names.has(known))) {
      this.#terms.delete(name)
      this.#proved.delete(name)
    }
    for (const { name, isOptional, startupGraceMs } of targets) {
      // The first look at Node's clock loads half a megabyte, which can wait for the first scrape where nobody has a grace.
      const sinceMs = this.#terms.get(name)?.sinceMs ?? (startupGraceMs === 0 ? 0 : this.#now())
      this.#terms.set(name, { isOptional, startupGraceMs, sinceMs })
    }
  }

  /** Asked once per scrape with its outcome: the first success ends the grace. */
  isExpected(name: string, hasAnswered: boolean): boolean {
    const terms = this.#terms.get(name)
    if (hasAnswered) this.#proved.add(name)
    if (terms === undefined || terms.isOptional) return terms === undefined
    return this.#proved.has(name) || this.#now() - terms.sinceMs >= terms.startupGraceMs
  }
}
