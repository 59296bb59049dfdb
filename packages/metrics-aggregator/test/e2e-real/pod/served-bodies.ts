/** Containers that answer the same whatever they are asked: a page of bytes each, on a loopback port of its own. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ServedBody {
  /** The Content-Type. */
  readonly type: string
  readonly body: string | Uint8Array
}

export interface ServedBodies<Name extends string> {
  readonly targets: Readonly<Record<Name, URL>>
  readonly stop: () => void
}

export async function serveBodies<Name extends string>(
  bodies: Readonly<Record<Name, ServedBody>>,
): Promise<ServedBodies<Name>> {
  const entries = Object.entries<ServedBody>(bodies).map(([name, { type, body }]) => {
    const server = createServer((_request, response) => response.setHeader('content-type', type).end(body))
    return { name, server }
  })
  for (const { server } of entries)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const urls = entries.map(({ name, server }) => {
    const { port } = server.address() as AddressInfo
    return [name, new URL(`http://127.0.0.1:${port}/metrics`)] as const
  })
  const stop = (): void => {
    for (const { server } of entries) server.close()
  }
  return { targets: Object.fromEntries(urls) as Record<Name, URL>, stop }
}
