// Reading files, URLs and standard input: which format they are taken for, and what is said when they cannot be read.
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { acceptFor, readSource } from '../../../src/cli/read-source.ts'
import { CONTENT_TYPES } from '../../../src/exposition/formats.ts'
import type { ExpositionFormat } from '../../../src/exposition/formats.ts'
import { encodeFamilies } from '../../support/protobuf.ts'
import { memoryTerminal } from '../../support/memory-terminal.ts'

const terminal = memoryTerminal({ input: '# EOF\n' })

interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Serves one answer until the test ends; notes the Accept header of the last request. */
async function serveAnswer({
  status = 200,
  headers = {},
  body = 'a 1\n',
}: Answer): Promise<{ url: string; accept: () => string }> {
  let accept = ''
  const server = createServer((request, response) => {
    accept = request.headers.accept ?? ''
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`, accept: () => accept }
}

test.each<{ body: string; format: ExpositionFormat }>([
  { body: 'a 1\n', format: 'text' },
  { body: '', format: 'text' },
  { body: '# TYPE a counter\na 1\n', format: 'text' },
  { body: 'a 1\n# EOF\n', format: 'openmetrics' },
  { body: 'a 1\n# EOF', format: 'openmetrics' },
  { body: 'a 1\n# EOF\nb 2\n', format: 'openmetrics' },
  { body: '# TYPE a info\n', format: 'openmetrics' },
  { body: '# UNIT a_seconds seconds\n', format: 'openmetrics' },
  { body: '# HELP a # EOF\n', format: 'text' },
  { body: '# EOFx\n', format: 'text' },
  { body: '#\na 1\n', format: 'text' },
  { body: '#\n\ta 1\nb 2\n', format: 'text' },
])('a file with $body is $format', async ({ body, format }) => {
  const tree = makeTempTree({ 'metrics.txt': body })
  onTestFinished(tree.remove)
  const read = await readSource(join(tree.root, 'metrics.txt'), undefined, terminal)
  expect({ format: read.format, body: Buffer.from(read.body).toString() }).toEqual({ format, body })
})

const PROTOBUF = Buffer.from(encodeFamilies([{ name: 'a', type: 'GAUGE' }]))

test.each<{ format: ExpositionFormat; body: Buffer }>([
  { format: 'text', body: Buffer.from('a 1\n') },
  { format: 'openmetrics', body: Buffer.from('a 1\n# EOF\n') },
  { format: 'protobuf', body: PROTOBUF },
])('a file of $format that is gzipped is read as what is in it', async ({ format, body }) => {
  const tree = makeTempTree({})
  onTestFinished(tree.remove)
  const path = join(tree.root, 'metrics.gz')
  writeFileSync(path, gzipSync(body))
  const read = await readSource(path, undefined, terminal)
  expect({ format: read.format, body: Buffer.from(read.body) }).toEqual({ format, body })
})

test('a gzipped file that is cut cannot be read', async () => {
  const tree = makeTempTree({})
  onTestFinished(tree.remove)
  const path = join(tree.root, 'metrics.gz')
  writeFileSync(path, gzipSync('a 1\n').subarray(0, -6))
  await expect(readSource(path, undefined, terminal)).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    facts: { path, detail: 'gzip: unexpected end of file' },
  })
})

test.each([
  { why: 'a short family', families: [{ name: 'a', type: 'GAUGE' }] },
  { why: 'a name as long as a line feed is high', families: [{ name: 'tenletters', help: 'x'.repeat(30) }] },
  { why: 'a long family', families: [{ name: 'a', help: 'x'.repeat(500) }] },
  { why: 'a name and nothing else', families: [{ name: 'a' }] },
])('$why is seen to be protobuf', async ({ families }) => {
  const tree = makeTempTree({})
  onTestFinished(tree.remove)
  const path = join(tree.root, 'metrics.pb')
  writeFileSync(path, encodeFamilies(families))
  expect((await readSource(path, undefined, terminal)).format).toBe('protobuf')
})

test('protobuf is asked for where it is wanted', async () => {
  const { url, accept } = await serveAnswer({ headers: { 'content-type': CONTENT_TYPES.protobuf }, body: '' })
  expect((await readSource(url, undefined, terminal, acceptFor('protobuf'))).format).toBe('protobuf')
  expect(accept()).toMatch(
    /^application\/vnd\.google\.protobuf;proto=.*,application\/openmetrics-text;.*;q=0\.95,/,
  )
})

test('standard input is a dash', async () => {
  expect(await readSource('-', undefined, terminal)).toEqual({
    body: Buffer.from('# EOF\n'),
    format: 'openmetrics',
  })
})

test.each<{
  contentType: string | undefined
  body?: string
  wanted?: ExpositionFormat
  format: ExpositionFormat
}>([
  { contentType: 'text/plain; version=0.0.4', format: 'text' },
  { contentType: 'text/plain', body: '# EOF\n', format: 'text' },
  { contentType: 'application/openmetrics-text; version=1.0.0', format: 'openmetrics' },
  { contentType: undefined, format: 'text' },
  { contentType: undefined, body: '# EOF\n', format: 'openmetrics' },
  { contentType: 'text/plain', wanted: 'openmetrics', format: 'openmetrics' },
  { contentType: 'application/octet-stream', wanted: 'text', format: 'text' },
])('a URL with $contentType, read as $wanted, is $format', async ({ contentType, body, wanted, format }) => {
  const { url, accept } = await serveAnswer({
    ...(contentType !== undefined && { headers: { 'content-type': contentType } }),
    ...(body !== undefined && { body }),
  })
  expect((await readSource(url, wanted, terminal)).format).toBe(format)
  expect(accept()).toMatch(/^application\/openmetrics-text;.*,text\/plain;version=0\.0\.4;q=0\.5,/)
})

test.each<{ answer: Answer; code: string; detail: string }>([
  { answer: { status: 404 }, code: 'URL_UNREADABLE', detail: 'the target answered 404' },
  {
    answer: { status: 500, headers: { 'content-type': 'text/plain' } },
    code: 'URL_UNREADABLE',
    detail: 'the target answered 500',
  },
  { answer: { headers: { 'content-type': 'text/html' } }, code: 'FORMAT_UNKNOWN', detail: 'text/html' },
])('an answer $answer is $code', async ({ answer, code, detail }) => {
  const { url } = await serveAnswer(answer)
  await expect(readSource(url, undefined, terminal)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(detail),
  })
})

test('what is not there is said with the code of the system', async () => {
  await expect(readSource('/nowhere/metrics.txt', undefined, terminal)).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    facts: { path: '/nowhere/metrics.txt', detail: 'ENOENT' },
  })
  await expect(readSource('http://127.0.0.1:1/metrics', undefined, terminal)).rejects.toMatchObject({
    code: 'URL_UNREADABLE',
    facts: { url: 'http://127.0.0.1:1/metrics', detail: 'nothing listens on 127.0.0.1:1' },
  })
})

test.each(['http://user:secret@127.0.0.1:1/metrics', 'http://user:sec ret@/', 'https://user:secret@['])(
  'what is secret in %s is in no message',
  async (url) => {
    const reading = readSource(url, undefined, terminal)
    await expect(reading).rejects.toMatchObject({ code: 'URL_UNREADABLE' })
    await expect(reading).rejects.not.toThrow(/sec|user:/)
  },
)

test.each(['unix:', 'unix://host/app.sock', 'http://', 'http://[/'])(
  '%s is no URL of a target',
  async (url) => {
    await expect(readSource(url, undefined, terminal)).rejects.toMatchObject({
      code: 'URL_UNREADABLE',
      facts: { detail: expect.stringContaining('it is no URL; allowed: ') },
    })
  },
)

test('an exposition on a unix socket is read as a target is', async () => {
  const tree = makeTempTree({})
  onTestFinished(tree.remove)
  const server = createServer((request, response) => response.end(request.url === '/m' ? 'a 1\n' : ''))
  await new Promise<void>((resolve) => server.listen(join(tree.root, 's'), resolve))
  onTestFinished(() => void server.close())
  const { body } = await readSource(`unix:${join(tree.root, 's')}:/m`, undefined, terminal)
  expect(Buffer.from(body).toString()).toBe('a 1\n')
})
