/** Which path answers what, for one configuration. */
import type { Config } from '../config/config.ts'
import { InflightGate } from '../http/inflight-gate.ts'
import { metricsRoute } from '../http/metrics-route.ts'
import type { CollectPage } from '../http/page-source.ts'
import { aliveRoute, ownMetricsRoute, readyRoute } from '../http/plain-routes.ts'
import { routeRequests } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { sdRoute } from '../http/sd-route.ts'
import type { StatusDocument } from '../http/status/status-document.ts'
import { statusRoutes } from '../http/status/status-routes.ts'
import type { OwnMetrics } from '../telemetry/own-metrics.ts'
import type { Tracing } from '../telemetry/tracing/tracing.ts'
import { HISTORY_MAX } from './status/target-history.ts'

const PATHS: Readonly<Record<string, string>> = {
  '/metrics': 'the metrics of all targets and our own',
  '/targets/NAME/metrics': 'one target alone',
  '/api/targets': 'what this page shows, as JSON',
  '/sd': 'these targets for the service discovery of Prometheus',
  '/-/metrics': 'our own metrics alone',
  '/-/healthy': 'whether the process lives (also /healthz)',
  '/-/ready': 'whether it serves',
}

export interface RoutesParts {
  readonly collect: CollectPage
  readonly own: OwnMetrics
  /** Undefined where nothing is traced. */
  readonly tracing: Tracing | undefined
  /** The status as of now. */
  readonly describe: () => StatusDocument
}

export function routesOf(config: Config, { collect, own, tracing, describe }: RoutesParts): Route {
  const { formats, allFailed, server, targets } = config
  const gate = new InflightGate(server.inflightMax)
  const common = { collect, formats, server, gate, tracing }
  const names = targets.map(({ name }) => name)
  const ofTarget = new Map(
    names.map((target) => [
      `/targets/${encodeURIComponent(target)}/metrics`,
      metricsRoute({ ...common, target, allFailed: '503' }),
    ]),
  )
  const status = statusRoutes({ status: describe, paths: PATHS, historyMax: HISTORY_MAX })
  return routeRequests({
    '/': status.page,
    '/targets': status.page,
    '/api/targets': status.api,
    '/metrics': metricsRoute({ ...common, allFailed, metrics: own.requests }),
    ...Object.fromEntries(ofTarget),
    '/sd': sdRoute(
      [...ofTarget.keys()].map((path, at) => ({ name: names[at] ?? '', path })),
      {
        isSecure: server.tls !== undefined,
        labelName: config.merge.labelName,
      },
    ),
    '/-/metrics': ownMetricsRoute(() => own.write()),
    '/healthz': aliveRoute,
    '/-/healthy': aliveRoute,
    '/-/ready': readyRoute,
  })
}
