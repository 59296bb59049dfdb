/** Figures as people read them. Without Intl, whose tables cost a sidecar memory. */

export function showSeconds(seconds: number): string {
  if (seconds < 0.0095) return `${(seconds * 1_000).toFixed(1)} ms`
  return seconds < 0.9995 ? `${Math.round(seconds * 1_000)} ms` : `${seconds.toFixed(1)} s`
}

export function showBytes(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`
  return bytes < 1_048_576 ? `${(bytes / 1_024).toFixed(1)} KiB` : `${(bytes / 1_048_576).toFixed(1)} MiB`
}

const STEPS = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3_600 },
  { name: 'min', seconds: 60 },
] as const

/** From one time to a later one, both ISO 8601. */
export function showAge(time: string, now: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(now) - Date.parse(time)) / 1_000))
  const step = STEPS.find((one) => seconds >= one.seconds)
  return step === undefined ? `${seconds} s ago` : `${Math.floor(seconds / step.seconds)} ${step.name} ago`
}

/** With a thin line of thousands: 1 234 567. */
export function showCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, '\u00a0')
}
