// A git repository over HTTP on this machine, by git's own `git http-backend`: open to everybody, or behind a password.
import { execFileSync, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { onTestFinished } from 'vitest'

export const USER = 'tester'
export const PASSWORD = 'pass-of-this-test'

export interface GitServer {
  readonly url: string
  /** The repository's folder. */
  readonly folder: string
}

export function bareRepository(): string {
  const { root, remove } = makeTempTree()
  onTestFinished(remove)
  const folder = join(root, 'store.git')
  execFileSync('git', ['init', '--quiet', '--bare', '--template=', '--initial-branch=main', folder])
  return folder
}

/** With `isSilent` it takes requests and never answers. */
export async function startGitServer(
  options: { readonly isOpen?: boolean; readonly isSilent?: boolean } = {},
): Promise<GitServer> {
  const folder = bareRepository()
  execFileSync('git', ['-C', folder, 'config', 'http.receivepack', 'true'])
  const wanted = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`
  const server = createServer((request, response) => {
    if (options.isSilent === true) return
    if (options.isOpen === true || request.headers.authorization === wanted)
      return runBackend(request, response, folder)
    response.writeHead(401, { 'www-authenticate': 'Basic realm="handoffs"' }).end()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/store.git`, folder }
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
