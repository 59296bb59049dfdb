// The store of private gists: one for each handoff, found again by its description, which is that of the other stores with
// the session and its title behind it. A gist that is not secret is never made, and never taken for one of ours.
import { Failure } from '../../diagnostics/failure.ts'
import type { Handoff, HandoffFiles, HandoffMetadata } from '../handoff.ts'
import { branchOf, describe, readDescription } from '../store/branch-layout.ts'
import { planPut } from '../store/plan-put.ts'
import type { PutOutcome, Store, StoredEntry } from '../store/store.ts'
import { fetchRaw } from './gist-api.ts'
import type { GistAccess, GistRequest } from './gist-api.ts'

export interface GistStoreOptions extends GistAccess {
  readonly timeoutMs: number
}

const PAGE = 100
const PAGES_MAX = 30
const TITLE_MAX = 100

export function gistStore({ way, request, timeoutMs }: GistStoreOptions): Store {
  return {
    kind: 'gist',
    address: `private gists (through ${way === 'gh' ? 'gh' : 'a token'})`,
    // Only secret gists are made; nobody finds them without their address.
    privacy: () => Promise.resolve('private'),
    list: () => entriesOf(request),
    get: (entry) => filesOf(request, entry, timeoutMs),
    put: (handoff, { isForced }) => put(request, handoff, isForced),
    delete: async (entries) => {
      for (const { key } of entries) await request('DELETE', `gists/${idOf(key)}`)
    },
  }
}

interface Gist {
  readonly id: string
  readonly description: string
  readonly isPublic: boolean
  readonly updatedAt: string
  readonly files: Readonly<Record<string, GistFile>>
}

interface GistFile {
  readonly size: number
  readonly isTruncated: boolean
  readonly content?: string
  readonly rawUrl?: string
}

/** A gist as GitHub sends it; `undefined` for anything else. */
function readGist(value: unknown): Gist | undefined {
  const { id, description, public: isPublic, updated_at: updatedAt, files } = fieldsOf(value)
  if (typeof id !== 'string' || !/^[\w-]+$/.test(id)) return undefined
  return {
    id,
    description: typeof description === 'string' ? description : '',
    isPublic: isPublic !== false,
    updatedAt: typeof updatedAt === 'string' && !Number.isNaN(Date.parse(updatedAt)) ? updatedAt : '',
    files: Object.fromEntries(Object.entries(fieldsOf(files)).map(([name, file]) => [name, readFile(file)])),
  }
}

function readFile(value: unknown): GistFile {
  const { size, truncated, content, raw_url: rawUrl } = fieldsOf(value)
  return {
    size: typeof size === 'number' ? size : 0,
    isTruncated: truncated === true,
    ...(typeof content === 'string' && { content }),
    ...(typeof rawUrl === 'string' && { rawUrl }),
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

async function entriesOf(request: GistRequest): Promise<readonly StoredEntry[]> {
  const entries: StoredEntry[] = []
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const answer = await request('GET', `gists?per_page=${PAGE}&page=${page}`)
    const gists = Array.isArray(answer) ? answer : []
    entries.push(...gists.flatMap((one) => entryOf(readGist(one)) ?? []))
    if (gists.length < PAGE) break
  }
  return entries.toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt))
}

/** A public gist with our description was made by somebody else, or made public by hand; it is left alone. */
function entryOf(gist: Gist | undefined): StoredEntry | undefined {
  if (gist === undefined || gist.isPublic) return undefined
  const metadata = readTitle(gist.description)
  if (metadata === undefined) return undefined
  const sizeBytes = Object.values(gist.files).reduce((sum, { size }) => sum + size, 0)
  const updatedAt = new Date(gist.updatedAt || 0).toISOString()
  return { key: `${branchOf(metadata)}@${gist.id}`, revision: gist.updatedAt, updatedAt, sizeBytes, metadata }
}

function titleOf(metadata: HandoffMetadata): string {
  const title =
    metadata.title === undefined ? '' : ` ${metadata.title.replaceAll(/\s+/g, ' ').slice(0, TITLE_MAX)}`
  return `${describe(metadata)} ${metadata.session_id}${title}`
}

function readTitle(text: string): HandoffMetadata | undefined {
  const [, description = '', id, title = ''] =
    /^(\S+)(?: (\S+))?(?: (.*))?$/.exec(text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '')) ?? []
  const named = readDescription(description)
  if (named === undefined) return undefined
  return {
    ...named,
    session_id: id ?? named.short_id,
    created_at: '',
    scrubbed_count: 0,
    ...(title !== '' && { title }),
  }
}

function idOf(key: string): string {
  const id = /@([\w-]+)$/.exec(key)?.[1]
  if (id === undefined) throw new Failure('HANDOFF_DAMAGED', { key, detail: 'it names no gist' })
  return id
}

async function filesOf(request: GistRequest, { key }: StoredEntry, timeoutMs: number): Promise<HandoffFiles> {
  const gist = readGist(await request('GET', `gists/${idOf(key)}`))
  const text = async (name: string): Promise<string | undefined> => {
    const file = gist?.files[name]
    if (file?.isTruncated === true && file.rawUrl !== undefined) return fetchRaw(file.rawUrl, timeoutMs)
    return file?.content
  }
  const block = await text('handoff.md')
  if (block === undefined) throw new Failure('HANDOFF_DAMAGED', { key, detail: 'it has no file handoff.md' })
  const digest = await text('digest.json')
  const sealed = await text('handoff.age')
  return {
    'handoff.md': block,
    'metadata.json': (await text('metadata.json')) ?? '',
    'description.txt': (await text('description.txt')) ?? '',
    ...(digest === undefined ? {} : { 'digest.json': digest }),
    ...(sealed === undefined ? {} : { 'handoff.age': sealed }),
  }
}

async function put(request: GistRequest, handoff: Handoff, isForced: boolean): Promise<PutOutcome> {
  const stored = await entriesOf(request)
  const plan = planPut(handoff, stored, isForced)
  if (plan.kind === 'collision') return plan
  const { metadata, files } = plan.handoff
  const body = { description: titleOf(metadata), files: contentsOf(files) }
  const gist =
    plan.kind === 'create'
      ? readGist(await request('POST', 'gists', { ...body, public: false }))
      : await update(request, idOf(plan.key), body)
  if (gist === undefined)
    throw new Failure('HANDOFF_STORE_FAILED', { store: 'GitHub gists', detail: 'its answer is no gist' })
  if (gist.isPublic) {
    await request('DELETE', `gists/${gist.id}`)
    throw new Failure('HANDOFF_STORE_PUBLIC', { store: 'the gist that GitHub made' })
  }
  const entry = entryOf({ ...gist, description: body.description }) ?? {
    key: plan.key,
    revision: '',
    updatedAt: '',
  }
  return { kind: plan.kind === 'create' ? 'created' : 'updated', entry: { ...entry, metadata } }
}

type Contents = Readonly<Record<string, { readonly content: string } | null>>

/** Files that the new state has not are taken away: GitHub would keep them. */
async function update(
  request: GistRequest,
  id: string,
  body: { readonly description: string; readonly files: Contents },
): Promise<Gist | undefined> {
  const stored = readGist(await request('GET', `gists/${id}`))
  const gone = Object.keys(stored?.files ?? {}).filter((name) => !(name in body.files))
  const files = { ...body.files, ...Object.fromEntries(gone.map((name) => [name, null])) }
  return readGist(await request('PATCH', `gists/${id}`, { ...body, files }))
}

function contentsOf(files: HandoffFiles): Contents {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [name, { content }]))
}
