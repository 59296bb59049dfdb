// What this machine knows to be secret: the variables of the environment, the files of variables around the folders
// that it is about, and the files in which tools keep their credentials. The values never leave this process; they are what the
// scrubber looks for.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { KnownSecret } from '../scrub/repeats.ts'
import { secretsOfCredentials, secretsOfVariables } from '../scrub/secrets-of-file.ts'

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** In and above these lie the files of variables. */
  readonly folders: readonly string[]
}

const FILE_BYTES_MAX = 256 * 1_024
/** From each folder upwards. */
const FOLDERS_MAX = 8
const VARIABLES_FILE = /^(?:\.env(?:\..+)?|.+\.env|\.envrc|\.dev\.vars)$/
const SAMPLE = /\.(?:example|sample|template|dist|defaults?)$/i

/** Below the user's own folder. */
const CREDENTIALS_FILES: readonly string[] = [
  '.aws/credentials',
  '.cargo/credentials.toml',
  '.claude/.credentials.json',
  '.codex/auth.json',
  '.config/gcloud/application_default_credentials.json',
  '.config/gh/hosts.yml',
  '.config/glab-cli/config.yml',
  '.docker/config.json',
  '.gem/credentials',
  '.gemini/oauth_creds.json',
  '.git-credentials',
  '.kube/config',
  '.my.cnf',
  '.netrc',
  '.npmrc',
  '.pgpass',
  '.pypirc',
  '.terraform.d/credentials.tfrc.json',
  '.vault-token',
]

export function knownSecrets({ env, home, folders }: Surroundings): readonly KnownSecret[] {
  const variables = Object.entries(env).map(([name, value = '']) => `${name}=${value.replaceAll('\n', ' ')}`)
  const files = [...folders.flatMap((folder) => variablesFiles(folder)), ...variablesFilesIn(home)]
  return unique([
    ...secretsOfVariables(variables.filter((line) => mayBeSecret(line)).join('\n')),
    ...files.flatMap((path) => secretsOfVariables(textOf(path))),
    ...CREDENTIALS_FILES.flatMap((path) => secretsOfCredentials(textOf(join(home, path)))),
  ])
}

/** Paths and identifiers of the session and the terminal are drawn by lot as well, and are in every transcript. The name of
 * this machine is there to be published. */
function mayBeSecret(line: string): boolean {
  return !/^(?:PATH|PWD|OLDPWD|HOME|LS_COLORS|TERM\w*|WT_SESSION|XDG_\w+|DBUS_\w+|INVOCATION_ID|JOURNAL_STREAM|DOTCLAUDE_HANDOFF_MACHINE|NIX_\w+|npm_(?!config__auth)\w+|_)=/.test(
    line,
  )
}

function variablesFiles(start: string): readonly string[] {
  const paths: string[] = []
  let folder = start
  for (let count = 0; count < FOLDERS_MAX; count++) {
    paths.push(...variablesFilesIn(folder))
    const parent = dirname(folder)
    if (parent === folder) break
    folder = parent
  }
  return paths
}

function variablesFilesIn(folder: string): readonly string[] {
  return namesIn(folder)
    .filter((name) => VARIABLES_FILE.test(name) && !SAMPLE.test(name))
    .map((name) => join(folder, name))
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** What cannot be read by us was not read by the agent of this user either. */
function textOf(path: string): string {
  try {
    const stats = statSync(path)
    return stats.isFile() && stats.size <= FILE_BYTES_MAX ? readFileSync(path, 'utf8') : ''
  } catch {
    return ''
  }
}

function unique(secrets: readonly KnownSecret[]): readonly KnownSecret[] {
  return [...new Map(secrets.map((secret) => [secret.value, secret])).values()]
}
