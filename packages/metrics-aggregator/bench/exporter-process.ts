/**
 * Targets for the daemon to scrape, in a process of their own: each file is one target's body, served on its own port
 * of loopback with its length. Prints the ports as one JSON line when all of them listen.
 *
 * usage: exporter-process FILE...
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

async function serve(file: string): Promise<number> {
  const body = readFileSync(file)
  const headers = { 'Content-Type': 'text/plain; version=0.0.4', 'Content-Length': body.length }
  const server = createServer((_request, response) => response.writeHead(200, headers).end(body))
  server.keepAliveTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return port
}

const ports = await Promise.all(process.argv.slice(2).map(serve))
process.stdout.write(`${JSON.stringify(ports)}\n`)
