/**
 * What node:http alone costs: a relay that asks the same targets over kept connections at the same time and forwards
 * their bodies one after another, without reading a byte of them. Its answer is no valid page. It listens on a free
 * port of loopback and says so as the daemon does.
 *
 * usage: relay-process URL...
 */
import { once } from 'node:events'
import { Agent, createServer, get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

const agent = new Agent({ keepAlive: true })

async function fetchBody(url: string): Promise<readonly Buffer[]> {
  const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  response.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(response, 'end')
  return chunks
}

const urls = process.argv.slice(2)
const server = createServer((_request, response) => {
  void Promise.all(urls.map(fetchBody)).then((bodies) => {
    const chunks = bodies.flat()
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
    response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4', 'Content-Length': length })
    for (const chunk of chunks) response.write(chunk)
    response.end()
  })
})
server.keepAliveTimeout = 0
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
process.stderr.write(`${JSON.stringify({ msg: 'listening', url: `http://127.0.0.1:${port}` })}\n`)
