// Files of ours that nobody has asked for in a long time go when another one is written, so that no folder of them grows
// without end.
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface Dropping {
  readonly now: Date
  /** As old as this a file may be, in milliseconds since it was written. */
  readonly ageMaxMs: number
  /** Where whoever writes must not wait for many: so many are looked at, others each time. */
  readonly lookedAtMax?: number
}

export function dropOld(folder: string, { now, ageMaxMs, lookedAtMax }: Dropping): void {
  const names = readdirSync(folder)
  const start = now.getTime() % Math.max(names.length, 1)
  for (const name of [...names.slice(start), ...names.slice(0, start)].slice(0, lookedAtMax)) {
    const file = join(folder, name)
    const stats = statSync(file, { throwIfNoEntry: false })
    if (stats !== undefined && now.getTime() - stats.mtimeMs > ageMaxMs) rmSync(file, { force: true })
  }
}
