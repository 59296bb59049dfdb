// The table of docs/metrics.md and the program say the same of every metric: name, type, labels and meaning.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { OwnMetrics } from '../../src/telemetry/own-metrics.ts'
import { zeroCounters } from '../model/target-family.ts'

const PAGE = new URL('../../docs/metrics.md', import.meta.url)
const LABELS_OF_THE_FORMAT = ['le']

interface Metric {
  readonly name: string
  readonly type: string
  readonly labels: readonly string[]
  readonly meaning: string
}

function documented(): Metric[] {
  const rows = [...readFileSync(PAGE, 'utf8').matchAll(/^\| `(\w+)` +\| (\w+) +\|(.*?)\| (.+?) +\|$/gm)]
  return rows.map(([, name = '', type = '', labels = '', meaning = '']) => {
    return { name, type, labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label), meaning }
  })
}

/** Every family with at least one series, each read back from what the program writes. */
function written(): Metric[] {
  const processFacts = {
    cpuSeconds: 1,
    residentBytes: 1,
    heapBytes: 1,
    startTimeSeconds: 1,
    openFds: 1,
    maxFds: 1,
  }
  const own = new OwnMetrics({
    targets: ['api'],
    version: '1',
    processFacts: () => processFacts,
  })
  own.targets.record(
    { target: 'api', durationSeconds: 1, failureReason: 'parse', isContentTypeMissing: true },
    1,
  )
  own.targets.record({ target: 'api', durationSeconds: 1, deadlineSeconds: 1 }, 1)
  own.targets.setLimits([{ target: 'api', bodyBytesMax: 1, samplesMax: 1 }])
  own.targets.recordLeftOut([{ name: 'api', ok: true, counters: { ...zeroCounters(), unitsDropped: 1 } }])
  const blocks = own.write().split(/^(?=# HELP )/m)
  return blocks.map((block) => {
    const [, name = '', meaning = '', type = '', labels = ''] =
      /^# HELP (\S+) (.+)\n# TYPE \S+ (\w+)\n[^{\s]+(?:\{(.*)\})? /.exec(block) ?? []
    const names = [...labels.matchAll(/(\w+)="/g)].map(([, label = '']) => label)
    return { name, type, labels: names.filter((label) => !LABELS_OF_THE_FORMAT.includes(label)), meaning }
  })
}

test('the table holds every metric, in the order of the page', () => {
  expect(documented()).toEqual(written())
})
