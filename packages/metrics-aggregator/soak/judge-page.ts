/**
 * Whether a page is right: strictly valid, and of every container either all series or none. A page that was judged
 * already, because several requests were answered with one collection, is not read again.
 */
import { checkExposition } from '../src/exposition/check-exposition.ts'
import { SOAK_TARGETS } from './soak-targets.ts'

export interface Verdict {
  /** What is wrong, for people; nothing where the page is right. */
  readonly faults: readonly string[]
  /** The containers that are on the page. */
  readonly present: readonly string[]
}

export interface PageJudge {
  readonly judge: (page: Buffer) => Verdict
  /** Different pages that were read. */
  readonly count: () => number
}

export function makePageJudge(): PageJudge {
  let last: { readonly page: Buffer; readonly verdict: Verdict } | undefined
  let judged = 0
  const judge = (page: Buffer): Verdict => {
    if (last?.page.equals(page) === true) return last.verdict
    judged += 1
    last = { page, verdict: judgePage(page) }
    return last.verdict
  }
  return { judge, count: () => judged }
}

export function judgePage(page: Buffer): Verdict {
  const invalid = checkExposition(page, 'text').map(({ code, line }) => `${code} in line ${line}`)
  const counts = SOAK_TARGETS.map(({ name, series }) => ({
    name,
    series,
    found: occurrences(page, `origin_container="${name}"`),
  }))
  const partial = counts
    .filter(({ series, found }) => found !== 0 && found !== series)
    .map(({ name, series, found }) => `${name} has ${found} series of ${series}`)
  return {
    faults: [...invalid, ...partial],
    present: counts.filter(({ found }) => found > 0).map(({ name }) => name),
  }
}

function occurrences(page: Buffer, text: string): number {
  let count = 0
  for (let at = page.indexOf(text); at >= 0; at = page.indexOf(text, at + text.length)) count += 1
  return count
}
