// A git repository over HTTP on this machine, for the test that is running.
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { onTestFinished } from 'vitest'
import { gitListener } from './git-backend.ts'

export { PASSWORD, USER } from './git-backend.ts'

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
  const answer = gitListener(folder, options.isOpen)
  const server = createServer((request, response) => {
    if (options.isSilent !== true) answer(request, response)
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
