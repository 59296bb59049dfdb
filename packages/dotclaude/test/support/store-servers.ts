// The program behind stores that two network namespaces share: a git repository and GitHub's requests about gists, both over
// TLS, and the latter on a socket for gh as well. What it was sent goes into a file after each request.
//   node store-servers.ts FOLDER ADDRESS: the folder holds the repository `store.git`, `key.pem` and `cert.pem`
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { join } from 'node:path'
import { gistAnswers } from './gist-answers.ts'
import { gitListener } from './git-backend.ts'

const GIT_PORT = 8443
const GIST_PORT = 8444
const [folder = '.', address = ''] = process.argv.slice(2)
const tls = { key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'cert.pem')) }
const { listener, gists } = gistAnswers(() => `https://${address}:${GIST_PORT}`)

function noting(request: IncomingMessage, response: ServerResponse): void {
  response.on('finish', () => {
    const all = gists.map((gist) => ({ ...gist, files: Object.fromEntries(gist.files) }))
    writeFileSync(join(folder, 'gists.json'), JSON.stringify(all))
  })
  listener(request, response)
}

async function listening(server: ReturnType<typeof createServer>, at: number | string): Promise<void> {
  await new Promise<void>((resolve) => {
    server.listen(at, resolve)
  })
}

const secure = (answer: RequestListener): ReturnType<typeof createServer> => createTlsServer(tls, answer)
await listening(secure(gitListener(join(folder, 'store.git'))), GIT_PORT)
await listening(secure(noting), GIST_PORT)
await listening(createServer(noting), join(folder, 'github'))
console.log('listening')
