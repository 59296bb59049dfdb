// Which stored handoff a query means. The first way that finds something decides: the newest, an id, a tag or the whole
// title, a part of a name. Several are given back as they are, newest first; nobody chooses in silence. Pure.
import type { SessionAgent } from '../sessions/session.ts'
import { slugOf } from './branch-layout.ts'
import type { StoredEntry } from './store.ts'

const PREFIX_MIN = 4

export function findEntries(
  entries: readonly StoredEntry[],
  query: string,
  from?: SessionAgent,
): readonly StoredEntry[] {
  const mine = entries.filter(({ metadata }) => from === undefined || metadata?.cli === from)
  const asked = fold(query)
  if (asked === 'latest') return mine.slice(0, 1)
  for (const fits of WAYS) {
    const found = mine.filter((entry) => fits(entry, asked))
    if (found.length > 0) return found
  }
  return []
}

type Fits = (entry: StoredEntry, asked: string) => boolean

const WAYS: readonly Fits[] = [
  ({ key, metadata }, asked) => fold(key) === asked || fold(metadata?.session_id) === asked,
  ({ metadata }, asked) =>
    /^[0-9a-f-]+$/.test(asked) && asked.length >= PREFIX_MIN && fold(metadata?.session_id).startsWith(asked),
  ({ metadata }, asked) => metadata?.short_id === asked,
  ({ metadata }, asked) => fold(metadata?.title) === asked,
  ({ metadata }, asked) =>
    metadata?.tags.some((tag) => fold(tag) === asked || slugOf(tag) === asked) ?? false,
  ({ key, revision, metadata }, asked) =>
    [key, metadata?.title, metadata?.project].some((text) => fold(text).includes(asked)) ||
    (asked.length >= PREFIX_MIN && revision.startsWith(asked)),
]

function fold(text: string | undefined): string {
  return (text ?? '').normalize('NFC').toLowerCase()
}
