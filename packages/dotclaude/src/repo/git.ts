// What git knows of a repository. Every call names its folder, has a deadline and asks for plain output, whatever the
// user's configuration says about colours, pagers and quoting. Variables such as GIT_DIR are left to git itself. What
// git cannot answer is a Failure, never an empty list.
import { spawnSync } from 'node:child_process'
import { realpathSync, statSync } from 'node:fs'
import { Failure } from '../diagnostics/failure.ts'

const TIMEOUT_MS = 60_000
const OUTPUT_BYTES_MAX = 1024 * 1024 * 1024

const PLAIN = ['--no-pager', '-c', 'core.quotePath=false', '-c', 'color.ui=false']

export interface GitOptions {
  readonly timeoutMs?: number
  readonly input?: string | Uint8Array
  /** In place of the inherited environment. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Of this call alone, each as `core.fsmonitor=false`; they win over every configuration. */
  readonly settings?: readonly string[]
}

export type GitRun =
  | { readonly ok: true; readonly stdout: Buffer }
  /** The code is `null` when git could not be started or was stopped; `stderr` then says why. */
  | { readonly ok: false; readonly code: number | null; readonly stderr: string; readonly missing: boolean }

export function runGit(root: string, args: readonly string[], options: GitOptions = {}): GitRun {
  const settings = options.settings?.flatMap((setting) => ['-c', setting]) ?? []
  const run = spawnSync('git', [...PLAIN, ...settings, ...args], {
    cwd: root,
    timeout: options.timeoutMs ?? TIMEOUT_MS,
    maxBuffer: OUTPUT_BYTES_MAX,
    windowsHide: true,
    ...(options.input === undefined ? {} : { input: options.input }),
    ...(options.env === undefined ? {} : { env: options.env }),
  })
  if (run.status === 0) return { ok: true, stdout: run.stdout }
  const said = run.stderr?.toString('utf8').trim() ?? ''
  const stderr = said === '' ? (run.error?.message ?? `git ended with ${run.signal ?? run.status}`) : said
  return { ok: false, code: run.status, stderr, missing: isMissing(run.error) }
}

function isMissing(error: Error | undefined): boolean {
  return error !== undefined && 'code' in error && error.code === 'ENOENT'
}

/** The output of a call that has no ordinary way to fail. */
export function askGit(root: string, args: readonly string[], options?: GitOptions): Buffer {
  const run = runGit(root, args, options)
  if (run.ok) return run.stdout
  throw failureOf(run, args)
}

function failureOf(run: Extract<GitRun, { readonly ok: false }>, args: readonly string[]): Failure {
  if (run.missing) return new Failure('ENV_GIT_MISSING')
  const facts = { command: `git ${args[0] ?? ''}`, detail: firstLine(run.stderr) }
  return new Failure('ENV_GIT_FAILED', facts, remedyFor(run.stderr))
}

