// The store that is a git repository: a branch with one commit for each handoff, as 1.3.0 lays them out. A push states
// which commit it expects to replace, so that two machines at once cannot lose one another's work, and either the whole
// branch changes or nothing does.
import { Failure } from '../../diagnostics/failure.ts'
import type { Handoff, HandoffFiles } from '../handoff.ts'
import { BRANCHES, readBranch } from '../store/branch-layout.ts'
import { planPut } from '../store/plan-put.ts'
import type { PutPlan } from '../store/plan-put.ts'
import { readMetadata } from '../store/read-metadata.ts'
import type { PutOutcome, Store, StoredEntry } from '../store/store.ts'
import { gitPrivacy } from './git-privacy.ts'
import { sizesOf, textsOf } from './read-objects.ts'
import { REMOTE, askRemote, failureOf, newName, openCache, startGit } from './remote-repository.ts'
import type { RemoteRepository } from './remote-repository.ts'

const FILES = ['handoff.md', 'metadata.json', 'description.txt', 'digest.json', 'handoff.age'] as const
const SMALL_BYTES = 64 * 1024
const FILE_BYTES_MAX = 100 * 1024 * 1024
const HEADS = 'refs/heads/'
const ATTEMPTS = 8
const AUTHOR = 'dotclaude-handoff <handoff@dotclaude.local>'

export interface GitStoreOptions extends RemoteRepository {
  readonly now: () => Date
}

export function gitStore(remote: GitStoreOptions): Store {
  const within = async <Result>(
    work: (cache: string) => Promise<Result>,
    isStale: boolean = false,
  ): Promise<Result> => {
    const { folder, close } = await openCache(remote)
    try {
      return await work(folder)
    } finally {
      close({ isStale })
    }
  }
  return {
    kind: 'git',
    address: remote.shown,
    privacy: () => within((cache) => gitPrivacy(remote, cache)),
    list: () => within((cache) => entriesOf(remote, cache, `${BRANCHES}*`)),
    get: (entry) => within((cache) => filesOf(remote, cache, entry)),
    put: (handoff, { isForced }) => within((cache) => put(remote, cache, handoff, isForced)),
    delete: (entries) => within((cache) => remove(remote, cache, entries), true),
  }
}

type Branch = readonly [branch: string, commit: string]

async function branchesOf(
  remote: RemoteRepository,
  cache: string,
  pattern: string,
): Promise<readonly Branch[]> {
  const answer = await askRemote(remote, cache, { args: ['ls-remote', '--refs', REMOTE, pattern] })
  return answer
    .toString('utf8')
    .split('\n')
    .flatMap((line): readonly Branch[] => {
      const [commit = '', name = ''] = line.split('\t')
      const branch = name.slice(HEADS.length)
      return /^[0-9a-f]{40,64}$/.test(commit) && readBranch(branch) !== undefined ? [[branch, commit]] : []
    })
}

