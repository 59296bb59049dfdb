/**
 * A target for the daemon to scrape, in a process of its own as a container is: the file's bytes, served on a free port
 * of loopback with their length. Prints the port when it listens.
 *
 * usage: exporter-process FILE
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const body = readFileSync(process.argv[2] ?? '')
const headers = { 'Content-Type': 'text/plain; version=0.0.4', 'Content-Length': body.length }
const server = createServer((_request, response) => response.writeHead(200, headers).end(body))
server.keepAliveTimeout = 0
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
process.stdout.write(`${port}\n`)
