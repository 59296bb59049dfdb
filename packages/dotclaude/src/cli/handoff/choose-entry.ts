// The one stored handoff that is meant. Several are shown to a person, who picks; where nobody can answer they are named
// in the failure.
import { Failure } from '../../diagnostics/failure.ts'
import type { SessionAgent } from '../../handoff/sessions/session.ts'
import { findEntries } from '../../handoff/store/find-entry.ts'
import type { Store, StoredEntry } from '../../handoff/store/store.ts'
import type { Terminal } from '../terminal.ts'
import { candidateText } from './entry-text.ts'

const NAMED_MAX = 10

export async function chooseEntry(
  store: Store,
  { query, from }: { readonly query: string; readonly from: SessionAgent | undefined },
  terminal: Terminal,
): Promise<StoredEntry> {
  const found = findEntries(await store.list(), query, from)
  const [first, ...more] = found
  if (first === undefined) throw new Failure('HANDOFF_NOT_FOUND', { store: store.address, query })
  return more.length === 0 ? first : pick(found, query, terminal)
}

async function pick(
  found: readonly StoredEntry[],
  query: string,
  { ask, writeRemark }: Terminal,
): Promise<StoredEntry> {
  const names = found.map(candidateText)
  if (ask !== undefined) {
    writeRemark(
      `Several handoffs match ${query}:\n${names.map((name, index) => `  ${index + 1}  ${name}\n`).join('')}`,
    )
    const answer = (await ask(`Which one? 1 to ${found.length}, or nothing to stop: `)).trim()
    const picked = /^\d+$/.test(answer) ? found[Number(answer) - 1] : undefined
    if (picked !== undefined) return picked
  }
  const candidates = [...names.slice(0, NAMED_MAX), ...(names.length > NAMED_MAX ? ['…'] : [])].join('; ')
  throw new Failure('HANDOFF_AMBIGUOUS', { count: found.length, query, candidates })
}
