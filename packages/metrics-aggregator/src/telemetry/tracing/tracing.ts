/** What the daemon asks of tracing. Who implements it is loaded only where traces are switched on. */

export interface Tracing {
  /** A request to us; its parent is what its headers say. */
  readonly startRequest: (request: TracedRequest) => RequestTrace
  /** Sends what is left, as far as its receiver takes it in time. */
  readonly stop: () => Promise<void>
}

export interface TracedRequest {
  readonly method: string
  readonly path: string
  /** The pattern of the path. */
  readonly route: string
  readonly scheme: 'http' | 'https'
  /** As node:http gives them. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

export interface RequestTrace {
  readonly traceId: string
  readonly startTarget: (target: TracedTarget) => TargetTrace
  readonly end: (status: number) => void
}

export interface TracedTarget {
  readonly name: string
  /** With nothing in it that is a secret. */
  readonly url: string
}

export interface TargetTrace {
  /** What the target is sent, so that it can go on with the trace. */
  readonly headers: Readonly<Record<string, string>>
  readonly end: (outcome: TracedOutcome) => void
}

export interface TracedOutcome {
  readonly durationMs: number
  /** Of the answer; absent where there was none. */
  readonly status?: number
  /** Of the failure. */
  readonly code?: string
}
