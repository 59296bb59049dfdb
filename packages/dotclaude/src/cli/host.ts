// The machine that settings speak about: programs on PATH, modes and sizes of files. Asked only where a rule asks.
import { accessSync, constants, lstatSync, readdirSync, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import type { Host } from '../validate/settings/host.ts'
import type { Terminal } from './terminal.ts'

const PERMISSION_BITS = 0o777

export function hostOf({ env, home }: Pick<Terminal, 'env' | 'home'>): Host {
  return {
    homeFolder: home,
    isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
    isProgram: (nameOrPath) => candidatesFor(nameOrPath, env).some(canRun),
    modeOf,
    sizeOf,
  }
}

function candidatesFor(nameOrPath: string, env: Terminal['env']): readonly string[] {
  const endings =
    process.platform === 'win32' ? ['', ...(env['PATHEXT'] ?? '.EXE;.CMD;.BAT').split(';')] : ['']
  const places = isAbsolute(nameOrPath)
    ? [nameOrPath]
    : (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, nameOrPath))
  return places.flatMap((place) => endings.map((ending) => `${place}${ending}`))
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** Windows has no such bits; what Node makes up there would be a finding on every machine. */
function modeOf(path: string): number | undefined {
  const mode = process.platform === 'win32' ? undefined : statSync(path, { throwIfNoEntry: false })?.mode
  return mode === undefined ? undefined : mode & PERMISSION_BITS
}

function sizeOf(path: string): number | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return undefined
  if (!stats.isDirectory()) return stats.size
  return namesIn(path).reduce((sum, name) => sum + (sizeOf(join(path, name)) ?? 0), 0)
}

/** A folder that cannot be read adds nothing: sizes are a remark, not a decision. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
