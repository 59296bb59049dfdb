// What this machine is called in handoffs, so that only it replaces and removes what it pushed. The machine's real name
// would tell who works there, so one is made up once and kept; the setting `machine` gives it another.
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { slugOf } from './branch-layout.ts'
import type { Settings } from './settings.ts'
import { userFolder, writePrivateFile } from './settings-file.ts'
import type { Place } from './settings-file.ts'

const NAME = /^machine-[0-9a-f]{8}$/

export function machineName(place: Place, { machine }: Settings): string {
  return machine ?? madeUpName(place)
}

/** Says nothing about the machine or its user. */
export function madeUpName(place: Place): string {
  const path = join(userFolder(place, 'XDG_STATE_HOME', '.local/state'), 'machine')
  const kept = keptName(path)
  if (kept !== undefined) return kept
  try {
    writePrivateFile(path, `machine-${randomBytes(4).toString('hex')}\n`)
    return keptName(path) ?? derivedName(place)
  } catch {
    return derivedName(place)
  }
}

/** Names that this machine's handoffs may have: 1.3.0 put the host's own name into them, and pseudonyms are made up. */
export function ownNames(place: Place, settings: Settings): readonly string[] {
  return [machineName(place, settings), madeUpName(place), slugOf(hostname())]
}

function keptName(path: string): string | undefined {
  try {
    const name = readFileSync(path, 'utf8').trim()
    return NAME.test(name) ? name : undefined
  } catch {
    return undefined
  }
}

/** Where nothing can be kept: the same each time, and not readable back. */
function derivedName({ home }: Place): string {
  return `machine-${createHash('sha256').update(`${hostname()}\0${home}`).digest('hex').slice(0, 8)}`
}
