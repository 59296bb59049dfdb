// One exposition for a command, over real sockets: what is taken and refused is what the daemon takes and refuses.
import { expect, test } from 'vitest'
import { readExposition } from '../../../src/daemon/read-exposition.ts'
import { answerWith } from '../../support/daemon.ts'
import { startRawTarget } from '../../support/raw-target.ts'

const REQUEST = { accept: 'text/plain' }

test.each<{ why: string; answer: string; code: string }>([
  {
    why: 'a redirect elsewhere',
    answer: 'HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n',
    code: 'SCRAPE_REDIRECT',
  },
  {
    why: 'a line that its connection cut',
    answer: 'HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\na 1\nb 12',
    code: 'BODY_TRUNCATED',
  },
  {
    why: 'a body that is shorter than it said',
    answer: 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na 1\n',
    code: 'SCRAPE_TRUNCATED',
  },
  {
    why: 'a page for people',
    answer: 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\na 1\n',
    code: 'SCRAPE_CONTENT_TYPE',
  },
])('$why is $code', async ({ answer, code }) => {
  const { url } = await startRawTarget((socket) => void socket.end(answer))
  expect(await readExposition(url, REQUEST)).toMatchObject({ ok: false, failure: { code } })
})

test('link-local addresses are not asked', async () => {
  expect(await readExposition(new URL('http://169.254.169.254/'), REQUEST)).toMatchObject({
    failure: { code: 'SCRAPE_ADDRESS_FORBIDDEN' },
  })
})

test('a target that closes after whole lines is taken, and one that names no format gets none', async () => {
  const { url } = await startRawTarget((socket) => void socket.end('HTTP/1.0 200 OK\r\n\r\na 1\n'))
  expect(await readExposition(url, REQUEST)).toEqual({ ok: true, body: Buffer.from('a 1\n') })
})

test('what it is to be read as stands in for what it calls itself', async () => {
  const { url } = await startRawTarget(answerWith('a 1\n', { 'Content-Type': 'text/html' }))
  expect(await readExposition(url, { ...REQUEST, readAs: 'text' })).toMatchObject({
    ok: true,
    format: 'text',
  })
})

test('a body of many reads arrives whole', async () => {
  const body = 'a{b="c"} 1\n'.repeat(200_000)
  const { url } = await startRawTarget(answerWith(body, { 'Content-Type': 'text/plain' }))
  const read = await readExposition(url, REQUEST)
  expect(read.ok && Buffer.from(read.body).equals(Buffer.from(body))).toBe(true)
})
