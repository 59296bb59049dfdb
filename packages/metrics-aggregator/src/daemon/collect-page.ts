/**
 * From a client's wish to a page: joins a collection that runs or starts one, which scrapes all targets into one merge,
 * records how they fared and adds our own metrics. The page is rendered once, and the merge's memory is given back when
 * the last answer from it is sent.
 */
import type { Config } from '../config/config.ts'
import type { ExpositionFormat, FormatVersion } from '../exposition/formats.ts'
import { MergeSession } from '../exposition/merge-session.ts'
import type { Page } from '../exposition/merge-session.ts'
import type { TargetReport } from '../exposition/report.ts'
import type { CollectPage, CollectedPage, PageWish } from '../http/page-source.ts'
import { Coalescer } from '../scrape/coalesce.ts'
import { pageTimeoutMs } from '../scrape/deadline.ts'
import { refusalFailure } from '../scrape/scrape-target.ts'
import type { ScrapeOutcome, ScrapePolicy, ScrapeRequest, ScrapeTarget } from '../scrape/scrape-target.ts'
import { scrapeTargets } from '../scrape/scrape-targets.ts'
import type { OwnMetrics } from '../telemetry/own-metrics.ts'
import type { Expectations } from './expectations.ts'
import type { ScrapeRecorder } from './record-scrapes.ts'
import { FAMILIES_MAX } from './status/status-record.ts'
import type { StatusRecord } from './status/status-record.ts'
import type { TargetResult } from './target-result.ts'
import { traceScrapes } from './trace-scrapes.ts'

export interface PageCollectorParts {
  readonly own: OwnMetrics
  readonly recorder: ScrapeRecorder
  readonly version: string
  /** The configured ones, in their order. */
  readonly targets: readonly ScrapeTarget[]
  readonly expectations: Expectations
  readonly status: StatusRecord
}

/** A merge whose targets have all answered or failed. */
interface Collection {
  readonly session: MergeSession
  readonly answered: readonly ExpositionFormat[]
  readonly failures: CollectedPage['failures']
  readonly isFailed: boolean
  readonly render: (version: FormatVersion) => Page
}

export function pageCollector(config: Config, parts: PageCollectorParts): CollectPage {
  const coalescer = new Coalescer<Collection>({
    keepMs: config.cacheTtlMs,
    dispose: ({ session }) => session.release(),
  })
  return async (wish) => {
    const timeoutMs = pageTimeoutMs(wish.timeoutSeconds, config.scrape)
    const start = (signal: AbortSignal): Promise<Collection> =>
      collect(config, parts, { accept: wish.accept, timeoutMs, signal }, wish)
    // These decide what targets are asked for and what is rendered, so equal ones share everything.
    const key = keyOf(wish)
    const work = { key, deadlineAt: performance.now() + timeoutMs, start }
    const lease = await coalescer.join(work, wish.signal)
    if (lease === undefined) return undefined
    if (lease.isShared) parts.own.requests.recordShared()
    return { ...lease.result, release: lease.release }
  }
}

/** Names may hold anything, so they are told apart by quotes. */
function keyOf({ formats, escaping, target, families }: PageWish): string {
  const asked = [...formats, escaping].join()
  return target === undefined && families.length === 0 ? asked : JSON.stringify([asked, target, families])
}

