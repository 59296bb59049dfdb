/** The spans of a collection's scrapes, and what the targets are sent so that they can go on with the trace. */
import type { Config } from '../config/config.ts'
import { showUrl } from '../config/show-url.ts'
import type { ScrapeTarget } from '../scrape/scrape-target.ts'
import type { RequestTrace } from '../telemetry/tracing/tracing.ts'
import type { TargetResult } from './target-result.ts'

export interface TracedScrapes {
  readonly targets: readonly ScrapeTarget[]
  /** Ends the spans; results are in the order of the targets. */
  readonly end: (results: readonly TargetResult[]) => void
}

/** `configured` are the same targets in the same order. */
export function traceScrapes(
  trace: RequestTrace | undefined,
  targets: readonly ScrapeTarget[],
  configured: Config['targets'],
): TracedScrapes {
  if (trace === undefined) return { targets, end: () => undefined }
  const spans = configured.map(({ name, url }) => trace.startTarget({ name, url: showUrl(url) }))
  return {
    targets: targets.map((target, at) => ({
      ...target,
      headers: { ...target.headers, ...spans[at]?.headers },
    })),
    end: (results) =>
      results.forEach(({ durationMs, failure }, at) =>
        spans[at]?.end({
          durationMs,
          ...(failure === undefined ? { status: STATUS_OK } : { code: failure.code }),
          ...(failure !== undefined && 'status' in failure.facts && { status: failure.facts.status }),
        }),
      ),
  }
}

/** The one status that a body is taken with. */
const STATUS_OK = 200
