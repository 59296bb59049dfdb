// The state of the repository that a session worked in, as git tells it now. A folder that is no repository, or not on
// this machine, has none; that is no failure.
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { fieldsOf, runGit } from '../../repo/git.ts'
import type { RepositoryState } from './digest.ts'

const TIMEOUT_MS = 20_000
const PATHS_MAX = 500

/** The root of the work tree around a folder. */
export function workTreeRoot(folder: string | undefined): string | undefined {
  if (folder === undefined || statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    return undefined
  return lineOf(folder, ['rev-parse', '--show-toplevel'])
}

export function repositoryState(root: string): RepositoryState {
  const remote = remoteOf(root)
  const branch = lineOf(root, ['symbolic-ref', '--quiet', '--short', 'HEAD'])
  const head = lineOf(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])
  const ahead = lineOf(root, ['rev-list', '--count', '@{upstream}..HEAD'])
  const dirtyPaths = changedPaths(root)
  return {
    name: nameOf(remote) ?? basename(root),
    ...(remote === undefined ? {} : { remote }),
    ...(branch === undefined ? {} : { branch }),
    ...(head === undefined ? {} : { head }),
    ...(ahead === undefined ? {} : { aheadCount: Number(ahead) }),
    isDirty: dirtyPaths.length > 0,
    dirtyPaths: dirtyPaths.slice(0, PATHS_MAX),
  }
}

function lineOf(root: string, args: readonly string[]): string | undefined {
  const run = runGit(root, args, { timeoutMs: TIMEOUT_MS })
  const line = run.ok ? run.stdout.toString('utf8').trim() : ''
  return line === '' ? undefined : line
}

function remoteOf(root: string): string | undefined {
  const url = lineOf(root, ['config', '--get', 'remote.origin.url'])
  // A path of this machine says nothing on another one.
  return url === undefined || /^(\/|\.|~|file:|[a-z]:\\)/i.test(url) ? undefined : withoutCredentials(url)
}

/** `https://user:token@host/x` is `https://host/x`; the `git@` of ssh is no secret. */
function withoutCredentials(url: string): string {
  return url.replace(/^([a-z][a-z+.-]*:\/\/)[^/@]*@/i, (found, scheme: string) =>
    /^(ssh|git\+ssh):\/\/git@$/i.test(found) ? found : scheme,
  )
}

function nameOf(remote: string | undefined): string | undefined {
  const name = remote
    ?.replace(/\/+$/, '')
    .split(/[/:]/)
    .at(-1)
    ?.replace(/\.git$/, '')
  return name === '' ? undefined : name
}

/** Of a rename both paths; `-z` writes the old one as a field of its own. */
function changedPaths(root: string): readonly string[] {
  const run = runGit(root, ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames'], {
    timeoutMs: TIMEOUT_MS,
  })
  return run.ok ? fieldsOf(run.stdout).map((field) => field.slice(3)) : []
}
