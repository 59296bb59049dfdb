// From what should be there, what was installed and what is there to the ops that bring them together. What the user
// wrote or changed is never touched: a file is ours only while it is byte for byte what we wrote.
import { createHash } from 'node:crypto'
import type { SettingsForm } from '../../agents/registration.ts'
import { USER_HOOK } from '../../agents/user-registration.ts'
import { blockText, findBlock, glueFor } from './block.ts'
import type { FoundBlock } from './block.ts'
import { saysNothing, standsAs, withEntries, withoutEntries } from './settings-entries.ts'
import type { Insertion } from './settings-entries.ts'
import type { DeployState, Installed } from './state.ts'

export interface DesiredFile {
  readonly path: string
  readonly text: string
  readonly isBlock?: boolean
  /** The file is the user's: only these entries of it are ours. `text` is for where there is no such file. */
  readonly settings?: SettingsForm
  /** The absolute path of a file or folder that the path shall be a link to, instead of a copy of `text`. */
  readonly linkTo?: string
}

/** What the disk has at a path. */
export type Found =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'link'; readonly to: string }
  | { readonly kind: 'folder' }

export type LookAt = (path: string) => Found | undefined

export type DeployOp =
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  | { readonly kind: 'link'; readonly path: string; readonly before: Found | undefined; readonly to: string }
  | { readonly kind: 'update'; readonly path: string; readonly before: Found; readonly text: string }
  | { readonly kind: 'remove'; readonly path: string; readonly before: Found }
  | {
      readonly kind: 'restore'
      readonly path: string
      readonly before: Found | undefined
      readonly bytes: Uint8Array
    }
  | { readonly kind: 'keep'; readonly path: string; readonly why: KeepReason }

/**
 * `current` is what we want already; `edited` was ours and changed since; `foreign` was never ours; `blocked` cannot be
 * written, because of a folder, a link or marks that do not fit; `unreadable` are settings that cannot be added to.
 */
export type KeepReason = 'blocked' | 'current' | 'edited' | 'foreign' | 'unreadable'

export interface DeployPlan {
  /** In the order of doing. */
  readonly ops: readonly DeployOp[]
  /** What is installed once all is done. */
  readonly files: Readonly<Record<string, Installed>>
}

interface Step {
  readonly op: DeployOp
  /** Absent where the file is not ours afterwards. */
  readonly installed?: Installed
}

export function planDeploy(desired: readonly DesiredFile[], state: DeployState, lookAt: LookAt): DeployPlan {
  const wanted = new Map(desired.map((file) => [file.path, file]))
  const steps = [
    ...[...wanted.values()].map((file) => stepFor(file, state.files[file.path], lookAt(file.path))),
    ...Object.entries(state.files)
      .filter(([path]) => !wanted.has(path))
      .toSorted(settingsFirst)
      .flatMap(([path, installed]) => stepAway(path, installed, lookAt(path))),
  ]
  const files = steps.flatMap(({ op, installed }) =>
    installed === undefined ? [] : [[op.path, installed] as const],
  )
  return { ops: steps.map(({ op }) => op), files: Object.fromEntries(files) }
}

/** No agent may be told of a hook that is gone. */
function settingsFirst([, a]: readonly [string, Installed], [, b]: readonly [string, Installed]): number {
  return Number(b.how === 'settings') - Number(a.how === 'settings')
}

export function changesDisk({ ops }: DeployPlan): boolean {
  return ops.some(({ kind }) => kind !== 'keep')
}

function stepFor(file: DesiredFile, before: Installed | undefined, found: Found | undefined): Step {
  if (file.isBlock === true) return blockStep(file, before, found)
  if (file.settings !== undefined) return settingsStep(file, file.settings, before, found)
  return file.linkTo === undefined
    ? fileStep(file, before, found)
    : linkStep(file.path, file.linkTo, before, found)
}

