/**
 * What the routes are handed: a function that collects a page from the targets. Routes know neither targets nor
 * scraping, and so can be tested with pages made by hand.
 */
import type { ScrapeFailure } from '../errors/failure.ts'
import type { Escaping, ExpositionFormat, FormatVersion } from '../exposition/formats.ts'

import type { RequestTrace } from '../telemetry/tracing/tracing.ts'

export interface PageWish {
  /** What the client takes, best first. Wishes with equal formats and escaping get equal pages. */
  readonly formats: readonly FormatVersion[]
  /** What the client asked for; undefined if it did not. */
  readonly escaping: Escaping | undefined
  /** The Accept header for the targets. */
  readonly accept: string
  /** The client's X-Prometheus-Scrape-Timeout-Seconds as it came. */
  readonly timeoutSeconds: string | undefined
  /** The one target that is wanted; all if undefined. */
  readonly target: string | undefined
  /** Patterns of the families that are wanted; all if empty. */
  readonly families: readonly string[]
  /** What the targets' spans belong to; undefined where nothing is traced. */
  readonly trace?: RequestTrace | undefined
  /** Fires when the client does not wait any more. */
  readonly signal: AbortSignal
}

export interface FailedTarget {
  readonly target: string
  readonly failure: ScrapeFailure
}

/** The targets' answers, merged and ready to be written. */
export interface CollectedPage {
  /** Formats of the targets that answered, for the choice of the page's own. */
  readonly answered: readonly ExpositionFormat[]
  readonly failures: readonly FailedTarget[]
  /** Not one target is on the page. */
  readonly isFailed: boolean
  /** Pages from one wish are rendered in one format. */
  readonly render: (version: FormatVersion) => RenderedPage
  /** Called once, when nothing is sent from the page any more. */
  readonly release: () => void
}

export interface RenderedPage {
  /** Views into memory that stays as it is until the page's release. */
  readonly slices: readonly Uint8Array[]
  readonly bytes: number
  readonly contentType: string
}

/** Undefined if the client went away first. */
export type CollectPage = (wish: PageWish) => Promise<CollectedPage | undefined>
