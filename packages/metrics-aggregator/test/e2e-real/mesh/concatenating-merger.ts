/**
 * What a merger does that only concatenates: one page with the bodies of all containers behind each other, as they came.
 * Listens on the port of its first argument; the others are the URLs.
 */
import { createServer } from 'node:http'

const [port, ...urls] = process.argv.slice(2)
const bodyOf = async (url: string): Promise<string> => (await fetch(url)).text()

const server = createServer((_request, response) => {
  Promise.all(urls.map(bodyOf)).then(
    (bodies) => response.setHeader('content-type', 'text/plain; version=0.0.4').end(bodies.join('')),
    (error: unknown) => response.writeHead(500).end(String(error)),
  )
})
server.listen(Number(port), '0.0.0.0')
