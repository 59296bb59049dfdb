// What agents load on this branch does not differ from the default branch for long: after some days nobody remembers
// which of the two is right. The days count from when the two parted in that file.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Rule } from '../rule.ts'

const DAYS_MAX = 14
const DAY_MS = 24 * 60 * 60 * 1000
const LOADED = /^\.claude\/(commands|skills|agents|rules)\//

export const divergedTooLong: Rule = {
  id: 'diverged-too-long',
  codes: ['DRIFT_BRANCH_DIVERGED'],
  check: (_snapshot, { history, today, daysMax = DAYS_MAX }) =>
    (history?.diverged ?? [])
      .filter(({ path }) => LOADED.test(path))
      .map(({ path, since }) => ({ path, days: daysBetween(since, today) }))
      .filter(({ days }) => days >= daysMax)
      .map(({ path, days }) => {
        const facts = { file: path, branch: history?.branch ?? '', days }
        return diagnose('DRIFT_BRANCH_DIVERGED', { file: path, line: 1, column: 1 }, facts)
      }),
}

function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS)
}
