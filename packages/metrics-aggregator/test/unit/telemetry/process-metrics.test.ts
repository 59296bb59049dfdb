import { expect, test } from 'vitest'
import { writeBuildInfo, writeProcessMetrics } from '../../../src/telemetry/process-metrics.ts'
import { valuesBySeries } from '../../support/page.ts'

const PROCESS = {
  cpuSeconds: 1.5,
  residentBytes: 46_000_000,
  heapBytes: 5_000_000,
  startTimeSeconds: 1_700_000_000.25,
  openFds: 20,
  maxFds: 1_024,
}

test('figures of the process stand under the names that every client library uses', () => {
  expect(valuesBySeries(writeProcessMetrics(PROCESS))).toEqual({
    process_cpu_seconds_total: '1.5',
    process_resident_memory_bytes: '46000000',
    process_heap_bytes: '5000000',
    process_start_time_seconds: '1700000000.25',
    process_open_fds: '20',
    process_max_fds: '1024',
  })
})

test('figures that the system does not tell are left out', () => {
  const { openFds: _openFds, maxFds: _maxFds, ...facts } = PROCESS
  expect(writeProcessMetrics(facts)).not.toContain('_fds')
})

test('the build is an info', () => {
  expect(writeBuildInfo('1.2.3')).toBe(
    '# HELP metrics_aggregator_build_info Always 1; the label says which version runs.\n' +
      '# TYPE metrics_aggregator_build_info gauge\nmetrics_aggregator_build_info{version="1.2.3"} 1\n',
  )
})
