// A git repository over HTTP by git's own `git http-backend`: open to everybody, or behind a password. Whoever listens hands
// the requests over.
import { spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'

export const USER = 'tester'
export const PASSWORD = 'pass-of-this-test'

type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** Whoever asks without the login gets an answer that says so. */
export function gitListener(folder: string, isOpen: boolean = false): Listener {
  const wanted = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`
  return (request, response) => {
    if (isOpen || request.headers.authorization === wanted) return runBackend(request, response, folder)
    response.writeHead(401, { 'www-authenticate': 'Basic realm="handoffs"' }).end()
  }
}

/** The common gateway interface, as far as git needs it. */
function runBackend(request: IncomingMessage, response: ServerResponse, folder: string): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      GIT_PROJECT_ROOT: join(folder, '..'),
      GIT_HTTP_EXPORT_ALL: '1',
      REMOTE_USER: USER,
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      ...(request.headers['content-encoding'] && {
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      }),
      ...(request.headers['git-protocol'] && { GIT_PROTOCOL: String(request.headers['git-protocol']) }),
    },
  })
  request.pipe(child.stdin.on('error', () => undefined))
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.on('close', () => {
    const answer = Buffer.concat(chunks)
    const end = answer.indexOf('\r\n\r\n')
    const lines = answer.subarray(0, end).toString('latin1').split('\r\n')
    const headers = lines
      .map((line) => /^([^:]+): (.*)$/.exec(line) ?? ['', '', ''])
      .map(([, name = '', value = '']) => [name, value])
    const status = Number(headers.find(([name]) => name === 'Status')?.[1]?.slice(0, 3) ?? 200)
    const shown = headers.filter(([name]) => name !== 'Status' && name !== '')
    response.writeHead(status, Object.fromEntries(shown)).end(answer.subarray(end + 4))
  })
}
