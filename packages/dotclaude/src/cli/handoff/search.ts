// `handoff search`: goes through the transcripts of this machine, newest first, until there are enough that match. A
// transcript whose bytes cannot hold what is looked for is not read as one.
import { readFileSync } from 'node:fs'
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { shortPath } from '../../handoff/digest/short-paths.ts'
import type { Scrub } from '../../handoff/scrub/scrubbed.ts'
import { readSession } from '../../handoff/sessions/read-session.ts'
import type { SessionFile } from '../../handoff/sessions/session.ts'
import { hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { momentOf } from './age.ts'
import { fromOf, limitOf, sinceOf, storeFor } from './asked.ts'
import { minuteOf } from './entry-text.ts'
import { makeScrub } from './make-scrub.ts'
import { readOrWarn, sessionsHere } from './sessions-here.ts'

interface Match {
  readonly location: 'local' | 'remote'
  readonly cli: string
  readonly short_id: string
  readonly session_id: string
  readonly path?: string
  readonly branch?: string
  readonly cwd?: string
  readonly title?: string
  readonly mtime: number
  /** What was said around the first match. */
  readonly match_snippet: string
}

const LIMIT = 20
const SINCE = '30d'
const SHORT = 8

export async function search(call: Call, terminal: Terminal): Promise<number> {
  const [query = ''] = call.args
  const limit = limitOf(call, LIMIT)
  const wanted = {
    pattern: patternOf(query, hasFlag(call, 'fixed')),
    words: plainWords(query),
    scrub: makeScrub(terminal, {}),
  }
  const since = sinceOf(call, terminal) ?? momentOf('--since', SINCE, terminal.now())
  const matches = [...localMatches(wanted, { call, terminal, since, limit })]
  if (hasFlag(call, 'remote'))
    matches.push(...(await remoteMatches(wanted, { call, terminal, since, limit })))
  terminal.writeResult(
    hasFlag(call, 'json') ? `${JSON.stringify(matches, undefined, 2)}\n` : matches.map(matchText).join(''),
  )
  if (matches.length === 0) terminal.writeRemark(`Nothing says ${visibleText(query)}.\n`)
  return EXIT_CODES.OK
}

interface Wanted {
  readonly pattern: RegExp
  readonly scrub: Scrub
  /** Set where the bytes of a file can be asked instead of its messages. */
  readonly words: string | undefined
}

interface Scope {
  readonly call: Call
  readonly terminal: Terminal
  readonly since: Date
  readonly limit: number
}

function patternOf(query: string, isFixed: boolean): RegExp {
  try {
    return new RegExp(isFixed ? query.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`) : query, 'iu')
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new Failure(
      'USAGE_FLAG_VALUE',
      { flag: 'QUERY', detail: `is no regular expression (${detail}); --fixed takes it as it stands` },
      { cause },
    )
  }
}

/** Words that JSON writes as they are and that are no expression. */
function plainWords(query: string): string | undefined {
  return /^[a-z0-9 _,;:=@#%&<>~-]+$/i.test(query) ? query.toLowerCase() : undefined
}

function localMatches(wanted: Wanted, { call, terminal, since, limit }: Scope): readonly Match[] {
  const matches: Match[] = []
  for (const file of sessionsHere(terminal, fromOf(call))) {
    if (matches.length === limit || file.modifiedMs < since.getTime()) break
    const match = mayHold(file, wanted.words)
      ? readOrWarn(terminal, () => matchIn(file, wanted, terminal.home))
      : undefined
    if (match !== undefined) matches.push(match)
  }
  return matches
}

function mayHold({ path }: SessionFile, words: string | undefined): boolean {
  if (words === undefined) return true
  try {
    return readFileSync(path, 'latin1').toLowerCase().includes(words)
  } catch {
    // Too large for one text, or gone: reading it tells.
    return true
  }
}

function matchIn(file: SessionFile, wanted: Wanted, home: string): Match | undefined {
  let said: string | undefined
  const { facts } = readSession(file, (event) => {
    const isSaid = event.kind === 'prompt' || event.kind === 'answer' || event.kind === 'summary'
    if (said === undefined && isSaid) said = snippetIn(event.text, wanted)
  })
  said ??= facts.title === undefined ? undefined : snippetIn(facts.title, wanted)
  if (said === undefined || facts.isSidechain === true) return undefined
  return {
    location: 'local',
    cli: file.agent,
    short_id: facts.id.slice(0, SHORT),
    session_id: facts.id,
    path: file.path,
    ...(facts.cwd !== undefined && { cwd: shortPath(facts.cwd, { home }) }),
    ...(facts.title !== undefined && { title: wanted.scrub(facts.title).value }),
    mtime: file.modifiedMs,
    match_snippet: said,
  }
}

const TEXT_MAX = 200_000
const BEFORE = 30
const SNIPPET_MAX = 80
/** What is looked at around a match: a secret that reaches into the snippet is recognised as a whole. */
const AROUND = 4_000

/** Without secrets. Where the words that matched were one, the snippet is what stands around its placeholder. */
function snippetIn(text: string, { pattern, scrub }: Wanted): string | undefined {
  const found = pattern.exec(text.slice(0, TEXT_MAX))?.index
  if (found === undefined) return undefined
  const from = Math.max(0, found - AROUND)
  const clean = scrub(text.slice(from, found + AROUND)).value
  const at = pattern.exec(clean)?.index ?? Math.max(0, clean.indexOf('⟦', found - from - AROUND / 2))
  const start = Math.max(0, at - BEFORE)
  return clean
    .slice(start, start + SNIPPET_MAX)
    .replaceAll(/\s+/g, ' ')
    .trim()
}

async function remoteMatches(
  wanted: Wanted,
  { call, terminal, since, limit }: Scope,
): Promise<readonly Match[]> {
  const from = fromOf(call)
  const entries = await (await storeFor(terminal)).list()
  const matches = entries.flatMap(({ key, updatedAt, metadata }): readonly Match[] => {
    if (metadata === undefined || (from !== undefined && metadata.cli !== from)) return []
    const said = snippetIn([metadata.title, metadata.project, ...metadata.tags].join(' '), wanted)
    if (said === undefined || updatedAt < since.toISOString()) return []
    const { cli, short_id, session_id, cwd, title } = metadata
    return [
      {
        location: 'remote',
        cli,
        short_id,
        session_id,
        branch: key,
        ...(cwd !== undefined && { cwd }),
        ...(title !== undefined && { title: wanted.scrub(title).value }),
        mtime: Date.parse(updatedAt),
        match_snippet: said,
      },
    ]
  })
  return matches.slice(0, limit)
}

function matchText({ location, cli, short_id: short, cwd, mtime, match_snippet: said }: Match): string {
  const words = [location, cli, short, minuteOf(new Date(mtime).toISOString()), cwd ?? '']
  return `${visibleText(words.join('  '))}\n    ${visibleText(said)}\n`
}
