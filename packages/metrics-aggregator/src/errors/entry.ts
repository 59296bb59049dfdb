/** What one row of the code table says, and the closed set of `reason` values that our metrics use as a label. */

/**
 * Who meets the code: `refusal` and `violation` are said of an exposition, `scrape` of a target, `config` of a setting,
 * `cli` of how a command was called, `input` of what it should read, `server` of our own listener, `bug` of ourselves.
 */
export type CodeKind = 'refusal' | 'violation' | 'scrape' | 'config' | 'cli' | 'input' | 'server' | 'bug'

export type Severity = 'error' | 'warning'

/** Values of the label `reason`. Closed, so that the number of series is bounded and alerts can name them. */
export type Reason =
  | 'parse'
  | 'no_eof'
  | 'truncated'
  | 'line_too_long'
  | 'too_many_samples'
  | 'collision'
  | 'too_large'
  | 'timeout'
  | 'refused'
  | 'reset'
  | 'dns'
  | 'tls'
  | 'encoding'
  | 'redirect'
  | 'http_status'
  | 'content_type'
  | 'headers'
  | 'address'
  | 'aborted'
  | 'bug'

export interface CodeEntry<Facts> {
  readonly kind: CodeKind
  readonly severity: Severity
  /** Present for codes that fail a scrape. */
  readonly reason?: Reason
  /** What happened, without place, code or full stop. */
  readonly summary: (facts: Facts) => string
  /** What to do about it, a full sentence. */
  readonly hint: string
  /** The version of this package that first had the code. */
  readonly since: string
}
