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
    return { openFds: readdirSync('/proc/self/fd').length - 1, ...maxDescriptors() }
  } catch {
    return {}
  }
}

/** Nothing raises the limit of a running Node, so it is read once. */
let knownMax: Pick<ProcessFacts, 'maxFds'> | undefined

function maxDescriptors(): Pick<ProcessFacts, 'maxFds'> {
  if (knownMax === undefined) {
    const maxFds = Number(/^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1])
    knownMax = Number.isNaN(maxFds) ? {} : { maxFds }
  }
  return knownMax
}
