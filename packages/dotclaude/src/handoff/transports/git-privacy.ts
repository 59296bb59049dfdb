// Whether everybody can read a repository. A host is asked without any login; a folder of this machine is looked at.
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Privacy } from '../store/store.ts'
import { startGit } from './remote-repository.ts'
import type { RemoteRepository } from './remote-repository.ts'

/** Hosts that show a public repository over https as well. */
const HOSTS = new Set(['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org', 'git.sr.ht'])
const LOGIN_WANTED =
  /could not read (?:Username|Password)|Authentication failed|terminal prompts disabled|\b40[134]\b|not found/i

export async function gitPrivacy(remote: RemoteRepository, cache: string): Promise<Privacy> {
  const folder = folderOf(remote.address)
  if (folder !== undefined) return folderPrivacy(folder)
  const open = openAddress(remote.address)
  // Over ssh nobody gets in without a key.
  return open === undefined ? 'private' : askWithoutLogin(remote, cache, open)
}

function folderOf(address: string): string | undefined {
  if (/^file:\/\//i.test(address)) return fileURLToPath(address)
  return /^\/|^[a-z]:[\\/]/i.test(address) ? address : undefined
}

const OTHERS_READ = 0o004
const OTHERS_ENTER = 0o001

/** Readable for other users of the machine, through every folder above. Windows has no such bits. */
export function folderPrivacy(folder: string): Privacy {
  let isOpen = ((statSync(folder, { throwIfNoEntry: false })?.mode ?? 0) & OTHERS_READ) !== 0
  for (let at = folder; isOpen; at = dirname(at)) {
    isOpen = ((statSync(at, { throwIfNoEntry: false })?.mode ?? 0) & OTHERS_ENTER) !== 0
    if (dirname(at) === at) break
  }
  return isOpen ? 'shared' : 'private'
}

/** The same repository as anybody would ask for it. */
function openAddress(address: string): string | undefined {
  const http = /^(https?:\/\/)(?:[^/]*@)?(.+)$/i.exec(address)
  if (http !== null) return `${http[1]}${http[2]}`
  const ssh = /^(?:ssh:\/\/)?(?:[^@/]*@)?([\w.-]+)(?::\d+)?[:/]\/?(.+)$/i.exec(address)
  const [, host = '', path = ''] = ssh ?? []
  return HOSTS.has(host.toLowerCase()) ? `https://${host}/${path}` : undefined
}

async function askWithoutLogin(remote: RemoteRepository, cache: string, address: string): Promise<Privacy> {
  // A home without a file of passwords; proxies and certificates of the user's configuration stay.
  const nobody = join(cache, 'nobody')
  mkdirSync(nobody, { recursive: true })
  const { env, home } = remote.place
  const global =
    env['GIT_CONFIG_GLOBAL'] ??
    [join(home, '.gitconfig'), join(home, '.config/git/config')].find((file) => existsSync(file))
  const args = [
    '-c',
    'credential.helper=',
    '-c',
    `http.${address}.extraHeader=`,
    '-c',
    'http.emptyAuth=false',
    'ls-remote',
    '--quiet',
    '--',
    address,
    'HEAD',
  ]
  const run = await startGit({ ...remote, place: { env, home: nobody } }, cache, {
    args,
    ...(global === undefined ? {} : { env: { GIT_CONFIG_GLOBAL: global } }),
  })
  if (run.code === 0) return 'public'
  return LOGIN_WANTED.test(run.stderr) ? 'private' : 'unknown'
}