/** In containers the checkout often belongs to another user, and then git refuses to look at it. */
function remedyFor(stderr: string): { readonly hint?: string } {
  const folder = /dubious ownership in repository at '(.+)'/.exec(stderr)?.[1]
  if (folder === undefined) return {}
  return {
    hint: `It belongs to another user: if you trust it, run \`git config --global --add safe.directory ${folder}\`.`,
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}

/** The fields of a `-z` list. */
export function fieldsOf(stdout: Buffer): readonly string[] {
  const fields = stdout.toString('utf8').split('\0')
  return fields.at(-1) === '' ? fields.slice(0, -1) : fields
}

/** The repository to check: the folder that was named, or the one around the current folder. */
export function resolveRoot({ named, cwd }: { readonly named?: string; readonly cwd: string }): string {
  if (named !== undefined && named !== '') return existingFolder(named)
  const run = runGit(cwd, ['rev-parse', '--show-toplevel'])
  if (run.ok) return existingFolder(run.stdout.toString('utf8').replace(/\r?\n$/, ''))
  if (run.missing) throw new Failure('ENV_GIT_MISSING')
  throw new Failure('ENV_REPO_ROOT_UNKNOWN', { detail: firstLine(run.stderr) }, remedyFor(run.stderr))
}

function existingFolder(path: string): string {
  try {
    const real = realpathSync(path)
    if (statSync(real).isDirectory()) return real
  } catch (cause) {
    throw new Failure('ENV_REPO_ROOT_UNKNOWN', { path, detail: 'there is no such folder' }, { cause })
  }
  throw new Failure('ENV_REPO_ROOT_UNKNOWN', { path, detail: 'it is no folder' })
}

/** The full name of the commit that a revision stands for, or `undefined` where this clone has none. */
export function commitOf(root: string, revision: string): string | undefined {
  // A revision comes from flags and from CI variables: git must not take it for an option of its own.
  if (!/^[^-\s][^\s]*$/.test(revision)) return undefined
  const run = runGit(root, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`])
  if (run.ok) return run.stdout.toString('utf8').trim()
  if (run.missing) throw new Failure('ENV_GIT_MISSING')
  return undefined
}

/** Whether anything was ever committed. Outside git that is no question but a failure. */
export function isUnborn(root: string): boolean {
  return askGit(root, ['for-each-ref', '--count=1']).length === 0 && commitOf(root, 'HEAD') === undefined
}

/** The best common ancestor of two commits, or `undefined` where this clone's history has none. */
export function mergeBase(root: string, one: string, other: string): string | undefined {
  return answerOf(root, ['merge-base', one, other])
}

/** Whether the second commit contains the first. */
export function isAncestor(root: string, ancestor: string, commit: string): boolean {
  return answerOf(root, ['merge-base', '--is-ancestor', ancestor, commit]) !== undefined
}

/** One line, or `undefined` where git says no by exit code 1; any other code is a failure. */
function answerOf(root: string, args: readonly string[]): string | undefined {
  const run = runGit(root, args)
  if (run.ok) return run.stdout.toString('utf8').trim()
  if (run.code === 1) return undefined
  throw failureOf(run, args)
}

/** The commit that is checked out, and whether its history is whole; `undefined` before the first one. */
export function checkedOut(
  root: string,
): { readonly commit: string; readonly isShallow: boolean } | undefined {
  const run = runGit(root, ['rev-parse', '--verify', '--quiet', '--is-shallow-repository', 'HEAD^{commit}'])
  if (!run.ok) {
    if (run.missing) throw new Failure('ENV_GIT_MISSING')
    return undefined
  }
  const [isShallow, commit = ''] = run.stdout.toString('utf8').split('\n')
  return { commit, isShallow: isShallow === 'true' }
}

export function isShallow(root: string): boolean {
  return askGit(root, ['rev-parse', '--is-shallow-repository']).toString('utf8').trim() === 'true'
}

const REMOTE_HEAD = 'refs/remotes/origin/HEAD'
const USUAL_BRANCHES = [
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
  'refs/heads/main',
  'refs/heads/master',
]

interface Branch {
  readonly ref: string
  readonly commit: string
}

/** The branch that others start from: the remote's word first, then the usual names. */
function defaultRef(root: string): Branch | undefined {
  const format = '--format=%(refname) %(objectname) %(symref)'
  const listed = askGit(root, ['for-each-ref', format, REMOTE_HEAD, ...USUAL_BRANCHES]).toString('utf8')
  const branches = new Map(
    listed.split('\n').map((line): [string, Branch] => {
      const [name = '', commit = '', target = ''] = line.split(' ')
      return [name, { ref: target === '' ? name : target, commit }]
    }),
  )
  return [REMOTE_HEAD, ...USUAL_BRANCHES]
    .map((name) => branches.get(name))
    .find((found) => found !== undefined)
}

/** The branch that others start from, as a revision of this clone. */
export function defaultBranch(root: string): string | undefined {
  return defaultRef(root)?.ref.replace(/^refs\/(remotes|heads)\//, '')
}

/** The commit that others start from now. */
export function defaultCommit(root: string): string | undefined {
  return defaultRef(root)?.commit
}

/** The messages of the commits that `head` has and `base` lacks, newest first. */
export function messagesBetween(root: string, base: string, head: string): readonly string[] {
  return fieldsOf(askGit(root, ['log', '-z', '--format=%B', '--end-of-options', `${base}..${head}`]))
}

export interface CommitTouch {
  /** The address of the commit's author, by the commit's own word. */
  readonly email: string
  /** Relative to the root; of a merge only what none of its parents had like this. */
  readonly paths: readonly string[]
}

/** The commits that `head` has and `base` lacks. */
export function commitsBetween(root: string, base: string, head: string): readonly CommitTouch[] {
  const format = ['-z', '--format=%x01%ae', '--name-only', '--no-renames', '-c', '--relative']
  const fields = fieldsOf(askGit(root, ['log', ...format, '--end-of-options', `${base}..${head}`]))
  const commits: { email: string; paths: string[] }[] = []
  // Each commit is a mark with its author, then the paths that it touched.
  for (const field of fields.map((text) => text.replace(/^\n/, ''))) {
    if (field.startsWith('\u0001')) commits.push({ email: field.slice(1), paths: [] })
    else if (field !== '') commits.at(-1)?.paths.push(field)
  }
  return commits
}

/** A file's bytes at a revision, or `undefined` where it is not there. */
export function readAt(root: string, revision: string, path: string): Uint8Array | undefined {
  const commit = commitOf(root, revision)
  if (commit === undefined) return undefined
  return readBlob(root, commit, path)
}

/** A file's bytes in the index. */
export function readStaged(root: string, path: string): Uint8Array | undefined {
  return readBlob(root, '', path)
}

function readBlob(root: string, tree: string, path: string): Uint8Array | undefined {
  // The dot makes the path relative to the root, which may be a folder inside the work tree.
  const run = runGit(root, ['cat-file', 'blob', `${tree}:./${path}`])
  return run.ok ? run.stdout : undefined
}
