// Does what a plan of deployment says: the state first names what is about to happen, then each file is written beside
// its place and renamed, then the state says that it is done. What a file held before is kept for `undo`.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'
import { replaceFile } from '../repo/whole-file.ts'
import { fingerprintOf } from './deploy/plan-deploy.ts'
import type { DeployOp, DeployPlan, Found } from './deploy/plan-deploy.ts'
import { parseUndo, undoEntry, undoText } from './deploy/undo.ts'
import type { UndoRecord } from './deploy/undo.ts'
import { NO_STATE, parseState, stateText } from './deploy/state.ts'
import type { DeployState, Installed } from './deploy/state.ts'

/** What stands at a path; `undefined` where nothing does. */
export function lookAtDisk(base: string, path: string): Found | undefined {
  const file = join(base, path)
  const stats = statOf(file)
  if (stats === undefined) return undefined
  if (stats.isSymbolicLink()) return { kind: 'link', to: readlinkSync(file) }
  return stats.isFile() ? { kind: 'file', bytes: readFileSync(file) } : { kind: 'folder' }
}

/** Below a file there is nothing; writing will say so. */
function statOf(file: string): ReturnType<typeof lstatSync> {
  try {
    return lstatSync(file, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** An empty state where there is none; a Failure where the file holds something else. */
export function readState(file: string): DeployState {
  const text = textOf(file)
  if (text === undefined) return NO_STATE
  const state = parseState(text)
  if (state !== undefined) return state
  throw new Failure('DEPLOY_STATE_INVALID', { path: file })
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

export interface Deployment {
  /** The folder that paths are relative to. */
  readonly base: string
  /** Absolute. */
  readonly stateFile: string
  /** What was read from the state file before the plan was made. */
  readonly before: DeployState
  readonly after: DeployState
  readonly plan: DeployPlan
  /** In a repository git takes things back; elsewhere we keep what is needed for it. */
  readonly keepsUndo: boolean
}

/** Throws a Failure before anything was written if a file is no longer what was planned for. */
export function applyDeploy({ base, stateFile, before, after, plan, keepsUndo }: Deployment): void {
  const ops = plan.ops.filter(({ kind }) => kind !== 'keep')
  for (const op of ops) expectAsPlanned(base, op)
  const files = Object.keys(before.files).map((path) => join(base, path))
  for (const file of [stateFile, undoFileOf(stateFile), foundFileOf(stateFile), ...files])
    rmSync(partOf(file), { force: true })
  if (keepsUndo && ops.length > 0) writeWhole(undoFileOf(stateFile), undoText(undoOf(before, ops, base)))
  const found = keepFound(stateFile, keepsUndo ? foldersFound(base, stateFile, before, ops) : undefined)
  writeWhole(stateFile, stateText(underWay(before, after)))
  for (const op of ops) doOp(base, op, found)
  writeWhole(stateFile, stateText(after))
  // Without files there is nothing left to take away.
  if (Object.keys(after.files).length === 0) rmSync(foundFileOf(stateFile), { force: true })
}

/** Beside the state, since the script that installs from a clone writes that one byte for byte, and not this. */
function foundFileOf(stateFile: string): string {
  return stateFile.replace(/\.json$/, '.found.json')
}

function readFound(stateFile: string): readonly string[] {
  try {
    const found: unknown = JSON.parse(textOf(foundFileOf(stateFile)) ?? '[]')
    return Array.isArray(found) ? found : []
  } catch {
    return []
  }
}

function keepFound(stateFile: string, found: readonly string[] | undefined): readonly string[] {
  if (found === undefined) return readFound(stateFile)
  if (found.length > 0) writeWhole(foundFileOf(stateFile), `${JSON.stringify(found)}\n`)
  return found
}

/**
 * Empty ones, since nobody takes away the others. What is around files of ours already was found earlier, or made by us.
 */
function foldersFound(
  base: string,
  stateFile: string,
  before: DeployState,
  ops: readonly DeployOp[],
): readonly string[] {
  const known = new Set(Object.keys(before.files).flatMap(foldersAround))
  const added = ops.filter(({ kind }) => kind !== 'remove').flatMap(({ path }) => foldersAround(path))
  const here = added.filter((folder) => !known.has(folder) && isEmpty(join(base, folder)))
  return [...new Set([...readFound(stateFile), ...here])].toSorted()
}

function isEmpty(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).length === 0
}

/** `a/b/c` is in `a` and in `a/b`. */
function foldersAround(path: string): readonly string[] {
  const names = path.split('/').slice(0, -1)
  return names.map((_, index) => names.slice(0, index + 1).join('/'))
}

/** For a plan that was made anew after applying one: what was written was read again, and nothing may be left to do. */
export function expectNothingLeft({ ops }: DeployPlan): void {
  const left = ops.find(({ kind }) => kind !== 'keep')
  if (left !== undefined) throw new Failure('DEPLOY_UNVERIFIED', { path: left.path })
}

/** What the last run that changed something did, for `undo`. */
export function readUndo(stateFile: string): UndoRecord | undefined {
  const text = textOf(undoFileOf(stateFile))
  return text === undefined ? undefined : parseUndo(text)
}

export function forgetUndo(stateFile: string): void {
  rmSync(undoFileOf(stateFile), { force: true })
}

function undoFileOf(stateFile: string): string {
  return stateFile.replace(/\.json$/, '.undo.json')
}

function undoOf(before: DeployState, ops: readonly DeployOp[], base: string): UndoRecord {
  return { version: 1, state: before, entries: ops.map((op) => undoEntry(op, lookAtDisk(base, op.path))) }
}

/** Both what was and what will be, so that a stopped run leaves nothing that looks foreign. */
function underWay(before: DeployState, after: DeployState): DeployState {
  const changed = Object.entries(after.files).map(
    ([path, installed]) => [path, changing(before.files[path], installed)] as const,
  )
  return { ...after, files: { ...before.files, ...Object.fromEntries(changed) } }
}

function changing(before: Installed | undefined, after: Installed): Installed {
  if (before === undefined) return { ...after, isNew: true }
  // Stopped twice on the way to the same: what the first run found may still stand there.
  const { hash, inserted, previous, previouslyInserted, isNew } = before
  const stood =
    before.hash === after.hash
      ? { previous, previouslyInserted }
      : { previous: hash, previouslyInserted: inserted }
  return {
    ...after,
    ...(stood.previous !== undefined && { previous: stood.previous }),
    ...(stood.previouslyInserted !== undefined && { previouslyInserted: stood.previouslyInserted }),
    ...(isNew !== undefined && { isNew }),
  }
}

function expectAsPlanned(base: string, op: DeployOp): void {
  if (op.kind === 'keep') return
  const found = lookAtDisk(base, op.path)
  const planned = op.kind === 'create' ? undefined : op.before
  if (fingerprintOf(found) === fingerprintOf(planned)) return
  throw new Failure('DEPLOY_CHANGED_MEANWHILE', { path: op.path })
}

function doOp(base: string, op: DeployOp, found: readonly string[]): void {
  const file = join(base, op.path)
  try {
    if (op.kind === 'create' || op.kind === 'update') writeWhole(file, op.text)
    if (op.kind === 'restore') writeWhole(file, op.bytes)
    if (op.kind === 'link') placeLink(file, op.to)
    if (op.kind === 'remove') remove(base, op.path, found)
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new Failure('ENV_FILE_UNWRITABLE', { path: file, detail }, { cause })
  }
}

/** One name, so that a later run finds what a killed one left; only the holder of the lock writes it. */
function partOf(file: string): string {
  return `${file}.dotclaude-part`
}

function writeWhole(file: string, text: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true })
  const part = partOf(file)
  rmSync(part, { force: true })
  replaceFile(file, text, { part, ...modeOf(file) })
}

/** A file that is replaced keeps its mode. */
function modeOf(file: string): { readonly mode?: number } {
  const stats = statOf(file)
  return stats?.isFile() === true ? { mode: Number(stats.mode) } : {}
}

function placeLink(file: string, to: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const part = partOf(file)
  rmSync(part, { force: true })
  symlinkSync(to, part)
  renameSync(part, file)
}

/** Folders that held nothing else go as well, unless they were there before us: they say that an agent is used. */
function remove(base: string, path: string, found: readonly string[]): void {
  rmSync(join(base, path), { force: true })
  for (const folder of foldersAround(path).toReversed()) {
    if (found.includes(folder) || readdirSync(join(base, folder)).length > 0) return
    rmdirSync(join(base, folder))
  }
}
