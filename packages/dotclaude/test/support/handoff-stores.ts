// Each kind of store as a test needs it: the environment that names it, and every byte that stands in it, names included.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { TOKEN, startGistServer } from './gist-server.ts'
import type { GistServer } from './gist-server.ts'
import { PASSWORD, USER, bareRepository, startGitServer } from './git-server.ts'
import { tempTree } from './temp-tree.ts'

export interface TestStore {
  readonly env: Readonly<Record<string, string>>
  readonly published: () => string
}

export const TEST_STORES: Readonly<Record<string, () => Promise<TestStore>>> = {
  'git over file://': () => {
    const folder = bareRepository()
    const env = { DOTCLAUDE_HANDOFF_REPO: `file://${folder}` }
    return Promise.resolve({ env, published: () => allOfRepository(folder) })
  },
  'git over HTTP': async () => {
    const { url, folder } = await startGitServer()
    const script = `!f() { echo username=${USER}; echo password=${PASSWORD}; }; f`
    const env = {
      DOTCLAUDE_HANDOFF_REPO: url,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'credential.helper',
      GIT_CONFIG_VALUE_0: script,
    }
    return { env, published: () => allOfRepository(folder) }
  },
  'gist with a token': async () => {
    const { url, gists } = await startGistServer()
    const env = {
      DOTCLAUDE_HANDOFF_TRANSPORT: 'gist',
      GITHUB_API_URL: url,
      GH_TOKEN: TOKEN,
      // gh would take the token and ask GitHub itself; it is tried against a server of ours with the real programs.
      PATH: folderWithGitAlone(),
    }
    return { env, published: () => allOfGists(gists) }
  },
  folder: () => {
    const folder = join(bareRepository(), 'handoffs')
    return Promise.resolve({
      env: { DOTCLAUDE_HANDOFF_FOLDER: folder },
      published: () => allOfFolder(folder),
    })
  },
}

/** Through the real gh, which is logged in to the server: its setting for a socket stands in for the network. */
export async function ghStore(login: string = TOKEN): Promise<TestStore & { readonly server: GistServer }> {
  const socket = join(tempTree().root, 'github')
  const server = await startGistServer({ socket })
  const env = { GH_CONFIG_DIR: ghConfig(socket, login) }
  return { env, published: () => allOfGists(server.gists), server }
}

/** A folder in which gh finds that it is logged in, to a server on a socket. */
export function ghConfig(socket: string, login: string = TOKEN): string {
  return tempTree({
    'config.yml': `http_unix_socket: ${socket}\nprompt: disabled\n`,
    'hosts.yml': `github.com:\n    user: tester\n    oauth_token: ${login}\n    git_protocol: https\n`,
  }).root
}

/** Whatever a gist has, and not only what is meant to be read. */
function allOfGists(gists: GistServer['gists']): string {
  return gists.map((gist) => [JSON.stringify(gist), ...[...gist.files].flat()].join('\n')).join('\n')
}

/** For a PATH on which there is no gh. */
export function folderWithGitAlone(): string {
  const { root } = tempTree()
  const places = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'git'))
  symlinkSync(places.find((path) => existsSync(path)) ?? 'git', join(root, 'git'))
  return root
}

/** The names of all references, and each object that is there: commits, trees and files, reachable or not. */
export function allOfRepository(folder: string): string {
  const git = (args: readonly string[], input?: string): string =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', ...(input === undefined ? {} : { input }) })
  const names = git(['cat-file', '--batch-all-objects', '--batch-check=%(objectname)'])
  return `${git(['for-each-ref'])}\n${git(['cat-file', '--batch'], names)}`
}

function allOfFolder(folder: string): string {
  if (!existsSync(folder)) return ''
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) =>
      statSync(join(folder, name)).isFile() ? `${name}\n${readFileSync(join(folder, name), 'utf8')}` : name,
    )
    .join('\n')
}
