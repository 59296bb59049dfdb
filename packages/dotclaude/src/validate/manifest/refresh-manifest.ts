// The text of an up-to-date manifest: checksums and capabilities of what is there, new entries for what was not listed,
// none for what is gone. What people wrote into an entry stays. A manifest that cannot be read is left for its owner.
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { capabilitiesOf } from '../capabilities.ts'
import { contentItemAt, contentItemsIn } from '../content-items.ts'
import type { ContentItem } from '../content-items.ts'
import { isMapping, textsOf } from '../shape.ts'
import type { Mapping } from '../shape.ts'
import { checksumOf } from './checksum.ts'
import { isConfined, manifestIn } from './manifest-file.ts'
import { readable } from './readable.ts'

export type RefreshedManifest =
  | {
      readonly ok: true
      readonly text: string
      readonly added: readonly string[]
      readonly dropped: readonly string[]
      /** Paths whose checksum is another one now. */
      readonly changed: readonly string[]
      /** What entries grant themselves that the manifest did not record. */
      readonly gained: readonly { readonly name: string; readonly capabilities: readonly string[] }[]
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/**
 * `now` is an ISO time; its day becomes the day on which every entry was validated. An entry that is held stays as it is,
 * and what it says about its files stays wrong.
 */
export function refreshManifest(
  snapshot: Snapshot,
  now: string,
  isHeld: (item: ContentItem) => boolean = () => false,
): RefreshedManifest {
  const manifest = manifestIn(snapshot)
  if (manifest !== undefined && manifest.value === undefined)
    return { ok: false, diagnostics: readable.check(snapshot, { today: now.slice(0, 10) }) }
  const old = entriesByPath(manifest?.value?.['skills'])
  const isThere = (path: string): boolean => isConfined(path) && snapshot.isFile(path)
  const kept = [...old]
    .filter(([path]) => isThere(path))
    .map(([path, entry]) => ({ entry, item: contentItemAt(snapshot, path) }))
    .map(({ entry, item }) => (isHeld(item) ? held(item, entry) : refreshed(snapshot, item, entry, now)))
  const added = contentItemsIn(snapshot).filter((item) => !old.has(item.path) && !isHeld(item))
  const entries = [...kept, ...added.map((item) => refreshed(snapshot, item, {}, now))]
  return {
    ok: true,
    text: manifestText(
      manifest?.value ?? {},
      entries.map(({ entry }) => entry),
      now,
    ),
    added: added.map(({ path }) => path),
    dropped: [...old.keys()].filter((path) => !isThere(path)),
    changed: kept.filter(({ isChanged }) => isChanged).map(({ path }) => path),
    gained: entries
      .filter(({ gained }) => gained.length > 0)
      .map(({ name, gained }) => ({ name, capabilities: gained })),
  }
}

/** The first entry of a path stays; entries without one, and further ones, go. */
function entriesByPath(skills: unknown): ReadonlyMap<string, Mapping> {
  const entries = new Map<string, Mapping>()
  for (const entry of Array.isArray(skills) ? skills : []) {
    const path: unknown = isMapping(entry) ? entry['path'] : undefined
    if (isMapping(entry) && typeof path === 'string' && !entries.has(path)) entries.set(path, entry)
  }
  return entries
}

interface Refreshed {
  readonly name: string
  readonly path: string
  readonly entry: Mapping
  readonly isChanged: boolean
  readonly gained: readonly string[]
}

function held({ name, path }: ContentItem, entry: Mapping): Refreshed {
  return { name, path, entry, isChanged: false, gained: [] }
}

function refreshed(snapshot: Snapshot, item: ContentItem, entry: Mapping, now: string): Refreshed {
  const actual = checksumOf(snapshot, item)
  // Nothing vouches for a file that cannot be read: the old checksum stays and the check says why.
  const checksum = actual.ok ? actual.checksum : (entry['checksum'] ?? '')
  const capabilities = capabilitiesOf(snapshot, item)
  const recorded = textsOf(entry['capabilities']).map(({ text }) => text)
  const fields = { name: item.name, path: item.path, checksum, dependencies: [], ...entry }
  return {
    name: String(fields.name),
    path: item.path,
    entry: { ...fields, checksum, capabilities, lastValidated: now.slice(0, 10) },
    isChanged: entry['checksum'] !== checksum,
    gained: capabilities.filter((capability) => !recorded.includes(capability)),
  }
}

function manifestText(old: Mapping, skills: readonly Mapping[], now: string): string {
  const entries = JSON.stringify(skills)
  // Nothing but the time would change, so nothing does.
  const generatedAt = JSON.stringify(old['skills']) === entries ? (old['generatedAt'] ?? now) : now
  return `${JSON.stringify({ version: 1, ...old, generatedAt, skills }, null, 2)}\n`
}
