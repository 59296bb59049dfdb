/**
 * How http targets are asked: over a connection that an earlier scrape left open, where there is one. Connecting costs
 * both sides more than a small page does.
 */
import { Agent, request } from 'node:http'
import type { ClientRequest, RequestOptions } from 'node:http'
import type { Socket } from 'node:net'
import { openConnection } from './open-connection.ts'

/** Targets are asked by one page at a time, all but seldom. */
const IDLE_CONNECTIONS_MAX = 1
/** Longer than between two scrapes, so that only a target that is gone from the configuration is let go. */
const IDLE_MS_MAX = 180_000

class TargetAgent extends Agent {
  override createConnection(options: RequestOptions): Socket {
    return openConnection(options)
  }
}

const agent = new TargetAgent({ keepAlive: true, maxFreeSockets: IDLE_CONNECTIONS_MAX, timeout: IDLE_MS_MAX })

/** Port 80 holds where the URL names none. */
export function requestPlainly(options: RequestOptions): ClientRequest {
  return request({ ...options, agent })
}

/** Over a connection of its own, which is closed after it. */
export function requestAfresh(options: RequestOptions): ClientRequest {
  return request({ ...options, createConnection: openConnection })
}