/** What is not here yet is fetched in one go. A branch that went away meanwhile is asked for again without it. */
async function fetchMissing(
  remote: RemoteRepository,
  cache: string,
  branches: readonly Branch[],
): Promise<void> {
  const here = await sizesOf(
    remote,
    cache,
    branches.map(([, commit]) => commit),
  )
  const missing = branches.filter(([, commit]) => !here.has(commit))
  if (missing.length === 0) return
  const args = ['fetch', '--quiet', '--depth=1', '--no-tags', '--no-write-fetch-head', '--stdin', REMOTE]
  const input = missing.map(([branch]) => `${HEADS}${branch}\n`).join('')
  const run = await startGit(remote, cache, { args, input })
  if (run.code !== 0 && !/couldn't find remote ref/.test(run.stderr)) throw failureOf(remote, run)
  if (run.code !== 0 && missing.length > 1)
    for (const branch of missing) await fetchMissing(remote, cache, [branch])
}

async function entriesOf(
  remote: RemoteRepository,
  cache: string,
  pattern: string,
): Promise<readonly StoredEntry[]> {
  const branches = await branchesOf(remote, cache, pattern)
  await fetchMissing(remote, cache, branches)
  const names = branches.flatMap(([, commit]) => [commit, ...FILES.map((file) => `${commit}:${file}`)])
  const sizes = await sizesOf(remote, cache, names)
  const small = names.filter(
    (name) => isSmall(name) && (sizes.get(name) ?? Number.POSITIVE_INFINITY) <= SMALL_BYTES,
  )
  const texts = await textsOf(remote, cache, small)
  return branches
    .filter(([, commit]) => sizes.has(commit))
    .map((branch) => entryOf(branch, sizes, texts))
    .toSorted(
      (one, other) => other.updatedAt.localeCompare(one.updatedAt) || one.key.localeCompare(other.key),
    )
}

function isSmall(name: string): boolean {
  return !name.includes(':') || name.endsWith(':metadata.json') || name.endsWith(':description.txt')
}

function entryOf(
  [key, commit]: Branch,
  sizes: ReadonlyMap<string, number>,
  texts: ReadonlyMap<string, string>,
): StoredEntry {
  const metadata = readMetadata(texts.get(`${commit}:metadata.json`), texts.get(`${commit}:description.txt`))
  const sizeBytes = FILES.reduce((sum, file) => sum + (sizes.get(`${commit}:${file}`) ?? 0), 0)
  const updatedAt = dateIn(texts.get(commit) ?? '')
  return { key, revision: commit, updatedAt, sizeBytes, ...(metadata === undefined ? {} : { metadata }) }
}

/** The second of the committer, as anybody may have set it; years that no clock shows count as the first one. */
function dateIn(commit: string): string {
  const seconds = Number(/^committer .* (\d{1,11}) [+-]\d{4}$/m.exec(commit)?.[1] ?? 0)
  return new Date(seconds * 1000).toISOString()
}

async function filesOf(remote: RemoteRepository, cache: string, entry: StoredEntry): Promise<HandoffFiles> {
  const { key, revision } = entry
  await fetchMissing(remote, cache, [[key, revision]])
  const names = FILES.map((file) => `${revision}:${file}`)
  const sizes = await sizesOf(remote, cache, names)
  if (!sizes.has(`${revision}:handoff.md`))
    throw new Failure('HANDOFF_DAMAGED', { key, detail: 'it has no file handoff.md' })
  if ([...sizes.values()].some((size) => size > FILE_BYTES_MAX))
    throw new Failure('HANDOFF_DAMAGED', { key, detail: 'it is larger than any handoff' })
  const texts = await textsOf(remote, cache, [...sizes.keys()])
  const text = (file: string): string => texts.get(`${revision}:${file}`) ?? ''
  return {
    'handoff.md': text('handoff.md'),
    'metadata.json': text('metadata.json'),
    'description.txt': text('description.txt'),
    ...(sizes.has(`${revision}:digest.json`) && { 'digest.json': text('digest.json') }),
    ...(sizes.has(`${revision}:handoff.age`) && { 'handoff.age': text('handoff.age') }),
  }
}

async function put(
  remote: GitStoreOptions,
  cache: string,
  handoff: Handoff,
  isForced: boolean,
): Promise<PutOutcome> {
  const { cli, short_id: short } = handoff.metadata
  for (let attempt = 1; ; attempt += 1) {
    // The name of an older version's branch has neither project nor month.
    const stored = await entriesOf(remote, cache, `${BRANCHES}*${cli}/*${short}`)
    const plan = planPut(handoff, stored, isForced)
    if (plan.kind === 'collision') return plan
    const outcome = await push(remote, cache, plan)
    if (outcome !== 'raced') return outcome
    if (attempt === ATTEMPTS)
      throw new Failure('HANDOFF_STORE_FAILED', { store: remote.shown, detail: `${plan.key} keeps changing` })
  }
}

/** `raced` where somebody else changed the branch since it was looked at. */
async function push(
  remote: GitStoreOptions,
  cache: string,
  plan: Exclude<PutPlan, { readonly kind: 'collision' }>,
): Promise<PutOutcome | 'raced'> {
  const now = remote.now()
  const commit = await makeCommit(remote, cache, plan.handoff, now)
  const ref = `${HEADS}${plan.key}`
  const expected = plan.kind === 'update' ? plan.entry.revision : ''
  const args = ['push', '--porcelain', '--quiet', '--no-verify', `--force-with-lease=${ref}:${expected}`]
  const run = await startGit(remote, cache, { args: [...args, REMOTE, `${commit}:${ref}`] })
  if (run.code !== 0) {
    if (isRace(run.stdout.toString('utf8'))) return 'raced'
    const said = /^!.*$/m.exec(run.stdout.toString('utf8'))?.[0].split('\t').at(-1)
    throw failureOf(remote, said === undefined ? run : { ...run, stderr: `error: ${said}` })
  }
  const { metadata, files } = plan.handoff
  const sizeBytes = Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const entry = { key: plan.key, revision: commit, updatedAt: wholeSecond(now), sizeBytes, metadata }
  return { kind: plan.kind === 'update' ? 'updated' : 'created', entry }
}

function isRace(porcelain: string): boolean {
  return /\[(?:remote )?rejected\] \((?:stale info|fetch first|non-fast-forward|already exists|.*lock|.*reference already exists|failed to update ref|incorrect old value.*)/i.test(
    porcelain,
  )
}

function wholeSecond(date: Date): string {
  return new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString()
}

/** One commit without a parent, made in one call; no branch of the cache points at it. */
async function makeCommit(
  remote: RemoteRepository,
  cache: string,
  { files }: Handoff,
  now: Date,
): Promise<string> {
  const names = Object.entries(files)
  const name = newName()
  const seconds = Math.floor(now.getTime() / 1000)
  const input = [
    ...names.map(([, text], index) => `blob\nmark :${index + 1}\n${dataOf(text)}`),
    `commit ${name}\nmark :${names.length + 1}\n`,
    `author ${AUTHOR} ${seconds} +0000\ncommitter ${AUTHOR} ${seconds} +0000\n`,
    dataOf(files['description.txt']),
    ...names.map(([file], index) => `M 100644 :${index + 1} ${file}\n`),
    `\nget-mark :${names.length + 1}\n`,
    `reset ${name}\nfrom ${'0'.repeat(40)}\n\ndone\n`,
  ].join('')
  const answer = await askRemote(remote, cache, {
    args: ['fast-import', '--quiet', '--done', '--date-format=raw'],
    input,
  })
  return answer.toString('latin1').trim()
}

function dataOf(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`
}

async function remove(
  remote: RemoteRepository,
  cache: string,
  entries: readonly StoredEntry[],
): Promise<void> {
  if (entries.length === 0) return
  // What was pushed since the list was made stays.
  const leases = entries.map(({ key, revision }) => `--force-with-lease=${HEADS}${key}:${revision}`)
  const args = ['push', '--porcelain', '--quiet', '--no-verify', ...leases, REMOTE]
  await askRemote(remote, cache, { args: [...args, ...entries.map(({ key }) => `:${HEADS}${key}`)] })
}
