/**
 * The figures of this process for the daemon's own metrics. File descriptors are told by Linux alone; elsewhere those
 * two are left out.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { ProcessFacts } from '../daemon.ts'

const MICROSECONDS = 1_000_000

export function readProcessFacts(): ProcessFacts {
  const { user, system } = process.cpuUsage()
  const { rss, heapTotal } = process.memoryUsage()
  return {
    cpuSeconds: (user + system) / MICROSECONDS,
    residentBytes: rss,
    heapBytes: heapTotal,
    startTimeSeconds: performance.timeOrigin / 1_000,
    ...descriptorFacts(),
  }
}

function descriptorFacts(): Pick<ProcessFacts, 'openFds' | 'maxFds'> {
  try {
    // Reading the folder opens one descriptor more.
    const openFds = readdirSync('/proc/self/fd').length - 1
    const maxFds = Number(/^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1])
    return Number.isNaN(maxFds) ? { openFds } : { openFds, maxFds }
  } catch {
    return {}
  }
}
