/**
 * What the status page shows and `/api/targets` answers: one document, whose JSON Schema is schemas/targets.schema.json.
 * Times are ISO 8601 in UTC; what is not known yet is null.
 */

export interface StatusDocument {
  /** Rises when a field changes its meaning or goes away, not when one is added. */
  readonly version: 1
  readonly release: string
  readonly time: string
  readonly startTime: string
  readonly configuration: ConfigurationStatus
  readonly targets: readonly TargetStatus[]
  readonly conflicts: ConflictsStatus
  readonly families: FamiliesStatus
  /** Ports that discovery met; empty where it is off. */
  readonly listeners: readonly ListenerStatus[]
}

export interface ConfigurationStatus {
  /** Since when the one in force is. */
  readonly inForceSince: string
  /** A later version that was refused; null where the last one that was read is in force. */
  readonly refused: { readonly time: string; readonly findings: readonly FindingStatus[] } | null
}

export interface FindingStatus {
  readonly code: string
  readonly text: string
}

export interface TargetStatus {
  readonly name: string
  /** Without the values of a query. */
  readonly url: string
  readonly state: 'up' | 'down' | 'unknown'
  /** Whether its absence is cause for alarm. */
  readonly isExpected: boolean
  /** The last scrape, whether it went well or not. */
  readonly lastScrape: ScrapeStatus | null
  readonly lastSuccessTime: string | null
  /** The last failure, also where the target has recovered since. */
  readonly lastError: ErrorStatus | null
  /** Oldest first. */
  readonly history: readonly ScrapePoint[]
}

export interface ScrapePoint {
  readonly time: string
  readonly durationSeconds: number
  /** Null for a success. */
  readonly code: string | null
}

export interface ScrapeStatus extends ScrapePoint {
  /** Of the exposition; null for a failure. */
  readonly format: string | null
  readonly samples: number
  readonly bodyBytes: number
  readonly labelCollisions: number
  readonly invalidLines: number
  readonly duplicates: number
}

export interface ErrorStatus {
  readonly time: string
  readonly code: string
  readonly reason: string
  readonly text: string
  /** Where in the exposition, from 1; null where the error is about no line. */
  readonly line: number | null
  readonly column: number | null
}

export interface ConflictsStatus {
  /** On the last page; `shown` holds the first of them. */
  readonly total: number
  readonly shown: readonly ConflictStatus[]
}

export interface ConflictStatus {
  readonly kind: string
  readonly family: string
  readonly targets: readonly string[]
  readonly detail: string | null
}

export interface FamiliesStatus {
  /** Null until they were counted: that is done only while somebody looks. */
  readonly time: string | null
  readonly largest: readonly FamilyStatus[]
}

export interface FamilyStatus {
  readonly family: string
  readonly target: string
  readonly series: number
}

export interface ListenerStatus {
  readonly port: number
  readonly host: string
  readonly state: string
  readonly code: string | null
}
