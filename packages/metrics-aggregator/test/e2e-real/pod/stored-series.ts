/** What Prometheus stored of a job, one text per series, so that two jobs can be compared as sets. */
import type { Prometheus } from '../../../examples/loss-and-cure/prometheus.ts'

/** What Prometheus adds to every scrape of its own. */
const OF_THE_SCRAPE =
  'up|scrape_duration_seconds|scrape_samples_scraped|scrape_samples_post_metric_relabeling|scrape_series_added'

/** What rules make of series that are stored already; the names of recorded ones have colons. */
const OF_RULES = 'ALERTS|ALERTS_FOR_STATE|.+:.+'

/** Where a series comes from, which is not what it says. */
const OF_THE_ORIGIN = ['job', 'instance', 'origin_container']

/** A selector of what targets said; `matchers` are more conditions, as PromQL has them. */
export function selectorOf(job: string, ...matchers: readonly string[]): string {
  return `{${[`job="${job}"`, `__name__!~"${OF_THE_SCRAPE}|${OF_RULES}"`, ...matchers].join(',')}}`
}

export const ofOrigin = (target: string): string => `origin_container="${target}"`

/** The series that a selector finds now, sorted. */
export async function storedSeries({ query }: Prometheus, selector: string): Promise<readonly string[]> {
  const series = await query(selector)
  return series.map(({ labels }) => seriesText(labels)).toSorted()
}

function seriesText(labels: Readonly<Record<string, string>>): string {
  const own = Object.entries(labels).filter(([name]) => !OF_THE_ORIGIN.includes(name))
  return JSON.stringify(Object.fromEntries(own.toSorted(([one], [other]) => (one < other ? -1 : 1))))
}
