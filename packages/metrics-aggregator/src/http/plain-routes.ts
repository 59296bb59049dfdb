/** The routes that need no target: health, readiness, our own metrics. */
import { CONTENT_TYPES } from '../exposition/formats.ts'
import { replyText } from './reply.ts'
import type { Route } from './route.ts'

/** Whoever gets this answer knows all that it says: the process runs and listens. Targets have no part in it. */
export const aliveRoute: Route = (_request, response) => replyText(response, { status: 200, body: 'ok\n' })

/** The listener is up, or nobody could ask; the configuration was valid, or it would not be. */
export const readyRoute: Route = (_request, response) => replyText(response, { status: 200, body: 'ready\n' })

export function ownMetricsRoute(writeOwnMetrics: () => string): Route {
  return (_request, response) => {
    const contentType = CONTENT_TYPES['text-0.0.4']
    replyText(response, { status: 200, body: writeOwnMetrics(), contentType })
  }
}
