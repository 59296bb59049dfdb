// Every kind of host is listened on, with Node's own last step and, as in a Node.js without it, by way of `listen`.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startListening } from '../../../src/http/start-listening.ts'

function withStep(): Server {
  const server = createServer((socket) => void socket.end())
  onTestFinished(() => void server.close())
  return server
}

function withoutStep(): Server {
  return Object.defineProperty(withStep(), '_listen2', { value: undefined })
}

const HOSTS = [
  { host: '127.0.0.1', reached: '127.0.0.1' },
  { host: '::1', reached: '::1' },
  { host: 'localhost', reached: 'localhost' },
  { host: '', reached: '127.0.0.1' },
  { host: '0.0.0.0', reached: '127.0.0.1' },
]

describe('with the step', () => {
  test('Node has it', () => expect(withStep()).toHaveProperty('_listen2'))

  test.each(HOSTS)('"$host" is listened on', async ({ host, reached }) => {
    const socket = connect(await listenOn(withStep(), host), reached)
    await once(socket, 'connect')
    expect(socket.pending).toBe(false)
  })

  test('a taken port is an error', async () => {
    const port = await listenOn(withStep(), '127.0.0.1')
    await expect(listenOn(withStep(), '127.0.0.1', port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})

async function listenOn(server: Server, host: string, port = 0): Promise<number> {
  startListening(server, host, port)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

describe('without it', () => {
  test.each(HOSTS)('"$host" is tried by `listen`', ({ host }) => {
    const server = withoutStep()
    const asked: unknown[] = []
    server.listen = (...words: unknown[]) => {
      asked.push(words)
      return server
    }
    startListening(server, host, 0)
    expect(asked).toEqual([host === '' ? [0] : [0, host]])
  })
})
