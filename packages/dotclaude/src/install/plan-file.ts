// One file of a plan: absent it is created, present it stays, or gets an addition where there is a way to add without
// changing anything else. A file, link or folder that stands in the way is a conflict.
import { diagnose } from '../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Snapshot } from '../repo/snapshot.ts'
import type { Edit } from './edit-json.ts'
import type { FileOp } from './op.ts'

export interface WantedFile {
  readonly path: string
  readonly text: string
  readonly isProgram?: boolean
  /** How a file that is there gets what it needs. */
  readonly add?: { readonly edit: (text: string) => Edit; readonly why: string }
  /** Whether what stands there is ours of another version, which makes room. */
  readonly isOwn?: (text: string) => boolean
  /** The user's from the first day on: what stands in it is never compared with ours. */
  readonly isData?: boolean
}

export type PlannedFile =
  | { readonly ok: true; readonly op: FileOp }
  | { readonly ok: false; readonly conflict: Diagnostic }

export interface FileChoices {
  /** What differs makes room, and is kept as a backup. */
  readonly force: boolean
  /** Asked of links that cannot be read through. */
  readonly leadsNowhere?: (path: string) => boolean
}

export function planFile(snapshot: Snapshot, wanted: WantedFile, choices: FileChoices): PlannedFile {
  const { path, text, isProgram = false } = wanted
  const { force, leadsNowhere } = choices
  const obstacle = obstacleTo(snapshot, path)
  if (obstacle !== undefined)
    return conflict(
      path,
      obstacle,
      'Put a folder or file of the repository in its place; nothing was written.',
    )
  const bytes = snapshot.bytes(path)
  // An ignored file is in no list and can be read all the same; a link that leads out is listed and cannot be read.
  if (bytes === undefined && snapshot.isFile(path) && leadsNowhere?.(path) === true)
    return conflict(path, 'is a link that leads nowhere', 'Remove the link and run `dotclaude init` again; nothing was written.') // prettier-ignore
  if (bytes === undefined && snapshot.isFile(path))
    return wanted.add ? conflict(path, 'leads out of the repository, or cannot be read') : keep(path)
  if (bytes === undefined) return { ok: true, op: { kind: 'create', path, text, isProgram } }
  if (wanted.add) return added(wanted.path, bytes, wanted.add)
  if (wanted.isData || isSame(bytes, text)) return keep(path)
  if (wanted.isOwn?.(decode(bytes) ?? '') === true)
    return { ok: true, op: { kind: 'replace', path, before: bytes, text, why: 'is of another version' } }
  if (force)
    return { ok: true, op: { kind: 'replace', path, before: bytes, text, why: 'as you asked with --force' } }
  return { ok: true, op: { kind: 'keep', path, ours: text } }
}

function keep(path: string): PlannedFile {
  return { ok: true, op: { kind: 'keep', path } }
}

function conflict(path: string, detail: string, hint?: string): PlannedFile {
  const way = hint === undefined ? {} : { hint }
  return { ok: false, conflict: diagnose('SCAFFOLD_CONFLICT', { file: path }, { path, detail }, way) }
}

function added(path: string, before: Uint8Array, { edit, why }: NonNullable<WantedFile['add']>): PlannedFile {
  const text = decode(before)
  if (text === undefined) return conflict(path, 'is not UTF-8')
  const edited = edit(text)
  if (!edited.ok) return conflict(path, edited.detail)
  if (edited.text === text) return keep(path)
  return { ok: true, op: { kind: 'merge', path, before, text: edited.text, why } }
}

/** A byte order mark stays part of the text, so that it is written back. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Line ends are git's to choose. */
function isSame(bytes: Uint8Array, text: string): boolean {
  return decode(bytes)?.replaceAll('\r\n', '\n') === text
}

function obstacleTo(snapshot: Snapshot, path: string): string | undefined {
  if (snapshot.isDirectory(path)) return 'is a folder'
  const folders = path.split('/').slice(0, -1)
  const inTheWay = folders
    .map((_, index) => folders.slice(0, index + 1).join('/'))
    .find((folder) => snapshot.isFile(folder))
  return inTheWay === undefined ? undefined : `cannot be written, because ${inTheWay} is a file or a link`
}
