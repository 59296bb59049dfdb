/** Asks one listener for an exposition, and believes only what the merge would take. */
import type { TargetConfig } from '../../config/config.ts'
import { MergeSession } from '../../exposition/merge-session.ts'
import { scrapeTargets } from '../../scrape/scrape-targets.ts'

export interface ProbeOptions {
  readonly allowHosts: readonly string[]
  readonly version: string
}

/** Whoever needs longer for a first answer on loopback is no exporter. */
const TIMEOUT_MS = 2_000

/** Nothing for an exposition with at least one sample, else the code of what is wrong. */
export async function probe(
  target: TargetConfig,
  { allowHosts, version }: ProbeOptions,
): Promise<string | undefined> {
  const session = MergeSession.open([target])
  try {
    const [outcome] = await scrapeTargets(
      [{ name: target.name, url: target.url, fallbackFormat: target.fallbackFormat, limits: target.limits }],
      session,
      { accept: 'text/plain;version=0.0.4', timeoutMs: TIMEOUT_MS, signal: new AbortController().signal },
      { followRedirects: 'never', allowHosts, userAgent: `metrics-aggregator/${version}` },
    )
    const [report] = session.settle()
    if (outcome?.ok === false) return outcome.failure.code
    if (report?.ok !== true) return report?.refusal?.code ?? 'INTERNAL_BUG'
    return report.counters.samples > 0 ? undefined : 'NO_SAMPLES'
  } finally {
    session.release()
  }
}
