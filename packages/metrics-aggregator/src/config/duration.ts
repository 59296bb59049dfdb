/**
 * Durations as Go writes them (`500ms`, `1m30s`, `1.5h`, `0`), in milliseconds. What is finer than a millisecond is
 * refused, because no timer here could keep it.
 */

const MS_BY_UNIT: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ns: 1e-6,
}

/** What the whole text of a duration looks like. */
export const DURATION_PATTERN: string =
  '^\\+?(?:0|(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)$'
const WHOLE = new RegExp(DURATION_PATTERN)
// Both letters for micro are escaped, because one character beyond Latin-1 makes V8 keep all of the program in two bytes a
// character, and the bundler escapes strings and names but not expressions.
const PART = /([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)/g

/** Whole milliseconds, or nothing if the text is not such a duration. */
export function parseDurationMs(text: string): number | undefined {
  if (!WHOLE.test(text)) return undefined
  let totalMs = 0
  for (const [, amount, unit] of text.matchAll(PART))
    totalMs += Number(amount) * (MS_BY_UNIT[unit ?? ''] ?? 0)
  // Rounded to nanoseconds first: 1.005 s is 1004.9999999999999 ms in binary.
  const ms = Math.round(totalMs * 1e6) / 1e6
  return Number.isSafeInteger(ms) ? ms : undefined
}

/** In the largest of hours, seconds and milliseconds that gives a whole number: `1h`, `90s`, `9500ms`. */
export function showDuration(ms: number): string {
  if (ms > 0 && ms % 3_600_000 === 0) return `${ms / 3_600_000}h`
  return ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`
}
