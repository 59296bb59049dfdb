// A TCP port on loopback that was free a moment ago, for programs that cannot be told "any port". Where a program
// takes port 0, use that instead: nothing can slip in between.
import { createServer } from 'node:net'

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (typeof address === 'object' && address) resolve(address.port)
        else reject(new Error('a listening server has no port'))
      })
    })
  })
}
