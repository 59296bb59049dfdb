/** The three sample containers of the demo: small HTTP servers in this process, on free loopback ports. */
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CONTENT_TYPES } from '../exposition/formats.ts'
import type { FormatVersion } from '../exposition/formats.ts'
import { shopExposition, stockExposition, workerExposition, workerMessages } from './demo-expositions.ts'

export interface DemoContainers {
  /** Names to URLs, in the order of the page. */
  readonly endpoints: Readonly<Record<string, string>>
  readonly stop: () => Promise<void>
}

interface Container {
  readonly name: string
  readonly format: FormatVersion
  readonly expositionAt: (seconds: number) => string
  /** Present where it speaks protobuf to whoever asks for it. */
  readonly messagesAt?: (seconds: number) => Uint8Array
}

const CONTAINERS: readonly Container[] = [
  { name: 'shop', format: 'text-0.0.4', expositionAt: shopExposition },
  { name: 'worker', format: 'text-0.0.4', expositionAt: workerExposition, messagesAt: workerMessages },
  { name: 'stock', format: 'openmetrics-1.0.0', expositionAt: stockExposition },
]

/** They look as if they had been up for a while: counters at zero make a dull first page. */
const AGE_SECONDS = 90

export async function startDemoContainers(now: () => number = Date.now): Promise<DemoContainers> {
  const startMs = now() - AGE_SECONDS * 1_000
  const servers = CONTAINERS.map((container) => serverOf(container, () => (now() - startMs) / 1_000))
  const urls = await Promise.all(servers.map(listen))
  return {
    endpoints: Object.fromEntries(CONTAINERS.map(({ name }, at) => [name, urls[at] ?? ''])),
    stop: async () => void (await Promise.all(servers.map(close))),
  }
}

function serverOf({ format, expositionAt, messagesAt }: Container, uptimeSeconds: () => number): Server {
  return createServer(({ headers }, response) => {
    const messages = headers.accept?.includes(PROTOBUF) === true ? messagesAt : undefined
    response.setHeader('content-type', CONTENT_TYPES[messages === undefined ? format : 'protobuf'])
    response.end((messages ?? expositionAt)(uptimeSeconds()))
  })
}

const PROTOBUF = 'application/vnd.google.protobuf'

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
