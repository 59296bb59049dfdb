/**
 * The time as `Date.toISOString` writes it (years 0 to 9999), computed from the proleptic Gregorian calendar of
 * 400-year eras that begin in March. `Date` would load its tables of time zones, a megabyte that a sidecar in every pod
 * need not carry.
 */

const MS_PER_DAY = 86_400_000
const DAYS_PER_ERA = 146_097

export function isoTime(ms: number): string {
  const day = Math.floor(ms / MS_PER_DAY)
  const shifted = day + 719_468
  const era = Math.floor(shifted / DAYS_PER_ERA)
  const dayOfEra = shifted - era * DAYS_PER_ERA
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1, 2)}`
  const time = ms - day * MS_PER_DAY
  const [hours, minutes, seconds] = [time / 3_600_000, (time / 60_000) % 60, (time / 1000) % 60].map(
    Math.floor,
  )
  return `${date}T${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}.${pad(Math.floor(time % 1000), 3)}Z`
}

function pad(value: number | undefined, width: number): string {
  return String(value).padStart(width, '0')
}