async function collect(
  config: Config,
  { own, recorder, version, targets, expectations, status }: PageCollectorParts,
  request: ScrapeRequest,
  { escaping, target, families, trace }: PageWish,
): Promise<Collection> {
  const options = { ...config.merge, ...(escaping !== undefined && { escaping }), families }
  const isWanted = ({ name }: { readonly name: string }): boolean => target === undefined || name === target
  const identities = config.targets.filter(isWanted)
  const session = MergeSession.open(identities, options)
  try {
    const traced = traceScrapes(trace, targets.filter(isWanted), identities)
    const scrapes = scrapeTargets(traced.targets, session, request, policyOf(config, version))
    const processMetrics = target === undefined ? readMeanwhile(own) : () => ''
    const outcomes = await scrapes
    const deadlines = identities.map(({ timeoutMs }) => Math.min(timeoutMs || Infinity, request.timeoutMs))
    const results = resultsOf(outcomes, session.settle(), deadlines, expectations)
    traced.end(results)
    const isFiltered = families.length > 0
    if (target === undefined && !isFiltered && status.isWatched)
      status.recordFamilies(session.largestFamilies(FAMILIES_MAX))
    // Work that nobody waits for says nothing about the targets: it was cut short by us.
    if (!request.signal.aborted) {
      recorder.recordScrapes(results, trace?.traceId)
      if (target === undefined) {
        recorder.recordCollection(results)
        if (config.syntheticUp) addUps(session, identities, results)
        session.addOwn(Buffer.from(own.write(processMetrics())))
      }
    }
    return collectionOf(session, outcomes, results, (events) =>
      recorder.recordPage({ events, targets: session.targetReports(), target, isFiltered }, trace?.traceId),
    )
  } catch (error) {
    session.release()
    throw error
  }
}

const UP_METADATA = '# HELP up Whether the target gave a valid exposition.\n# TYPE up gauge\n'

/** `up` as Prometheus would have it, had it asked each target itself. */
function addUps(
  session: MergeSession,
  identities: Config['targets'],
  results: readonly TargetResult[],
): void {
  identities.forEach((identity, index) => {
    const value = results[index]?.failure === undefined ? 1 : 0
    session.addAbout(identity, Buffer.from(`${UP_METADATA}up ${value}\n`))
  })
}

/** While the targets are at work, after they were asked; a page that is faster than that has them read for it. */
function readMeanwhile(own: OwnMetrics): () => string | undefined {
  let text: string | undefined
  setImmediate(() => {
    text = own.writeProcess()
  })
  return () => text
}

function policyOf({ scrape }: Config, version: string): ScrapePolicy {
  const { followRedirects, allowHosts } = scrape
  return { followRedirects, allowHosts, userAgent: `metrics-aggregator/${version}` }
}

function resultsOf(
  outcomes: readonly ScrapeOutcome[],
  reports: readonly TargetReport[],
  deadlines: readonly number[],
  expectations: Expectations,
): TargetResult[] {
  return reports.map(({ name: target, counters, refusal }, index) => {
    const outcome = outcomes[index]
    const durationMs = outcome?.durationMs ?? 0
    const deadlineMs = deadlines[index] ?? 0
    const isContentTypeMissing = outcome?.ok === true && outcome.isContentTypeMissing
    const failure = outcome?.ok === false ? outcome.failure : refusal && refusalFailure(refusal)
    const format = outcome?.ok === true ? { format: outcome.format } : {}
    const isExpected = expectations.isExpected(target, failure === undefined)
    const result = { target, durationMs, deadlineMs, ...format, isContentTypeMissing, isExpected, counters }
    return failure === undefined ? result : { ...result, failure }
  })
}

function collectionOf(
  session: MergeSession,
  outcomes: readonly ScrapeOutcome[],
  results: readonly TargetResult[],
  recordPage: (events: Page['events']) => void,
): Collection {
  let page: Page | undefined
  return {
    session,
    answered: outcomes.flatMap((outcome) => (outcome.ok ? [outcome.format] : [])),
    // Where nobody is expected, a page of our own metrics is all there is to serve.
    isFailed:
      results.every(({ failure }) => failure !== undefined) && results.some(({ isExpected }) => isExpected),
    failures: results.flatMap(({ target, failure }) => (failure === undefined ? [] : [{ target, failure }])),
    render: (version) => {
      // Rendering again would move the bytes that other answers are being sent from.
      if (page === undefined) {
        page = session.render(version)
        recordPage(page.events)
      }
      return page
    },
  }
}
