// The parts of the hook file that most calls do without. They stand in it as comments, one to a line, which the engine
// passes over until one is asked for here. What the engine made of a script is kept in the user's own folder, so that the
// next call need not make it again; a file there counts only if nobody but the user can have written it, and whole.
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readSync } from 'node:fs'
import type { Stats } from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'

export interface ScriptPlace {
  /** The hook file itself. */
  readonly url: string
  /** Where compiled scripts are kept, absolute. */
  readonly folder: string
  /** The number of the user; where the system has none, nothing is kept. */
  readonly user: number | undefined
  /** What compiled code depends on: the version of the engine, the machine, the options. */
  readonly engine: readonly string[]
}

/** A script that was compiled by this process, and the file where it should have been. */
export interface FreshScript {
  readonly name: string
  readonly file: string
  readonly script: Script
}

type Functions = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>

const NAME_LENGTH_MAX = 200
const loaded: Record<string, Functions> = {}
const fresh: FreshScript[] = []
let place: ScriptPlace | undefined
/** The hook file, or its first stretch. */
let bytes: Buffer | undefined

/** Before anything is loaded. The list grows by what had to be compiled. */
export function openScripts(opened: ScriptPlace): readonly FreshScript[] {
  place = opened
  return fresh
}

/**
 * The functions of a script. The bundler puts calls of it where another script's functions are used.
 *
 * @internal
 */
export function load(name: string): Functions {
  return (loaded[name] ??= run(name))
}

function run(name: string): Functions {
  if (place === undefined) throw new Error('the hook file is not known')
  const line = lineOf(name, place)
  const [digest = ''] = line.split(' ', 1)
  const file = keptAt(place, name, digest)
  const script = compile(name, line.slice(digest.length + 1), file, place.user)
  return (script.runInThisContext() as (load: (name: string) => Functions) => Functions)(load)
}

/** What stands behind the name of a script; whoever needs any needs the first one, and few need more. */
function lineOf(name: string, { url }: ScriptPlace): string {
  bytes ??= readStretch(url)
  const line = lineIn(bytes, name) ?? lineIn((bytes = readFileSync(new URL(url))), name)
  if (line === undefined) throw new Error(`the hook file has no script ${name}`)
  return line
}

function lineIn(bytes: Buffer, name: string): string | undefined {
  const head = `\n//${name} `
  const start = bytes.indexOf(head)
  const end = start === -1 ? -1 : bytes.indexOf('\n', start + 1)
  return end === -1 ? undefined : bytes.toString('latin1', start + head.length, end).trimEnd()
}

/** Up to the end of the first script, which the build of the hook sees to. */
export const STRETCH_BYTES: number = 224 * 1024

function readStretch(url: string): Buffer {
  const stretch = Buffer.allocUnsafe(STRETCH_BYTES)
  const open = openSync(new URL(url), 'r')
  try {
    return stretch.subarray(0, readSync(open, stretch))
  } finally {
    closeSync(open)
  }
}

/** The digest tells scripts of one length apart, which the engine would take for each other. */
function keptAt({ folder, user, engine }: ScriptPlace, name: string, digest: string): string | undefined {
  const file = encodeURIComponent([name, digest, ...engine].join(' '))
  return user === undefined || file.length > NAME_LENGTH_MAX ? undefined : join(folder, file)
}

function compile(name: string, source: string, file: string | undefined, user: number | undefined): Script {
  const filename = `dotclaude-${name}`
  const cachedData = file === undefined ? undefined : readKept(file, user)
  const script = new Script(source, { filename, ...(cachedData === undefined ? {} : { cachedData }) })
  if (file !== undefined && (cachedData === undefined || script.cachedDataRejected === true))
    fresh.push({ name, file, script })
  return script
}

/**
 * The engine trusts the bytes that it is given, and a flipped one ends the process, which agents take for consent. So they
 * stand in the file twice, and count if both agree.
 */
function readKept(file: string, user: number | undefined): Buffer | undefined {
  try {
    if (!isOwn(lstatSync(join(file, '..')), user)) return undefined
    const bytes = readOwn(file, user)
    const half = (bytes?.length ?? 0) / 2
    const first = bytes?.subarray(0, half)
    return first !== undefined && half > 0 && bytes?.subarray(half).equals(first) ? first : undefined
  } catch {
    return undefined
  }
}

/** What is asked for its owner is what is read. */
function readOwn(file: string, user: number | undefined): Buffer | undefined {
  const open = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const stats = fstatSync(open)
    return stats.isFile() && isOwn(stats, user) ? readFileSync(open) : undefined
  } finally {
    closeSync(open)
  }
}

const OTHERS_WRITE = 0o022

/** Whether only the user can write there. */
export function isOwn({ uid, mode }: Stats, user: number | undefined): boolean {
  return uid === user && (mode & OTHERS_WRITE) === 0
}
