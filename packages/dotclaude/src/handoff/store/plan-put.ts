// What a push does to a store: a new entry, a new state of the one that this session has already, or nothing because
// something else stands there. A later push finds its entry again whatever month it is and whatever the project is called
// by now. Pure.
import type { Handoff, HandoffMetadata } from '../handoff.ts'
import { branchOf, describe } from './branch-layout.ts'
import { collisionWith } from './collision.ts'
import type { StoredEntry } from './store.ts'

export type PutPlan =
  | { readonly kind: 'create'; readonly key: string; readonly handoff: Handoff }
  | { readonly kind: 'update'; readonly key: string; readonly entry: StoredEntry; readonly handoff: Handoff }
  | { readonly kind: 'collision'; readonly key: string; readonly detail: string }

/** Of the stored entries only those of the same agent and short id matter; others are passed over. */
export function planPut(handoff: Handoff, stored: readonly StoredEntry[], isForced: boolean): PutPlan {
  const { metadata } = handoff
  const key = branchOf(metadata)
  const alike = stored.filter((one) => one.key === key || isAlike(one.metadata, metadata))
  const entry =
    alike.find((one) => one.metadata?.session_id === metadata.session_id) ??
    alike.find((one) => one.key === key)
  if (entry === undefined) return { kind: 'create', key, handoff }
  const detail = isForced ? undefined : collisionWith(entry.key, metadata, entry.metadata)
  if (detail !== undefined) return { kind: 'collision', key: entry.key, detail }
  return { kind: 'update', key: entry.key, entry, handoff: keptInPlace(handoff, entry.metadata) }
}

function isAlike(stored: HandoffMetadata | undefined, mine: HandoffMetadata): boolean {
  return stored?.cli === mine.cli && stored.session_id === mine.session_id
}

/** The name of a branch says project and month; the files in it say the same. */
function keptInPlace(handoff: Handoff, stored: HandoffMetadata | undefined): Handoff {
  if (stored === undefined || stored.month === '') return handoff
  return handoffWith({ ...handoff.metadata, project: stored.project, month: stored.month }, handoff.files)
}

/** A handoff with the files that follow from its metadata. */
export function handoffWith(
  metadata: HandoffMetadata,
  files: Pick<Handoff['files'], 'handoff.md' | 'digest.json'>,
): Handoff {
  return {
    metadata,
    files: {
      ...files,
      'metadata.json': `${JSON.stringify(metadata, undefined, 2)}\n`,
      'description.txt': `${describe(metadata)}\n`,
    },
  }
}
