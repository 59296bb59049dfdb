// Makes the raw digest of a session: reads its transcript, the logs of its sub-agents and the state of its repository.
// Nothing is scrubbed yet, so the result may not be shown.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../diagnostics/failure.ts'
import { readSession } from '../sessions/read-session.ts'
import type { Machine } from '../sessions/find-sessions.ts'
import type { ReadingLoss, SessionEvent, SessionFile } from '../sessions/session.ts'
import { makeConversation } from './conversation.ts'
import type { Conversation } from './conversation.ts'
import type { Digest } from './digest.ts'
import { repositoryState, workTreeRoot } from './repository-state.ts'
import { mapTexts } from './map-texts.ts'
import { shortPath, withoutHome } from './short-paths.ts'
import { workPatch } from './work-patch.ts'

export interface DigestOptions extends Machine {
  readonly withPatch?: boolean
}

const SHORT_ID = 8

/** A session in which nobody said or did anything has no digest. */
export function collectDigest(file: SessionFile, { env, home, withPatch = false }: DigestOptions): Digest {
  const conversation = makeConversation()
  const { facts, losses } = readSession(file, conversation.add)
  const allLosses = mergeLosses([
    losses,
    ...sidechainsOf(file).map((log) => readSidechain(log, conversation.add)),
  ])
  const read = conversation.read()
  if (isEmpty(read)) throw emptySession(file, allLosses)
  const root = workTreeRoot(facts.cwd)
  const folders = {
    home,
    ...(root === undefined ? (facts.cwd === undefined ? {} : { root: facts.cwd }) : { root }),
  }
  const repository = root === undefined ? undefined : repositoryState(root)
  const patch = withPatch && root !== undefined ? workPatch(root, env) : undefined
  const { agent, id, title, cwd, model, agentVersion, startedAt, endedAt } = facts
  const digest: Digest = {
    version: 1,
    agent,
    sessionId: id,
    shortId: id.slice(0, SHORT_ID),
    ...defined({ title, cwd: cwd && shortPath(cwd, { home }), model, agentVersion, startedAt, endedAt }),
    ...read,
    files: read.files.map(({ path, edits }) => ({ path: shortPath(path, folders), edits })),
    ...(repository === undefined ? {} : { repository }),
    ...(patch === undefined ? {} : { patch }),
    losses: allLosses,
    leftOut: {},
  }
  return mapTexts(digest, (text) => withoutHome(text, home))
}

function defined<Key extends string>(
  values: Readonly<Record<Key, string | undefined>>,
): Partial<Record<Key, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<
    Record<Key, string>
  >
}

function isEmpty({ asked, tail, files, commands }: Conversation): boolean {
  return [asked, tail, files, commands].every((list) => list.length === 0)
}

function emptySession({ path }: SessionFile, losses: readonly ReadingLoss[]): Failure {
  const skipped = losses.reduce((sum, { count }) => sum + count, 0)
  return new Failure('SESSION_EMPTY', { path, ...(skipped === 0 ? {} : { skipped }) })
}

/** Claude Code writes what a sub-agent does into a file of its own, in a folder beside the transcript. */
function sidechainsOf(file: SessionFile): readonly SessionFile[] {
  if (file.agent !== 'claude') return []
  const folder = join(file.path.replace(/\.jsonl$/, ''), 'subagents')
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return []
  return readdirSync(folder)
    .filter((name) => name.startsWith('agent-') && name.endsWith('.jsonl'))
    .toSorted()
    .map((name) => ({ ...file, path: join(folder, name) }))
}

/** What a sub-agent did counts; what it was told and said does not. */
function readSidechain(log: SessionFile, add: (event: SessionEvent) => void): readonly ReadingLoss[] {
  return readSession(log, (event) => {
    if (event.kind === 'write' || event.kind === 'command' || event.kind === 'result') add(event)
  }).losses
}

function mergeLosses(lists: readonly (readonly ReadingLoss[])[]): readonly ReadingLoss[] {
  const counts = new Map<ReadingLoss['reason'], number>()
  for (const { reason, count } of lists.flat()) counts.set(reason, (counts.get(reason) ?? 0) + count)
  return [...counts].map(([reason, count]) => ({ reason, count }))
}
