// A target that speaks TLS: an https server on loopback with the certificate that a test gives it.
import { createServer } from 'node:https'
import type { ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { TLSSocket } from 'node:tls'
import { onTestFinished } from 'vitest'

export interface SecureTarget {
  /** By address; tests that care for names change the host. */
  readonly url: URL
  /** Requests that came through the handshake. */
  readonly requests: () => number
  /** Those among them whose handshake took up an earlier session. */
  readonly resumptions: () => number
}

/** Answers every request with this body until the test ends. */
export async function startSecureTarget(
  options: ServerOptions,
  body: string = 'a 1\n',
): Promise<SecureTarget> {
  let requests = 0
  let resumptions = 0
  const server = createServer(options, ({ socket }, response) => {
    requests += 1
    if (socket instanceof TLSSocket && socket.isSessionReused()) resumptions += 1
    response.setHeader('Content-Type', 'text/plain; version=0.0.4')
    response.end(body)
  })
  // Handshakes that fail are what these tests are about.
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: new URL(`https://127.0.0.1:${port}/metrics`),
    requests: () => requests,
    resumptions: () => resumptions,
  }
}
