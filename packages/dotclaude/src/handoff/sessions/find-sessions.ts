// Finds the sessions of this machine: in each agent's own folder, wherever the user configured it. Folders and file times
// are looked at, no file is opened; an agent without a folder has no sessions.
import { readdirSync, statSync } from 'node:fs'
import type { Dirent } from 'node:fs'
import { join } from 'node:path'
import { SESSION_PLACES } from '../../agents/session-places.ts'
import type { SessionPlace } from '../../agents/session-places.ts'
import type { SessionAgent, SessionFile } from './session.ts'

export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

/** Is told of a folder that is there and cannot be read. */
export type Unreadable = (folder: string, reason: string) => void

/** Newest first; of one agent, or of all. */
export function findSessions(
  machine: Machine,
  agent?: SessionAgent,
  unreadable: Unreadable = () => undefined,
): readonly SessionFile[] {
  const places = SESSION_PLACES.filter((place) => agent === undefined || place.agent === agent)
  return places
    .flatMap((place) => sessionsIn(place, machine, unreadable))
    .toSorted((a, b) => b.modifiedMs - a.modifiedMs || (a.path < b.path ? -1 : 1))
}

function sessionsIn(place: SessionPlace, machine: Machine, unreadable: Unreadable): readonly SessionFile[] {
  const root = agentFolder(place, machine)
  const found = place.inside.flatMap((inside) => filesIn(join(root, inside), '', { place, unreadable }))
  const known = new Set(found.map(({ path }) => path))
  // A session of an older release that was gone on with has a second file in the new form.
  return found
    .filter(({ path }) => !(path.endsWith('.json') && known.has(`${path}l`)))
    .map((file) => ({ agent: place.agent, ...file }))
}

function agentFolder(place: SessionPlace, { env, home }: Machine): string {
  const named = env[place.variable] ?? ''
  if (named === '') return join(home, place.folder)
  return place.isHomeVariable === true ? join(named, place.folder) : named
}

interface Search {
  readonly place: SessionPlace
  readonly unreadable: Unreadable
}

function filesIn(folder: string, prefix: string, search: Search): readonly Omit<SessionFile, 'agent'>[] {
  const { place, unreadable } = search
  const mayEnter = prefix.split('/').length <= place.folders
  return entriesOf(folder, unreadable).flatMap((entry) => {
    const relative = `${prefix}${entry.name}`
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return mayEnter ? filesIn(path, `${relative}/`, search) : []
    const id = place.file.exec(relative)?.[1]
    // One that is gone meanwhile is none.
    const stats = id === undefined ? undefined : statSync(path, { throwIfNoEntry: false })
    if (id === undefined || stats?.isFile() !== true) return []
    return [{ id, path, modifiedMs: stats.mtimeMs, sizeBytes: stats.size }]
  })
}

function entriesOf(folder: string, unreadable: Unreadable): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'ENOTDIR') unreadable(folder, message)
    return []
  }
}
