// Which session of this machine a query means: `latest`, an id, the first characters of one, or a title. The first way
// that finds something decides; when it finds several, all are given back and nobody chooses in silence.
import { isSidechain, readFacts as readFactsOf } from './read-facts.ts'
import type { SessionAgent, SessionFacts, SessionFile } from './session.ts'

export interface Candidate {
  readonly file: SessionFile
  readonly facts: SessionFacts
}

export type Resolution =
  | { readonly kind: 'found'; readonly file: SessionFile; readonly by: 'latest' | 'id' | 'title' }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'missing' }

const PREFIX_MIN = 4

/** Nothing of a session that cannot be read: it has no title that could be meant, and costs itself alone. */
export type ReadFacts = (file: SessionFile) => SessionFacts | undefined

/** `files` are newest first. `preferred`, the agent that we run in, has the say over `latest` and between several. */
export function resolveSession(
  query: string,
  files: readonly SessionFile[],
  preferred?: SessionAgent,
  readFacts: ReadFacts = readFactsOf,
): Resolution {
  const asked = fold(query.trim())
  if (asked === 'latest') return latest(files, preferred)
  const byId = files.filter((file) => hasId(file, asked, readFacts))
  const found = byId.length > 0 ? byId : byTitle(asked, files, readFacts)
  const chosen = choose(found, preferred)
  if (chosen !== undefined) return { kind: 'found', file: chosen, by: byId.length > 0 ? 'id' : 'title' }
  const candidates = found.map((file) => ({
    file,
    facts: readFacts(file) ?? { agent: file.agent, id: file.id },
  }))
  return found.length === 0 ? { kind: 'missing' } : { kind: 'ambiguous', candidates }
}

function latest(files: readonly SessionFile[], preferred: SessionAgent | undefined): Resolution {
  const own = files.filter(({ agent }) => agent === preferred)
  const file = (own.length === 0 ? files : own).find((one) => !isSidechain(one))
  return file === undefined ? { kind: 'missing' } : { kind: 'found', file, by: 'latest' }
}

/** The only one, or the only one of the agent that we run in. */
function choose(found: readonly SessionFile[], preferred: SessionAgent | undefined): SessionFile | undefined {
  const own = found.filter(({ agent }) => agent === preferred)
  const [file, ...others] = own.length === 1 ? own : found
  return others.length === 0 ? file : undefined
}

/** Gemini names a file by the first characters of its id; the rest stands inside. */
function hasId(file: SessionFile, asked: string, readFacts: ReadFacts): boolean {
  const id = fold(file.id)
  if (id === asked) return true
  if (asked.length < PREFIX_MIN || !/^[0-9a-f][\w-]*$/.test(asked)) return false
  if (id.startsWith(asked)) return true
  if (file.agent !== 'gemini' || !asked.startsWith(id)) return false
  return fold(readFacts(file)?.id ?? '').startsWith(asked)
}

/** A whole title before a part of one. */
function byTitle(asked: string, files: readonly SessionFile[], readFacts: ReadFacts): readonly SessionFile[] {
  if (asked === '') return []
  const titled = files.map((file) => ({ file, title: fold(readFacts(file)?.title ?? '') }))
  const whole = titled.filter(({ title }) => title === asked)
  return (whole.length > 0 ? whole : titled.filter(({ title }) => title.includes(asked))).map(
    ({ file }) => file,
  )
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase()
}
