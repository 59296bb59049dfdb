import { describe, expect, test } from 'vitest'
import { OwnMetrics } from '../../../src/telemetry/own-metrics.ts'

const PROCESS = {
  cpuSeconds: 1.5,
  residentBytes: 46_000_000,
  heapBytes: 5_000_000,
  startTimeSeconds: 1_700_000_000.25,
  openFds: 20,
  maxFds: 1_024,
}

function ownMetrics(): OwnMetrics {
  return new OwnMetrics({ targets: ['api', 'worker'], version: '1.2.3', processFacts: () => PROCESS })
}

test('figures of the process are left out where nobody reads them', () => {
  const own = new OwnMetrics({ targets: [], version: '1.2.3' })
  expect(own.write()).not.toContain('process_')
  expect(own.write()).toContain('metrics_aggregator_build_info{version="1.2.3"} 1\n')
})

test('figures of the process can be read before the page is due', () => {
  let reads = 0
  const facts = (): typeof PROCESS => ({ ...PROCESS, openFds: (reads += 1) })
  const own = new OwnMetrics({ targets: [], version: '1.2.3', processFacts: facts })
  const early = own.writeProcess()
  expect(own.write()).toContain('process_open_fds 2\n')
  expect(own.write(early)).toContain('process_open_fds 1\n')
})

describe('what promtool check metrics asks of names', () => {
  const own = ownMetrics()
  own.targets.record({ target: 'api', durationSeconds: 1, isContentTypeMissing: true }, 1)
  own.targets.record({ target: 'worker', durationSeconds: 1, failureReason: 'parse' }, 1)
  const families = [...own.write().matchAll(/^# HELP (\S+) (.+)\n# TYPE \1 (\w+)\n/gm)].map(
    ([, name = '', help = '', type = '']) => ({ name, help, type }),
  )

  test('families are found at all', () => expect(families).not.toEqual([]))

  test.each(families)('$name', ({ name, help, type }) => {
    expect(help).toMatch(/^[A-Z].*\.$/)
    expect(name.endsWith('_total')).toBe(type === 'counter')
    expect(name).not.toMatch(/_(count|sum|bucket)$/)
    expect(name).not.toMatch(/_(milliseconds|minutes|kilobytes|percent|ms|counter|gauge|histogram)(_|$)/)
    expect(name).toMatch(/^(metrics_aggregator|process)_[a-z_]+$/)
  })
})