function fileStep(
  { path, text }: DesiredFile,
  before: Installed | undefined,
  found: Found | undefined,
): Step {
  const installed: Installed = { how: 'file', hash: hashOf(text) }
  if (found === undefined) return { op: { kind: 'create', path, text }, installed }
  // A file of the user that happens to be the same stays the user's.
  if (found.kind === 'file' && hashOf(found.bytes) === installed.hash)
    return kept(path, 'current', before === undefined ? undefined : installed)
  if (isOurs(found, before)) return { op: { kind: 'update', path, before: found, text }, installed }
  return kept(path, reasonFor(found, before), before)
}

function linkStep(path: string, to: string, before: Installed | undefined, found: Found | undefined): Step {
  const installed: Installed = { how: 'link', hash: hashOf(to) }
  if (found === undefined) return { op: { kind: 'link', path, before: found, to }, installed }
  if (found.kind === 'link' && found.to === to)
    return kept(path, 'current', before === undefined ? undefined : installed)
  // A link of ours that points elsewhere, or a copy of an earlier run, gives way: first it goes, then the link comes.
  if (isOurs(found, before)) return { op: { kind: 'link', path, before: found, to }, installed }
  return kept(path, reasonFor(found, before), before)
}

/** The user's part stays; of ours only what is still as we wrote it changes. */
function blockStep(
  { path, text }: DesiredFile,
  before: Installed | undefined,
  found: Found | undefined,
): Step {
  const hash = hashOf(text.trimEnd())
  if (found === undefined)
    return {
      op: { kind: 'create', path, text: blockText(text, '') },
      installed: { how: 'block', hash, isWholeFile: true },
    }
  const file = found.kind === 'file' ? decode(found.bytes) : undefined
  const block = file === undefined ? 'broken' : findBlock(file)
  if (file === undefined || block === 'broken') return kept(path, 'blocked', before)
  if (block === undefined) {
    // Who took our block out does not want it back, if it ever came there.
    if (before !== undefined && before.isNew !== true) return kept(path, 'edited', before)
    const glue = glueFor(file)
    return {
      op: { kind: 'update', path, before: found, text: `${file}${glue}${blockText(text, file)}` },
      installed: { how: 'block', hash, glue },
    }
  }
  const installed: Installed = { ...before, how: 'block', hash }
  const current = hashOf(normalised(block.text))
  if (current === hash) return kept(path, 'current', withoutPrevious(installed))
  if (current !== before?.hash && current !== before?.previous) return kept(path, 'edited', before)
  return {
    op: {
      kind: 'update',
      path,
      before: found,
      text: `${block.before}${blockText(text, file)}${block.behind}`,
    },
    installed: withoutPrevious(installed),
  }
}

/** Entries of an earlier version make room for the current ones, at the end of their lists. */
function settingsStep(
  { path, text }: DesiredFile,
  form: SettingsForm,
  before: Installed | undefined,
  found: Found | undefined,
): Step {
  const hash = hashOf(text)
  const whole: Installed = { how: 'settings', hash, isWholeFile: true }
  if (found === undefined) return { op: { kind: 'create', path, text }, installed: whole }
  const file = found.kind === 'file' ? decode(found.bytes) : undefined
  if (file === undefined) return kept(path, 'blocked', before)
  if (before?.isWholeFile === true && isOurs(found, before)) {
    if (hashOf(file) === hash) return kept(path, 'current', whole)
    return { op: { kind: 'update', path, before: found, text }, installed: whole }
  }
  const isStale = before !== undefined && isAsBefore(file, before)
  const known = before === undefined || !file.includes(USER_HOOK) ? [] : insertedIn(file, before)
  const isOlder = isStale || (before !== undefined && before.hash !== hash)
  const next = withEntries(isOlder ? withoutEntries(file, known) : file, form)
  if (next === undefined) return kept(path, 'unreadable', before)
  const inserted = [...(isOlder ? [] : known), ...next.inserted]
  const isWholeFile = before?.isWholeFile
  const installed: Installed = {
    how: 'settings',
    hash,
    inserted,
    ...(isWholeFile !== undefined && { isWholeFile }),
  }
  // Entries that the user had put there are the user's.
  if (next.text === file) return kept(path, 'current', before === undefined ? undefined : installed)
  return { op: { kind: 'update', path, before: found, text: next.text }, installed }
}

