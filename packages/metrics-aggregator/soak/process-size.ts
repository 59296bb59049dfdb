/** What a process takes of the machine, from Linux's /proc. */
import { readFileSync, readdirSync } from 'node:fs'

export function residentMebibytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1_024
}

export const openDescriptors = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
