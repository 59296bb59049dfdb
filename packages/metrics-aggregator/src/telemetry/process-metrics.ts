/**
 * Build information and the process' own figures, under the names that all Prometheus client libraries use. The figures
 * are read by the one who starts the daemon, because only the process' rim touches the process.
 */
import { Counter, Gauge } from './metric-family.ts'

/** Figures of the process now. Those that this system does not tell are left out. */
export interface ProcessFacts {
  readonly cpuSeconds: number
  readonly residentBytes: number
  readonly heapBytes: number
  readonly startTimeSeconds: number
  readonly openFds?: number
  readonly maxFds?: number
}

interface FactFamily {
  readonly fact: keyof ProcessFacts
  readonly type: typeof Counter | typeof Gauge
  readonly name: string
  readonly help: string
}

const FACT_FAMILIES: readonly FactFamily[] = [
  {
    fact: 'cpuSeconds',
    type: Counter,
    name: 'process_cpu_seconds_total',
    help: 'Total user and system CPU time spent.',
  },
  {
    fact: 'residentBytes',
    type: Gauge,
    name: 'process_resident_memory_bytes',
    help: 'Resident memory size.',
  },
  { fact: 'heapBytes', type: Gauge, name: 'process_heap_bytes', help: 'Size of the JavaScript heap.' },
  {
    fact: 'startTimeSeconds',
    type: Gauge,
    name: 'process_start_time_seconds',
    help: 'Start time of the process since the Unix epoch.',
  },
  { fact: 'openFds', type: Gauge, name: 'process_open_fds', help: 'Number of open file descriptors.' },
  { fact: 'maxFds', type: Gauge, name: 'process_max_fds', help: 'Most file descriptors that may be open.' },
]

export function writeProcessMetrics(facts: ProcessFacts): string {
  return FACT_FAMILIES.map(({ fact, type: FamilyOfType, name, help }) => {
    const value = facts[fact]
    if (value === undefined) return ''
    const family = new FamilyOfType({ name, help })
    family.add({}, value)
    return family.write()
  }).join('')
}

export function writeBuildInfo(labels: { readonly version: string; readonly node: string }): string {
  const family = new Gauge<'version' | 'node'>({
    name: 'metrics_aggregator_build_info',
    help: 'Always 1; the labels say which build runs on which Node.',
    labels: ['version', 'node'],
  })
  family.set(labels, 1)
  return family.write()
}
