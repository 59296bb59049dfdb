/**
 * Pages of ours that an independent reader refuses for reasons of its own: faults of the reader, and what a merger
 * has no right to change. Each row names the reader's words and what the page must hold for them to be excused.
 */
import type { OracleName } from './oracle.ts'

export interface ExceptionRow {
  readonly oracle: OracleName
  /** The reader's error. */
  readonly error: RegExp
  /** What the page must hold, so that the row excuses nothing else. */
  readonly page: RegExp
  readonly reason: string
}

const UNKNOWN_ESCAPE = /="(?:[^"\\\n]|\\[\\"n])*\\[^\\"n]/

export const EXCEPTIONS: readonly ExceptionRow[] = [
  ...(['expfmt', 'promtool'] as const).map((oracle) => ({
    oracle,
    error: /invalid escape sequence/,
    page: UNKNOWN_ESCAPE,
    reason:
      "a label value's bytes are forwarded as they came (case 19); expfmt refuses escapes that it does not know",
  })),
  {
    oracle: 'client_python',
    error: /Invalid metric grouping/,
    page: UNKNOWN_ESCAPE,
    reason: 'the same bytes, by which client_python takes two series for one',
  },
  {
    oracle: 'client_python',
    error: /Invalid labels: .*__/s,
    page: /[{,]__[a-zA-Z0-9_]*="/,
    reason:
      'a label name that begins with two underscores, as escaping may leave it: Prometheus and expfmt take it, and renaming a label is not for a merger',
  },
  {
    oracle: 'client_python',
    error: /^ValueError: $/,
    page: /^\{"/m,
    reason: 'client_python wants metadata before a quoted name; the format allows samples without',
  },
  {
    oracle: 'client_python',
    error: /Invalid line: |could not convert string to float: ''/,
    page: / # \{.*\\"/,
    reason: 'client_python counts an escaped quote in an exemplar as a quote and loses its way',
  },
  {
    oracle: 'client_python',
    error: /Timestamps went backwards/,
    page: / -0?\.\d/,
    reason: 'client_python reads -0.005 seconds as +0.005',
  },
  {
    oracle: 'client_python',
    error: /\+Inf bucket missing/,
    page: /^(\S+_bucket\{.*\}) \S+ \S+.*\n(?:.*\n)*\1 /m,
    reason: 'of a histogram at two times client_python forgets all but the first bucket of the second',
  },
  {
    oracle: 'client_python',
    error: /AttributeError: 'float' object has no attribute/,
    page: /e/i,
    reason: 'client_python cannot compare a timestamp with an exponent to one without',
  },
]
