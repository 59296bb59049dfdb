// The listener and its limits, with a route made by hand, over real sockets.
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Config } from '../../../src/config/config.ts'
import { Failure } from '../../../src/errors/failure.ts'
import { replyText } from '../../../src/http/reply.ts'
import { listen } from '../../../src/http/server.ts'
import type { Listener, ListenerOptions } from '../../../src/http/server.ts'
import { get } from '../../support/request.ts'

const SERVER: Config['server'] = {
  inflightMax: 32,
  readHeaderTimeoutMs: 2_000,
  readTimeoutMs: 5_000,
  writeTimeoutMs: 10_000,
  idleTimeoutMs: 60_000,
  headerBytesMax: 16_384,
}

async function start(
  route: ListenerOptions['route'],
  options: Partial<Pick<ListenerOptions, 'listen' | 'onBug'>> & { server?: Partial<Config['server']> } = {},
): Promise<Listener> {
  const listener = await listen({
    listen: options.listen ?? { host: '127.0.0.1', port: 0 },
    server: { ...SERVER, ...options.server },
    route,
    onBug: options.onBug ?? (() => undefined),
  })
  onTestFinished(() => listener.close(0))
  return listener
}

const ok: ListenerOptions['route'] = (_request, response) =>
  replyText(response, { status: 200, body: 'ok\n' })

/** Everything that the server sends until it hangs up, and the socket to write to. */
function raw(port: number): { socket: Socket; answer: Promise<string> } {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  const answer = new Promise<string>((resolve) => {
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(text))
  })
  return { socket, answer }
}

describe('addresses', () => {
  test.each([
    { host: '127.0.0.1', url: /^http:\/\/127\.0\.0\.1:\d+$/ },
    { host: '::1', url: /^http:\/\/\[::1\]:\d+$/ },
    { host: '', url: /^http:\/\/localhost:\d+$/ },
    { host: '0.0.0.0', url: /^http:\/\/localhost:\d+$/ },
    { host: '::', url: /^http:\/\/localhost:\d+$/ },
  ])('"$host" is reached at $url', async ({ host, url }) => {
    const listener = await start(ok, { listen: { host, port: 0 } })
    expect(listener.url).toMatch(url)
    expect(listener.url).toContain(`:${listener.port}`)
    expect(await get(listener.url)).toMatchObject({ status: 200, body: 'ok\n' })
  })

  test('a taken port is a coded failure', async () => {
    const { port } = await start(ok)
    const second = listen({
      listen: { host: '127.0.0.1', port },
      server: SERVER,
      route: ok,
      onBug: () => undefined,
    })
    await expect(second).rejects.toThrow(Failure)
    await expect(second).rejects.toMatchObject({
      code: 'LISTEN_PORT_TAKEN',
      facts: { address: `127.0.0.1:${port}` },
    })
  })

  test('an address of another machine is a coded failure', async () => {
    const elsewhere = { host: '192.0.2.1', port: 0 }
    const listening = listen({ listen: elsewhere, server: SERVER, route: ok, onBug: () => undefined })
    await expect(listening).rejects.toMatchObject({ code: 'LISTEN_ADDRESS_UNAVAILABLE' })
  })
})

describe('limits', () => {
  test('headers that come too slowly end the connection', async () => {
    const { port } = await start(ok, { server: { readHeaderTimeoutMs: 100 } })
    const { socket, answer } = raw(port)
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    expect(await answer).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('a connection that says nothing is ended', async () => {
    const { port } = await start(ok, { server: { readHeaderTimeoutMs: 100 } })
    expect(await raw(port).answer).toMatch(/^(HTTP\/1\.1 408 |$)/)
  })

  test('a body that comes too slowly ends the connection', async () => {
    const { port } = await start(() => undefined, { server: { readTimeoutMs: 100 } })
    const { socket, answer } = raw(port)
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n1')
    expect(await answer).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('headers that are too large are refused', async () => {
    const { port } = await start(ok, { server: { headerBytesMax: 2_000 } })
    const { socket, answer } = raw(port)
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(3_000)}\r\n\r\n`)
    expect(await answer).toMatch(/^HTTP\/1\.1 431 /)
  })

  test('a connection is not kept longer than the idle time', async () => {
    const { port } = await start(ok, { server: { idleTimeoutMs: 50 } })
    const { socket, answer } = raw(port)
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /)
  })

  test('what is not HTTP is refused', async () => {
    const { port } = await start(ok)
    const { socket, answer } = raw(port)
    socket.write('hello\r\n\r\n')
    expect(await answer).toMatch(/^HTTP\/1\.1 400 /)
  })
})

describe('a mistake of ours', () => {
  test('fails its request alone and is told', async () => {
    const bugs: unknown[] = []
    const listener = await start(
      async (request, response) => {
        if (request.url === '/bug') throw new TypeError('unreachable')
        await ok(request, response)
      },
      { onBug: (error) => void bugs.push(error) },
    )
    expect(await get(`${listener.url}/bug`)).toMatchObject({ status: 500 })
    expect(await get(`${listener.url}/`)).toMatchObject({ status: 200 })
    expect(bugs).toEqual([new TypeError('unreachable')])
  })

  test('in the middle of an answer cuts it', async () => {
    const listener = await start((_request, response) => {
      response.writeHead(200, { 'Content-Length': 10 })
      response.write('half')
      throw new TypeError('unreachable')
    })
    await expect(get(listener.url)).rejects.toMatchObject({ code: 'ECONNRESET' })
  })
})

describe('closing', () => {
  test('takes no new connection and lets a request in flight finish', async () => {
    let finish: () => void = () => undefined
    const inFlight = new Promise<void>((resolve) => {
      finish = resolve
    })
    let isInside = false
    const listener = await start(async (request, response) => {
      isInside = true
      await inFlight
      await ok(request, response)
    })
    const answer = get(listener.url)
    await expect.poll(() => isInside).toBe(true)
    const closed = listener.close(20_000)
    await expect(get(listener.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    finish()
    expect(await answer).toMatchObject({ status: 200, headers: { connection: 'close' } })
    await closed
  })

  test('does not wait for idle connections', async () => {
    const listener = await start(ok)
    const { socket, answer } = raw(listener.port)
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await new Promise((resolve) => socket.once('data', resolve))
    await listener.close(20_000)
    expect(await answer).toMatch(/200 OK/)
  })

  test('cuts what is not finished when the grace is over', async () => {
    let isInside = false
    const listener = await start(() => {
      isInside = true
    })
    const outcome = Promise.allSettled([get(listener.url)])
    await expect.poll(() => isInside).toBe(true)
    await listener.close(50)
    expect(await outcome).toMatchObject([{ status: 'rejected', reason: { code: 'ECONNRESET' } }])
  })
})
