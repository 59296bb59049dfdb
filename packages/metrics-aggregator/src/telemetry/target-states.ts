/**
 * Remembers how each target's last scrape went and tells when that changed, so that a broken target costs one log line
 * and not one per scrape. Pure.
 */

/** Undefined for a success, else the code of the failure. */
export type TargetState = string | undefined

export type StateChange = 'first_success' | 'failed' | 'failed_differently' | 'recovered'

export class TargetStates {
  readonly #states = new Map<string, TargetState>()

  /** The change that this scrape means; undefined where all is as it was. */
  take(target: string, state: TargetState): StateChange | undefined {
    const isFirst = !this.#states.has(target)
    const before = this.#states.get(target)
    this.#states.set(target, state)
    if (isFirst) return state === undefined ? 'first_success' : 'failed'
    if (before === state) return undefined
    if (state === undefined) return 'recovered'
    return before === undefined ? 'failed' : 'failed_differently'
  }
}
