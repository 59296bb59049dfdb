/**
 * Build information and the process' own figures. The figures are read by the one who starts the daemon, because only
 * the process' rim touches the process.
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

/**
 * Names and help texts are those that Prometheus prescribes to all client libraries: targets expose the same families,
 * and another text would be a conflict on the page.
 */
const FACT_FAMILIES: readonly FactFamily[] = [
  {
    fact: 'cpuSeconds',
    type: Counter,
    name: 'process_cpu_seconds_total',
    help: 'Total user and system CPU time spent in seconds.',
  },
  {
    fact: 'residentBytes',
    type: Gauge,
    name: 'process_resident_memory_bytes',
    help: 'Resident memory size in bytes.',
  },
  { fact: 'heapBytes', type: Gauge, name: 'process_heap_bytes', help: 'Process heap size in bytes.' },
  {
    fact: 'startTimeSeconds',
    type: Gauge,
    name: 'process_start_time_seconds',
    help: 'Start time of the process since unix epoch in seconds.',
  },
  { fact: 'openFds', type: Gauge, name: 'process_open_fds', help: 'Number of open file descriptors.' },
  { fact: 'maxFds', type: Gauge, name: 'process_max_fds', help: 'Maximum number of open file descriptors.' },
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

export function writeBuildInfo(version: string): string {
  const family = new Gauge<'version'>({
    name: 'metrics_aggregator_build_info',
    help: 'Always 1; the label says which version runs.',
    labels: ['version'],
  })
  family.set({ version }, 1)
  return family.write()
}
