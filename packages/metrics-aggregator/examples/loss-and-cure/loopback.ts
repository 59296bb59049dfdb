/** Ports of this machine alone: a free one for a program that cannot pick its own, and a server of fixed pages. */
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'

export interface PageServer {
  readonly url: URL
  readonly stop: () => Promise<void>
}

const TEXT = 'text/plain; version=0.0.4; charset=utf-8'

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Serves the text of each path until it is stopped. */
export async function servePages(pages: Readonly<Record<string, string>>): Promise<PageServer> {
  const server = createHttpServer(({ url = '' }, response) => {
    response.setHeader('content-type', TEXT)
    response.statusCode = pages[url] === undefined ? 404 : 200
    response.end(pages[url])
  })
  const url = new URL(`http://127.0.0.1:${await listen(server)}`)
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url, stop }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}
