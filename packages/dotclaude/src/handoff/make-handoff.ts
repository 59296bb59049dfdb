// From a published digest to the handoff that travels. Everything in it comes from the digest, which was scrubbed and cut,
// or was scrubbed here: tags are typed by hand, and a token is quickly typed. Pure.
import { createHash } from 'node:crypto'
import type { Digest } from './digest/digest.ts'
import { renderBlock, renderJson } from './digest/render-digest.ts'
import type { Handoff, HandoffMetadata } from './handoff.ts'
import { slugOf } from './store/branch-layout.ts'
import { handoffWith } from './store/plan-put.ts'

export interface HandoffFacts {
  readonly machine: string
  /** Scrubbed. */
  readonly tags: readonly string[]
  readonly secretCount: number
  readonly now: Date
}

const MONTH_LENGTH = 'YYYY-MM'.length
const TITLE_MAX = 120

export function makeHandoff(digest: Digest, { machine, tags, secretCount, now }: HandoffFacts): Handoff {
  const { agent, sessionId, cwd, title } = digest
  const metadata: HandoffMetadata = {
    cli: agent,
    session_id: sessionId,
    short_id: shortIdOf(sessionId),
    ...(cwd === undefined ? {} : { cwd }),
    project: projectOf(digest),
    month: monthOf(digest, now),
    hostname: machine,
    created_at: now.toISOString(),
    scrubbed_count: secretCount,
    tags,
    ...(title === undefined ? {} : { title: title.replaceAll(/\s+/g, ' ').slice(0, TITLE_MAX) }),
  }
  return handoffWith(metadata, {
    'handoff.md': renderBlock(digest, agent),
    'digest.json': renderJson(digest),
  })
}

/** Branches have eight hexadecimal digits there; an id of another form gets some of its own. */
function shortIdOf(id: string): string {
  const start = /^[0-9a-f]{8}/i.exec(id)?.[0].toLowerCase()
  return start ?? createHash('sha256').update(id).digest('hex').slice(0, 8)
}

function projectOf({ repository, cwd }: Digest): string {
  const folder = cwd?.split(/[/\\]/).findLast((part) => part !== '' && part !== '~')
  return slugOf(repository?.name ?? '') || slugOf(folder ?? '') || 'adhoc'
}

/** Of the session, so that each push of it says the same. */
function monthOf({ startedAt }: Digest, now: Date): string {
  const started = /^\d{4}-\d{2}(?=-)/.exec(startedAt ?? '')?.[0]
  return started ?? now.toISOString().slice(0, MONTH_LENGTH)
}
