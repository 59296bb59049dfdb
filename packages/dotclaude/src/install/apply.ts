// Does what a plan says, and nothing else. Before the first write it looks whether everything is still as the plan saw
// it; a file that is there is never written over without the bytes that the plan knows and a backup of them, and nothing
// is written through a link that leads out.
import { Buffer } from 'node:buffer'
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'
import { askGit, runGit } from '../repo/git.ts'
import { replaceFile, writePart } from '../repo/whole-file.ts'
import type { ChangeOp, CreateOp, Op, Plan } from './op.ts'

export interface Applied {
  /** Absolute; one per file that was changed. */
  readonly backups: readonly string[]
}

const PROGRAM_MODE = 0o755
const FILE_MODE = 0o644

/** Throws a Failure before anything was written if the repository is no longer what was planned for. */
export function applyPlan(root: string, plan: Plan): Applied {
  const folder = realpathSync(root)
  const writes = plan.ops.filter((op) => op.kind !== 'keep' && op.kind !== 'configure')
  for (const op of writes) expectAsPlanned(folder, op)
  const backups = writes.flatMap((op) => writeFile(folder, op))
  for (const op of plan.ops) configure(folder, op)
  return { backups }
}

function expectAsPlanned(root: string, op: CreateOp | ChangeOp): void {
  const base = realpathSync(op.base ?? root)
  const file = join(base, op.path)
  if (!isWithin(nearestReal(dirname(file)), base))
    throw refused(op.path, 'leads out of the repository through a link')
  if (op.kind === 'create') {
    if (isThere(file)) throw refused(op.path, 'was written by somebody else meanwhile')
    return
  }
  if (!isWithin(realpathSync(file), base))
    throw refused(op.path, 'leads out of the repository through a link')
  if (!Buffer.from(op.before).equals(readFileSync(file)))
    throw refused(op.path, 'was changed by somebody else meanwhile')
}

function refused(path: string, detail: string): Failure {
  return new Failure('SCAFFOLD_CONFLICT', { path, detail })
}

/** Gives the backups that were made. */
function writeFile(root: string, op: CreateOp | ChangeOp): readonly string[] {
  const file = join(op.base ?? root, op.path)
  try {
    return op.kind === 'create' ? createFile(file, op) : changeFile(root, file, op)
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new Failure('ENV_FILE_UNWRITABLE', { path: op.path, detail }, { cause })
  }
}

function createFile(file: string, { path, text, isProgram }: CreateOp): readonly string[] {
  mkdirSync(dirname(file), { recursive: true })
  const part = writePart(file, text, { mode: isProgram ? PROGRAM_MODE : FILE_MODE, isModeExact: true })
  try {
    placeNew(part, file)
  } catch (error) {
    if (isThere(file)) throw refused(path, 'was written by somebody else meanwhile')
    throw error
  } finally {
    rmSync(part, { force: true })
  }
  return []
}

/** A link fails where the name is taken; file systems without links get the file in one step, if the name is free. */
function placeNew(part: string, file: string): void {
  try {
    linkSync(part, file)
  } catch {
    writeFileSync(file, readFileSync(part), { flag: 'wx', mode: statSync(part).mode })
  }
}

function changeFile(root: string, file: string, { path, before, text }: ChangeOp): readonly string[] {
  // Through a link inside the repository: the file behind it changes, the link stays.
  const real = realpathSync(file)
  const backup = backupOf(root, path, before)
  replaceFile(real, text, { mode: statSync(real).mode, isModeExact: true })
  return [backup]
}

/** Inside the git folder, where nobody commits it; without git beside our other files. */
function backupOf(root: string, path: string, bytes: Uint8Array): string {
  const run = runGit(root, ['rev-parse', '--path-format=absolute', '--git-path', 'dotclaude/backup'])
  const folder = run.ok ? run.stdout.toString('utf8').trim() : join(root, '.claude/backup')
  const wanted = join(folder, path)
  let backup = wanted
  for (let number = 1; existsSync(backup); number += 1) {
    if (Buffer.from(bytes).equals(readFileSync(backup))) return backup
    backup = `${wanted}.${number}`
  }
  mkdirSync(dirname(backup), { recursive: true })
  writeFileSync(backup, bytes, { flag: 'wx' })
  return backup
}

function configure(root: string, op: Op): void {
  if (op.kind === 'configure') askGit(root, ['config', '--local', op.key, op.value])
}

function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined
  } catch {
    // Below a file there is nothing; making the folder will say so.
    return false
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/** The real path of the part of it that exists. */
function nearestReal(path: string): string {
  if (isThere(path)) return realpathSync(path)
  return join(nearestReal(dirname(path)), path.slice(dirname(path).length))
}