/** After a run that was stopped: whether it did not come to this file. */
function isAsBefore(file: string, { inserted = [], previous }: Installed): boolean {
  return previous !== undefined && !standsAs(file, inserted)
}

function insertedIn(file: string, before: Installed): readonly Insertion[] {
  const { inserted = [], previouslyInserted = [] } = before
  return isAsBefore(file, before) ? previouslyInserted : inserted
}

function settingsAway(path: string, before: Installed, found: Found): readonly Step[] {
  const file = found.kind === 'file' ? decode(found.bytes) : undefined
  if (file === undefined) return [{ op: { kind: 'keep', path, why: 'blocked' } }]
  const rest = withoutEntries(file, insertedIn(file, before))
  if (before.isWholeFile === true && (isOurs(found, before) || saysNothing(rest)))
    return [{ op: { kind: 'remove', path, before: found } }]
  return rest === file ? [] : [{ op: { kind: 'update', path, before: found, text: rest } }]
}

/** What is no longer wanted goes, unless the user changed it. */
function stepAway(path: string, before: Installed, found: Found | undefined): readonly Step[] {
  if (found === undefined) return []
  if (before.how === 'block') return blockAway(path, before, found)
  if (before.how === 'settings') return settingsAway(path, before, found)
  if (isOurs(found, before)) return [{ op: { kind: 'remove', path, before: found } }]
  return [{ op: { kind: 'keep', path, why: 'edited' } }]
}

function blockAway(path: string, before: Installed, found: Found): readonly Step[] {
  const file = found.kind === 'file' ? decode(found.bytes) : undefined
  const block = file === undefined ? 'broken' : findBlock(file)
  if (block === undefined) return []
  if (block === 'broken') return [{ op: { kind: 'keep', path, why: 'blocked' } }]
  const rest = withoutBlock(block, before)
  if (rest === '' && before.isWholeFile === true) return [{ op: { kind: 'remove', path, before: found } }]
  return [{ op: { kind: 'update', path, before: found, text: rest } }]
}

function withoutBlock({ before, behind }: FoundBlock, { glue = '' }: Installed): string {
  const head = glue !== '' && before.endsWith(glue) ? before.slice(0, -glue.length) : before
  return head + behind
}

function kept(path: string, why: KeepReason, installed: Installed | undefined): Step {
  return { op: { kind: 'keep', path, why }, ...(installed === undefined ? {} : { installed }) }
}

function reasonFor(found: Found, before: Installed | undefined): KeepReason {
  if (found.kind === 'folder') return 'blocked'
  return before === undefined ? 'foreign' : 'edited'
}

function isOurs(found: Found, before: Installed | undefined): boolean {
  if (before === undefined || found.kind === 'folder') return false
  const hash = hashOf(found.kind === 'file' ? found.bytes : found.to)
  return hash === before.hash || hash === before.previous
}

function withoutPrevious({ how, hash, glue, isWholeFile }: Installed): Installed {
  return { how, hash, ...(glue !== undefined && { glue }), ...(isWholeFile !== undefined && { isWholeFile }) }
}

function normalised(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd()
}

function hashOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex')
}

/** A byte order mark stays part of the text, so that it is written back. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Equal for equal things on disk. */
export function fingerprintOf(found: Found | undefined): string {
  if (found === undefined || found.kind === 'folder') return found?.kind ?? 'nothing'
  return `${found.kind} ${hashOf(found.kind === 'file' ? found.bytes : found.to)}`
}
