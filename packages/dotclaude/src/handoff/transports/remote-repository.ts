// A git repository elsewhere, spoken to from a bare repository of ours that keeps what was already fetched. No user's
// hook, template, signature or project configuration takes part; credential helpers, proxies and keys do. Git is never
// given the address as a word of its command line: it would be seen in the list of processes, and could be an option.
import { randomUUID } from 'node:crypto'
import { Failure } from '../../diagnostics/failure.ts'
import { withoutCredentials } from '../store/repository-address.ts'
import type { Place } from '../store/settings-file.ts'
import { openGitCache } from './git-cache.ts'
import type { GitCache } from './git-cache.ts'
import { runProgram } from './run-program.ts'
import type { ProgramRun } from './run-program.ts'

export interface RemoteRepository {
  readonly address: string
  /** Without credentials. */
  readonly shown: string
  readonly timeoutMs: number
  readonly place: Place
}

export const REMOTE = 'handoff'

const SETTINGS: readonly (readonly [key: string, value: string])[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.askPass', ''],
  ['core.fsmonitor', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['push.gpgSign', 'false'],
  ['push.followTags', 'false'],
  ['push.recurseSubmodules', 'no'],
  ['fetch.recurseSubmodules', 'false'],
  ['fetch.writeCommitGraph', 'false'],
  ['transfer.bundleURI', 'false'],
  ['credential.interactive', 'false'],
]

/** What a hook or a shell of the user may have set for another repository. */
const OTHERS_VARIABLES =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE|INTERNAL_SUPER_PREFIX|TRACE\w*|EXTERNAL_DIFF|PROTOCOL_FROM_USER|QUARANTINE_PATH|PUSH_OPTION_\w+)$/

export interface GitCall {
  readonly args: readonly string[]
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
}

/** Our own bare repository for a remote one. */
export function openCache(remote: RemoteRepository): Promise<GitCache> {
  return openGitCache(remote.place, remote.address, async (folder) => {
    const args = ['init', '--quiet', '--bare', '--template=', '--initial-branch=none', folder]
    const run = await startGit(remote, folder, { args })
    if (run.ended === 'missing') throw new Failure('ENV_GIT_MISSING')
    return run.code === 0
  })
}

export function newName(): string {
  return `refs/dotclaude/${randomUUID()}`
}

export async function startGit(remote: RemoteRepository, folder: string, call: GitCall): Promise<ProgramRun> {
  return runProgram({
    program: 'git',
    args: [`--git-dir=${folder}`, '--no-pager', '--literal-pathspecs', ...call.args],
    env: { ...environmentFor(remote), ...call.env },
    cwd: folder,
    timeoutMs: remote.timeoutMs,
    ...(call.input === undefined ? {} : { input: call.input }),
  })
}

/** The output of a call that has no ordinary way to fail. */
export async function askRemote(remote: RemoteRepository, folder: string, call: GitCall): Promise<Buffer> {
  const run = await startGit(remote, folder, call)
  if (run.code === 0) return run.stdout
  throw failureOf(remote, run)
}

export function failureOf({ shown, timeoutMs }: RemoteRepository, run: ProgramRun): Failure {
  if (run.ended === 'missing') return new Failure('ENV_GIT_MISSING')
  if (run.ended === 'late')
    return new Failure('HANDOFF_STORE_TIMEOUT', { store: shown, seconds: timeoutMs / 1000 })
  const detail = run.ended === 'too much' ? 'it sends more than a handoff can hold' : reasonIn(run.stderr)
  return new Failure('HANDOFF_STORE_FAILED', { store: shown, detail })
}

/** The line that says why, without credentials. */
function reasonIn(stderr: string): string {
  const lines = withoutCredentials(stderr)
    .split('\n')
    .map((line) => line.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').trim())
    .filter((line) => line !== '' && !line.startsWith('hint:'))
  const said = lines.find((line) => /^(fatal|error|remote: (fatal|error)|! \[)/i.test(line))
  return (said ?? lines[0] ?? 'git gave no reason').slice(0, 300)
}

function environmentFor({ address, place }: RemoteRepository): Readonly<Record<string, string | undefined>> {
  const inherited = Object.fromEntries(
    Object.entries(place.env).filter(([name]) => !OTHERS_VARIABLES.test(name)),
  )
  const count = Number(inherited['GIT_CONFIG_COUNT'] ?? 0) || 0
  const settings = [...SETTINGS, [`remote.${REMOTE}.url`, address] as const]
  return {
    ...inherited,
    ...Object.fromEntries(
      settings.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${count + index}`, key],
        [`GIT_CONFIG_VALUE_${count + index}`, value],
      ]),
    ),
    GIT_CONFIG_COUNT: String(count + settings.length),
    HOME: place.home,
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
    GCM_INTERACTIVE: 'never',
    GIT_ALLOW_PROTOCOL: 'https:http:ssh:file',
    GIT_NO_LAZY_FETCH: '1',
  }
}
