// The one session of this machine that is meant. Several are shown to a person, who picks; where nobody can answer they
// are named in the failure.
import { runningAgent } from '../../agents/session-places.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { shortPath } from '../../handoff/digest/short-paths.ts'
import { readFacts } from '../../handoff/sessions/read-facts.ts'
import { resolveSession } from '../../handoff/sessions/resolve-session.ts'
import type { Candidate, ReadFacts } from '../../handoff/sessions/resolve-session.ts'
import type { SessionAgent, SessionFile } from '../../handoff/sessions/session.ts'
import type { Terminal } from '../terminal.ts'
import { makeScrub } from './make-scrub.ts'
import { readOrWarn, sessionsHere } from './sessions-here.ts'

const NAMED_MAX = 5
/** The beginning of an id may be a time, and then many are the same. */
const TELLING_ID = 13
const SHORT_ID = 8
const MINUTE_LENGTH = 'YYYY-MM-DDTHH:MM'.length

/** Without a query the newest. */
export async function chooseSession(
  query: string | undefined,
  from: SessionAgent | undefined,
  terminal: Terminal,
): Promise<SessionFile> {
  const preferred = from ?? runningAgent(terminal.env)
  const found = resolveSession(
    query ?? 'latest',
    sessionsHere(terminal, from),
    preferred,
    readerFor(terminal),
  )
  if (found.kind === 'found') {
    if (found.by === 'latest') terminal.writeRemark(`${latestText(found.file, from, preferred)}\n`)
    return found.file
  }
  if (found.kind === 'ambiguous') return pick(found.candidates, query ?? '', terminal)
  const isLatest = query === undefined || query.trim().toLowerCase() === 'latest'
  throw new Failure('SESSION_NOT_FOUND', {
    ...(from === undefined ? {} : { agent: from }),
    ...(isLatest ? {} : { query: visibleText(query) }),
  })
}

/** What cannot be read is told once, however often it is asked for. */
function readerFor(terminal: Terminal): ReadFacts {
  const known = new Map<string, ReturnType<ReadFacts>>()
  return (file) => {
    if (!known.has(file.path))
      known.set(
        file.path,
        readOrWarn(terminal, () => readFacts(file)),
      )
    return known.get(file.path)
  }
}

/** Which one it is, and why of this agent. */
function latestText(
  { agent, id }: SessionFile,
  from: string | undefined,
  preferred: string | undefined,
): string {
  const short = id.slice(0, SHORT_ID)
  if (from !== undefined) return `using --from ${from} override, latest ${agent} session: ${short}`
  if (agent === preferred) return `latest ${agent} session: ${short}`
  const why = preferred === undefined ? 'host not detected' : `no session of ${preferred}`
  return `${why}, using latest across all clis: ${short} of ${agent}`
}

async function pick(
  candidates: readonly Candidate[],
  query: string,
  terminal: Terminal,
): Promise<SessionFile> {
  const texts = makeScrub(
    terminal,
    {},
  )(candidates.map((candidate) => candidateText(candidate, terminal.home)))
  const rows = texts.value.map((text, index) => `  ${index + 1}  ${text}\n`)
  terminal.writeRemark(`Several sessions match ${visibleText(query)}:\n${rows.join('')}`)
  if (terminal.ask !== undefined) {
    const answer = (await terminal.ask(`Which one? 1 to ${rows.length}, or nothing to stop: `)).trim()
    const picked = /^\d+$/.test(answer) ? candidates[Number(answer) - 1] : undefined
    if (picked !== undefined) return picked.file
  }
  const named = candidates
    .slice(0, NAMED_MAX)
    .map(({ facts }) => `${facts.agent} ${facts.id.slice(0, TELLING_ID)}`)
  throw new Failure('SESSION_AMBIGUOUS', {
    count: rows.length,
    query: visibleText(query),
    candidates: [...named, ...(rows.length > NAMED_MAX ? ['…'] : [])].join(', '),
  })
}

/** Whole ids: of short ones several may be the same. */
function candidateText({ file, facts }: Candidate, home: string): string {
  const when = new Date(file.modifiedMs).toISOString().slice(0, MINUTE_LENGTH).replace('T', ' ')
  const cwd = facts.cwd === undefined ? [] : [shortPath(facts.cwd, { home })]
  return visibleText(
    [file.agent, facts.id, when, ...cwd, ...(facts.title === undefined ? [] : [facts.title])].join('  '),
  )
}
