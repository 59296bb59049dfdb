// Who the user of this machine is, as far as the machine knows: login names, the name and address that git signs with, the
// name of the machine, and where files of theirs lie. It is asked for only when pseudonyms are wanted.
import { hostname } from 'node:os'
import { basename } from 'node:path'
import { runGit } from '../../repo/git.ts'
import type { Personal, PersonalName } from '../digest/pseudonyms.ts'

export interface PersonalPlaces {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** Absolute, or with `~`; git is asked in the last one. */
  readonly folders: readonly string[]
}

const LOGINS = ['USER', 'LOGNAME', 'USERNAME', 'SUDO_USER']
const SIGNATURES = ['GIT_AUTHOR_NAME', 'GIT_COMMITTER_NAME']
const MAILS = ['GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_EMAIL', 'EMAIL']

export function personalOf({ env, home, folders }: PersonalPlaces): Personal {
  const values = (names: readonly string[]): readonly string[] => names.flatMap((name) => env[name] ?? [])
  const mails = [...values(MAILS), gitSetting('user.email', folders, env)]
  const persons = [...values(SIGNATURES), gitSetting('user.name', folders, env)]
  const logins = [...values(LOGINS), basename(home), ...mails.map((mail) => mail.replace(/@.*$/, ''))]
  const hosts = [hostname(), hostname().replace(/\..*$/, '')]
  return {
    names: [
      ...named(
        'person',
        persons.flatMap((person) => [person, ...person.split(/\s+/)]),
      ),
      ...named('host', hosts),
      ...named('user', logins),
    ],
    topFolders: [home, ...folders].flatMap((folder) => /^\/([^/]+)\//.exec(folder)?.[1] ?? []),
  }
}

function named(kind: PersonalName['kind'], names: readonly string[]): readonly PersonalName[] {
  return names.map((name) => ({ kind, name: name.trim() }))
}

/** Empty where git has none, or is not here. */
function gitSetting(name: string, folders: readonly string[], env: PersonalPlaces['env']): string {
  const run = runGit(folders.at(-1) ?? '/', ['config', '--get', name], { env })
  return run.ok ? run.stdout.toString('utf8').trim() : ''
}
