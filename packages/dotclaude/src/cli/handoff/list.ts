// `handoff list`: rows of this machine and of the store in one table. Each has its own limit, so that many sessions here
// do not hide what is there; a store that cannot be reached costs its rows alone and the exit code.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { shortPath } from '../../handoff/digest/short-paths.ts'
import { readFacts } from '../../handoff/sessions/read-facts.ts'
import type { SessionFile } from '../../handoff/sessions/session.ts'
import { slugOf } from '../../handoff/store/branch-layout.ts'
import { findStore } from '../../handoff/store/open-store.ts'
import { readSettings } from '../../handoff/store/settings-file.ts'
import type { StoredEntry } from '../../handoff/store/store.ts'
import { flagValues, hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { reportFailure } from '../report-failure.ts'
import type { Terminal } from '../terminal.ts'
import { fromOf, limitOf, sinceOf, storeFor } from './asked.ts'
import { minuteOf, sizeText } from './entry-text.ts'
import { makeScrub } from './make-scrub.ts'
import { readOrWarn, sessionsHere } from './sessions-here.ts'

/** Names of 1.3.0 first; the others are new. */
export interface Row {
  readonly location: 'local' | 'remote'
  readonly cli?: string
  readonly short_id?: string
  readonly when: string
  readonly session_id?: string
  readonly project?: string
  readonly title?: string
  readonly sizeBytes?: number
  readonly tags?: readonly string[]
  readonly file?: string
  readonly mtime?: number
  readonly branch?: string
  readonly commit?: string
  readonly hostname?: string
}

const LIMIT = 20

export async function list(call: Call, terminal: Terminal): Promise<number> {
  const wants = { local: hasFlag(call, 'local'), remote: hasFlag(call, 'remote') }
  const isBoth = wants.local === wants.remote
  const local = isBoth || wants.local ? localRows(call, terminal) : []
  const remote =
    isBoth || wants.remote ? await remoteRows(call, terminal, !isBoth || wants.remote) : { rows: [] }
  const rows = withoutSecrets([...local, ...remote.rows], terminal)
  terminal.writeResult(hasFlag(call, 'tags') ? tagsText(remote.rows, call) : rowsText(rows, call))
  if (remote.error === undefined) return EXIT_CODES.OK
  return reportFailure(remote.error, [], terminal)
}

/** A title is the first thing that was asked, and what lists are printed by is often an agent. */
function withoutSecrets(rows: readonly Row[], terminal: Terminal): readonly Row[] {
  const words = rows.map(({ project, title, tags }) => ({ project, title, tags }))
  const { value } = makeScrub(terminal, {})(words)
  return rows.map((row, index) => {
    const { project, title, tags } = value[index] ?? {}
    return {
      ...row,
      ...(project !== undefined && { project }),
      ...(title !== undefined && { title }),
      ...(tags !== undefined && { tags }),
    }
  })
}

function localRows(call: Call, terminal: Terminal): readonly Row[] {
  // A session of this machine has no tags.
  if (flagValues(call, 'tag').length > 0 || hasFlag(call, 'tags')) return []
  const since = sinceOf(call, terminal)?.getTime() ?? 0
  const files = sessionsHere(terminal, fromOf(call)).filter(({ modifiedMs }) => modifiedMs >= since)
  const limit = hasFlag(call, 'all') ? files.length : limitOf(call, LIMIT)
  return shownFiles(files, limit, terminal).map(([file, facts]) => localRow(file, facts, terminal.home))
}

type Facts = ReturnType<typeof readFacts>

/** Only what is shown is opened. The log of a sub-agent is no session. */
function shownFiles(
  files: readonly SessionFile[],
  limit: number,
  terminal: Terminal,
): readonly (readonly [SessionFile, Facts])[] {
  const shown: (readonly [SessionFile, Facts])[] = []
  for (const file of files) {
    if (shown.length === limit) break
    const facts = readOrWarn(terminal, () => readFacts(file))
    if (facts !== undefined && facts.isSidechain !== true) shown.push([file, facts])
  }
  return shown
}

const SHORT = 8

function localRow(
  { path, modifiedMs, sizeBytes }: SessionFile,
  { agent, id, cwd, title }: Facts,
  home: string,
): Row {
  return {
    location: 'local',
    cli: agent,
    short_id: id.slice(0, SHORT),
    session_id: id,
    file: path,
    mtime: modifiedMs,
    when: minuteOf(new Date(modifiedMs).toISOString()),
    sizeBytes,
    ...(cwd === undefined ? {} : { project: shortPath(cwd, { home }).split('/').at(-1) ?? '' }),
    ...(title === undefined ? {} : { title }),
  }
}

interface RemoteRows {
  readonly rows: readonly Row[]
  readonly error?: unknown
}

/** Without a store there is nothing to list, and that is an error only for who asked for it. */
async function remoteRows(call: Call, terminal: Terminal, isWanted: boolean): Promise<RemoteRows> {
  try {
    const settings = readSettings(terminal)
    const options = { place: terminal, settings, now: terminal.now }
    const store = isWanted ? await storeFor(terminal) : await findStore(options)
    const entries = (await store?.list()) ?? []
    const fits = entries.filter((entry) => isAsked(entry, call, terminal))
    const limit = hasFlag(call, 'all') || hasFlag(call, 'tags') ? fits.length : limitOf(call, LIMIT)
    return { rows: fits.slice(0, limit).map(remoteRow) }
  } catch (error) {
    return { rows: [], error }
  }
}

function isAsked({ updatedAt, metadata }: StoredEntry, call: Call, terminal: Terminal): boolean {
  const from = fromOf(call)
  const since = sinceOf(call, terminal)
  const tags = flagValues(call, 'tag').map(slugOf)
  if (from !== undefined && metadata?.cli !== from) return false
  if (since !== undefined && updatedAt < since.toISOString()) return false
  return tags.length === 0 || (metadata?.tags.some((tag) => tags.includes(slugOf(tag))) ?? false)
}

function remoteRow({ key, revision, updatedAt, sizeBytes, metadata }: StoredEntry): Row {
  const { cli, short_id: short, session_id: id, project, title, tags = [], hostname } = metadata ?? {}
  return {
    location: 'remote',
    ...(cli !== undefined && { cli }),
    ...(short !== undefined && { short_id: short }),
    branch: key,
    commit: revision,
    when: minuteOf(updatedAt),
    tags,
    ...(id !== undefined && { session_id: id }),
    ...(project !== undefined && { project }),
    ...(title !== undefined && { title }),
    ...(sizeBytes !== undefined && { sizeBytes }),
    ...(hostname !== undefined && { hostname }),
  }
}

const TITLE_MAX = 60

function rowsText(rows: readonly Row[], call: Call): string {
  if (hasFlag(call, 'json')) return `${JSON.stringify(rows, undefined, 2)}\n`
  const cells = rows.map((row) => [
    row.location,
    row.cli ?? '?',
    row.short_id ?? row.branch ?? '',
    row.when,
    sizeText(row.sizeBytes),
    row.project ?? '',
    (row.title ?? '').slice(0, TITLE_MAX),
    (row.tags ?? []).join(','),
  ])
  return tableText([['where', 'agent', 'id', 'when', 'size', 'project', 'title', 'tags'], ...cells])
}

function tableText(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((cells) => cells.map(visibleText))
  const widths =
    shown[0]?.map((_, column) => Math.max(...shown.map((cells) => cells[column]?.length ?? 0))) ?? []
  return shown
    .map(
      (cells) =>
        `${cells
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

function tagsText(rows: readonly Row[], call: Call): string {
  const histogram = new Map<string, number>()
  for (const tag of rows.flatMap(({ tags = [] }) => tags)) histogram.set(tag, (histogram.get(tag) ?? 0) + 1)
  const untagged = rows.filter(({ tags = [] }) => tags.length === 0).length
  const sorted = [...histogram].toSorted(([one, a], [other, b]) => b - a || one.localeCompare(other))
  if (hasFlag(call, 'json'))
    return `${JSON.stringify({ histogram: Object.fromEntries(sorted), untagged }, undefined, 2)}\n`
  return tableText([...sorted.map(([tag, count]) => [tag, String(count)]), ['(none)', String(untagged)]])
}
