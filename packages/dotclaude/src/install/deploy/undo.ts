// What a run did, so that it can be taken back: for each file what it held before, and what we left there. A file that
// was changed since is left alone.
import { Buffer } from 'node:buffer'
import { fingerprintOf } from './plan-deploy.ts'
import type { DeployOp, Found, LookAt } from './plan-deploy.ts'
import type { DeployState } from './state.ts'

type Kept = { readonly file: string } | { readonly link: string } | null

export interface UndoEntry {
  readonly path: string
  /** Base64 of the file's bytes, or the target of a link; `null` where there was nothing. */
  readonly before: Kept
  /** The fingerprint of what we left. */
  readonly after: string
}

export interface UndoRecord {
  readonly version: 1
  readonly state: DeployState
  readonly entries: readonly UndoEntry[]
}

export function undoEntry(op: DeployOp, before: Found | undefined): UndoEntry {
  return { path: op.path, before: keptOf(before), after: fingerprintOf(leftBy(op)) }
}

function keptOf(found: Found | undefined): Kept {
  if (found?.kind === 'file') return { file: Buffer.from(found.bytes).toString('base64') }
  return found?.kind === 'link' ? { link: found.to } : null
}

function leftBy(op: DeployOp): Found | undefined {
  if (op.kind === 'create' || op.kind === 'update') return { kind: 'file', bytes: Buffer.from(op.text) }
  if (op.kind === 'restore') return { kind: 'file', bytes: op.bytes }
  return op.kind === 'link' ? { kind: 'link', to: op.to } : undefined
}

export function undoText(record: UndoRecord): string {
  return `${JSON.stringify(record)}\n`
}

export function parseUndo(text: string): UndoRecord | undefined {
  try {
    const record = JSON.parse(text) as Partial<UndoRecord> | null
    return record?.version === 1 && Array.isArray(record.entries) ? (record as UndoRecord) : undefined
  } catch {
    return undefined
  }
}

/** The ops that bring back what was, in the reverse order. */
export function planUndo({ entries }: UndoRecord, lookAt: LookAt): readonly DeployOp[] {
  return entries.toReversed().map((entry) => undoOp(entry, lookAt(entry.path)))
}

function undoOp({ path, before, after }: UndoEntry, found: Found | undefined): DeployOp {
  if (fingerprintOf(found) !== after) return { kind: 'keep', path, why: 'edited' }
  if (before === null)
    return found === undefined
      ? { kind: 'keep', path, why: 'current' }
      : { kind: 'remove', path, before: found }
  if ('link' in before) return { kind: 'link', path, before: found, to: before.link }
  const bytes = Buffer.from(before.file, 'base64')
  return { kind: 'restore', path, before: found, bytes }
}
