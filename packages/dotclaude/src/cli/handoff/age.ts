// Ages and dates as flags give them: `30d`, `6m`, `1y`, or a day.
import { Failure } from '../../diagnostics/failure.ts'

const DAY_MS = 86_400_000
const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 }

/** The moment that a value means. A day that no calendar has, or one that is still to come, is refused. */
export function momentOf(flag: string, value: string, now: Date): Date {
  const [, count, unit = ''] = /^(\d{1,5})([dwmy])$/.exec(value) ?? []
  if (count !== undefined) return new Date(now.getTime() - Number(count) * (DAYS[unit] ?? 1) * DAY_MS)
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : new Date(Number.NaN)
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(value)) throw unusable(flag, value)
  if (day > now)
    throw new Failure('USAGE_FLAG_VALUE', {
      flag,
      detail: `takes a day that is past, and was given ${value}`,
    })
  return day
}

function unusable(flag: string, value: string): Failure {
  const detail = `takes an age such as 30d, 6m or 1y, or a day such as 2026-01-31, and was given ${value}`
  return new Failure('USAGE_FLAG_VALUE', { flag, detail })
}
