// Where the guard's own folder of the user is: what was denied, what a human approved, the log, and the hook's compiled
// scripts. Every call of the hook loads this, so it knows names alone.
import { join } from 'node:path'

export interface StatePlace {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

/** Absolute. */
export function stateFolder({ env, home }: StatePlace): string {
  const base = env['XDG_STATE_HOME']
  return join(base === undefined || base === '' ? join(home, '.local', 'state') : base, 'dotclaude', 'guard')
}

/** For who only reads: it may be missing. */
export function placeIn(place: StatePlace, name: string): string {
  return join(stateFolder(place), name)
}
