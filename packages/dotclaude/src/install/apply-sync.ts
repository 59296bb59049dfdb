// Keeps a clone of the library in step with its remote: pulls without leaving a half-done rebase behind, and pushes only
// what a scan for secrets has read. Whatever the scan or git cannot answer ends the push; nothing passes unread.
import { randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { diagnose } from '../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { Failure } from '../diagnostics/failure.ts'
import { askGit, fieldsOf, runGit } from '../repo/git.ts'

/** Where a text holds what looks like a secret, and of which kind; never the secret itself. */
export type SecretScan = (text: string) => readonly { readonly line: number; readonly kind: string }[]

export interface SyncWorld {
  /** All of them are asked: one knows more forms, another is stricter. */
  readonly scans: readonly SecretScan[]
  readonly now: Date
  /** In which git is started. */
  readonly env: Environment
}

type Environment = Readonly<Record<string, string | undefined>>

interface Branch {
  readonly root: string
  readonly name: string
  readonly remote: string
  /** The branch's name at the remote, as a full ref. */
  readonly merge: string
}

export interface CloneStatus {
  readonly branch: string
  readonly ahead: number
  readonly behind: number
  /** As `git status --short` prints them. */
  readonly changed: readonly string[]
}

/** Asks the remote first; throws a Failure where it cannot be reached. */
export function cloneStatus(folder: string, env: Environment): CloneStatus {
  const branch = branchOf(folder)
  fetch(branch, env)
  const { ahead, behind } = distance(branch)
  const changed = askGit(branch.root, ['status', '--porcelain', '-z', '--no-renames'])
  return { branch: branch.name, ahead, behind, changed: fieldsOf(changed) }
}

/** How many commits came; a conflict takes everything back and is a Failure. */
export function pullClone(folder: string, env: Environment): number {
  const branch = branchOf(folder)
  const { root } = branch
  const dirty = fieldsOf(
    askGit(root, ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=no']),
  )
  if (dirty.length > 0) throw new Failure('SYNC_CLONE_DIRTY', { path: root, file: dirty[0]?.slice(3) ?? '' })
  fetch(branch, env)
  const { ahead, behind } = distance(branch)
  if (behind === 0) return 0
  if (ahead === 0) askGit(root, ['merge', '--quiet', '--ff-only', tracked(branch)])
  else rebase(branch)
  return behind
}

function rebase(branch: Branch): void {
  const { root } = branch
  const run = runGit(root, ['rebase', '--quiet', tracked(branch)])
  if (run.ok) return
  const conflicts = fieldsOf(askGit(root, ['diff', '--name-only', '-z', '--diff-filter=U']))
  runGit(root, ['rebase', '--abort'])
  throw new Failure('SYNC_DIVERGED', { path: conflicts[0] ?? root })
}

export interface PushResult {
  /** Commits that went to the remote. */
  readonly pushed: number
  /** With any of these nothing was committed by us, and nothing was pushed. */
  readonly secrets: readonly Diagnostic[]
}

/** Commits what is there, and pushes it with what was committed before. */
export function pushClone(folder: string, { scans, now, env }: SyncWorld): PushResult {
  const scan = joined(scans)
  const branch = branchOf(folder)
  fetch(branch, env)
  if (distance(branch).behind > 0) throw new Failure('SYNC_REMOTE_AHEAD', { path: branch.root })
  const inTree = withStagedTree(branch.root, env, (staged) => {
    const secrets = stagedBlobs(branch.root, staged).flatMap((blob) => secretsIn(branch.root, blob, scan))
    if (secrets.length === 0) commitStaged(branch.root, staged, now)
    return secrets
  })
  if (inTree.length > 0) return { pushed: 0, secrets: inTree }
  const unpushed = unpushedBlobs(branch).flatMap((blob) => secretsIn(branch.root, blob, scan))
  const secrets = [...unpushed, ...messageSecrets(branch, scan)]
  const { ahead } = distance(branch)
  if (secrets.length > 0 || ahead === 0) return { pushed: 0, secrets }
  askGit(branch.root, ['push', '--quiet', branch.remote, `HEAD:${branch.merge}`])
  return { pushed: ahead, secrets }
}

/** A line once, whoever found something in it. */
function joined(scans: readonly SecretScan[]): SecretScan {
  return (text) => {
    const found = scans.flatMap((scan) => scan(text))
    return [...new Map(found.toReversed().map((place) => [place.line, place])).values()].toReversed()
  }
}

interface Blob {
  readonly name: string
  readonly path: string
}

/** An index of our own, so that a refusal leaves what the user staged as it was. */
function withStagedTree<Result>(
  root: string,
  env: Environment,
  work: (staged: Environment) => Result,
): Result {
  const own = resolve(root, oneLine(root, ['rev-parse', '--git-path', 'index']))
  const index = `${own}.${randomUUID()}`
  const staged = { ...env, GIT_INDEX_FILE: index }
  try {
    if (existsSync(own)) copyFileSync(own, index)
    askGit(root, ['add', '--all'], { env: staged })
    return work(staged)
  } finally {
    rmSync(index, { force: true })
  }
}

const EMPTY_TREE = ['hash-object', '-t', 'tree', '--stdin']

function stagedBlobs(root: string, env: Environment): readonly Blob[] {
  const head = runGit(root, ['rev-parse', '--quiet', '--verify', 'HEAD'])
  const base = head.ok ? 'HEAD' : askGit(root, EMPTY_TREE, { input: '' }).toString('utf8').trim()
  const args = [
    'diff-index',
    '--cached',
    '--raw',
    '-z',
    '--no-abbrev',
    '--no-renames',
    '--diff-filter=d',
    base,
  ]
  const fields = fieldsOf(askGit(root, args, { env }))
  return fields.flatMap((field, at) => {
    // `:100644 100644 OLD NEW M`, and then the path; a submodule is a commit elsewhere.
    const [, mode = '', , name = ''] = field.split(' ')
    return at % 2 === 0 && mode !== '160000' ? [{ name, path: fields[at + 1] ?? '' }] : []
  })
}

function commitStaged(root: string, env: Environment, now: Date): void {
  if (runGit(root, ['diff-index', '--cached', '--quiet', 'HEAD'], { env }).ok) return
  const day = now.toISOString().slice(0, 'YYYY-MM-DD'.length)
  askGit(root, ['commit', '--quiet', '-m', `dotclaude: sync ${day}`], { env })
  askGit(root, ['reset', '--quiet'])
}

/** Everything that the remote does not have, of every commit and not of the last one alone. */
function unpushedBlobs({ root, remote }: Branch): readonly Blob[] {
  const args = ['rev-list', '--objects', 'HEAD', '--not', `--remotes=${remote}`]
  const lines = askGit(root, args).toString('utf8').split('\n').filter(Boolean)
  const objects = lines.map((line) => ({
    name: line.split(' ', 1)[0] ?? '',
    path: line.split(' ').slice(1).join(' '),
  }))
  const kinds = askGit(root, ['cat-file', '--batch-check=%(objecttype)'], {
    input: objects.map(({ name }) => `${name}\n`).join(''),
  })
  const types = kinds.toString('utf8').split('\n')
  return objects.filter((_, at) => types[at] === 'blob')
}

function secretsIn(root: string, { name, path }: Blob, scan: SecretScan): readonly Diagnostic[] {
  const text = askGit(root, ['cat-file', 'blob', name]).toString('utf8')
  return scan(text).map(({ line, kind }) => diagnose('SYNC_SECRET_FOUND', { file: path, line }, { kind }))
}

function messageSecrets({ root, remote }: Branch, scan: SecretScan): readonly Diagnostic[] {
  const args = ['log', '-z', '--format=%h %B', 'HEAD', '--not', `--remotes=${remote}`]
  return fieldsOf(askGit(root, args)).flatMap((message) =>
    scan(message).map(({ kind }) =>
      diagnose('SYNC_SECRET_FOUND', { file: `the message of commit ${message.split(' ', 1)[0]}` }, { kind }),
    ),
  )
}

function branchOf(folder: string): Branch {
  const top = runGit(folder, ['rev-parse', '--show-toplevel'])
  if (!top.ok) throw notClone(folder, 'is in no git repository')
  const root = top.stdout.toString('utf8').replace(/\r?\n$/, '')
  const name = runGit(root, ['symbolic-ref', '--quiet', '--short', 'HEAD'])
  if (!name.ok) throw notClone(root, 'is on no branch')
  const branch = name.stdout.toString('utf8').trim()
  const remote = configured(root, `branch.${branch}.remote`) ?? 'origin'
  if (configured(root, `remote.${remote}.url`) === undefined) throw notClone(root, `has no remote ${remote}`)
  return {
    root,
    name: branch,
    remote,
    merge: configured(root, `branch.${branch}.merge`) ?? `refs/heads/${branch}`,
  }
}

function notClone(path: string, detail: string): Failure {
  return new Failure('SYNC_CLONE_UNKNOWN', { path, detail })
}

function configured(root: string, key: string): string | undefined {
  const run = runGit(root, ['config', '--get', key])
  return run.ok ? run.stdout.toString('utf8').trim() : undefined
}

/** What asks for a password would wait for ever. */
function fetch({ root, remote }: Branch, env: Environment): void {
  askGit(root, ['fetch', '--quiet', remote], { env: { ...env, GIT_TERMINAL_PROMPT: '0' } })
}

function tracked({ remote, merge }: Branch): string {
  return `refs/remotes/${remote}/${merge.replace(/^refs\/heads\//, '')}`
}

/** A remote without the branch has nothing to give, and takes everything. */
function distance(branch: Branch): { readonly ahead: number; readonly behind: number } {
  const { root } = branch
  if (!runGit(root, ['rev-parse', '--quiet', '--verify', 'HEAD']).ok) return { ahead: 0, behind: 0 }
  if (!runGit(root, ['rev-parse', '--quiet', '--verify', tracked(branch)]).ok)
    return { ahead: Number(oneLine(root, ['rev-list', '--count', 'HEAD'])), behind: 0 }
  const counts = oneLine(root, ['rev-list', '--left-right', '--count', `HEAD...${tracked(branch)}`])
  const [ahead = 0, behind = 0] = counts.split('\t').map(Number)
  return { ahead, behind }
}

function oneLine(root: string, args: readonly string[]): string {
  return askGit(root, args).toString('utf8').trim()
}
