/**
 * How long a page may take: what the client says in X-Prometheus-Scrape-Timeout-Seconds, less an offset for the way
 * back, or our own default (exposition-semantics, case 77). Pure; the clock belongs to the callers.
 */

export interface DeadlinePolicy {
  /** Used where the client names no timeout that can be understood. */
  readonly timeoutMs: number
  readonly offsetMs: number
}

/** A longer wish would overflow Node's timers, and no scrape interval is longer. */
const TIMEOUT_MS_MAX = 3_600_000

/** Go's shortest float form, as Prometheus sends it; exponents included, signs and words not. */
const SECONDS = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** Milliseconds from now in which the targets have to answer. Always above 0. */
export function pageTimeoutMs(header: string | undefined, policy: DeadlinePolicy): number {
  const clientMs = parseSeconds(header)
  if (clientMs === undefined) return policy.timeoutMs
  // A client with less time than twice the offset still gets half of its time for the targets.
  return clientMs - Math.min(policy.offsetMs, clientMs / 2)
}

function parseSeconds(header: string | undefined): number | undefined {
  const text = header?.trim() ?? ''
  if (!SECONDS.test(text)) return undefined
  const ms = Number(text) * 1_000
  return ms > 0 ? Math.min(ms, TIMEOUT_MS_MAX) : undefined
}

/** What targets are told: the seconds that are left, rounded down to the millisecond. */
export function formatTimeoutSeconds(timeoutMs: number): string {
  return String(Math.max(1, Math.floor(timeoutMs)) / 1_000)
}
