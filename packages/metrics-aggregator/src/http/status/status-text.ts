/** The status for those who do not ask for HTML: the paths, and a line for each target. */
import { showSeconds } from './figures.ts'
import type { StatusDocument, TargetStatus } from './status-document.ts'

export function statusText({ targets }: StatusDocument, paths: Readonly<Record<string, string>>): string {
  const rows = Object.entries(paths).map(([path, purpose]) => `${path}: ${purpose}\n`)
  return `metrics-aggregator\n\n${rows.join('')}\nTargets\n${targets.map(lineOf).join('')}`
}

function lineOf({ name, state, lastScrape, lastError }: TargetStatus): string {
  if (state === 'down' && lastError !== null) return `${name}: down, ${lastError.code}: ${lastError.text}\n`
  if (lastScrape === null) return `${name}: not scraped yet\n`
  const { samples, durationSeconds } = lastScrape
  return `${name}: up, ${samples} ${samples === 1 ? 'sample' : 'samples'} in ${showSeconds(durationSeconds)}\n`
}
