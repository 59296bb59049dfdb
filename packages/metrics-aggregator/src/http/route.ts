/** Finds the route for a request: the path decides, then the method. What there is no route for is answered here. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { replyText } from './reply.ts'

export type Route = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

/** Exact paths. Each answers GET and HEAD. */
export type RouteTable = Readonly<Record<string, Route>>

const METHODS: readonly string[] = ['GET', 'HEAD']

export function routeRequests(routes: RouteTable): Route {
  const table = new Map(Object.entries(routes))
  return (request, response) => {
    const route = table.get(pathOf(request.url ?? ''))
    if (route === undefined) return replyText(response, { status: 404, body: 'There is no such page.\n' })
    if (!METHODS.includes(request.method ?? '')) return replyMethod(response)
    return route(request, response)
  }
}

/** A proxy may send the whole URL (RFC 9112 section 3.2.2); everybody else sends path and query. */
export function pathOf(url: string): string {
  if (!url.startsWith('/') && URL.canParse(url)) return new URL(url).pathname
  return url.split('?', 1)[0] ?? ''
}

function replyMethod(response: ServerResponse): void {
  const body = 'This page can only be read.\n'
  replyText(response, { status: 405, body, headers: { Allow: METHODS.join(', ') } })
}
