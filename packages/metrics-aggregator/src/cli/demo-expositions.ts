/**
 * What the three sample containers of the demo expose after so many seconds. Pure: the same second gives the same
 * bytes, counters never fall. The containers share family names on purpose, as containers of one language do.
 */

import { messagesOf } from './demo-messages.ts'
import type { NativeBuckets } from './demo-messages.ts'

/** A web shop in Go: text, with a histogram. */
export function shopExposition(seconds: number): string {
  const served = growing(seconds, 12)
  const failed = growing(seconds, 0.4)
  return [
    ...goRuntime(seconds, { goroutines: 34, allocatedMib: 18 }),
    ...processFamilies(seconds, 0.08),
    ...family('http_requests_total', 'counter', 'Requests by status code and method.', [
      [`http_requests_total{code="200",method="get"}`, served],
      [`http_requests_total{code="200",method="post"}`, Math.floor(served / 5)],
      [`http_requests_total{code="500",method="get"}`, failed],
    ]),
    ...family(
      'http_request_duration_seconds',
      'histogram',
      'Time from the first byte of a request to the last of its answer.',
      histogram('http_request_duration_seconds', served, 0.042),
    ),
    '',
  ].join('\n')
}

/** A job runner in Go: with the same runtime families as the shop, and a histogram that is native in protobuf. */
export function workerExposition(seconds: number): string {
  const done = growing(seconds, 3)
  return [
    ...goRuntime(seconds, { goroutines: 11, allocatedMib: 7 }),
    ...processFamilies(seconds, 0.21),
    ...family('jobs_processed_total', 'counter', 'Jobs by kind.', [
      ['jobs_processed_total{kind="mail"}', done],
      ['jobs_processed_total{kind="invoice"}', Math.floor(done / 3)],
    ]),
    ...family('jobs_waiting', 'gauge', 'Jobs in the queue.', [['jobs_waiting', wave(seconds, 6, 5)]]),
    ...family(JOB_TIMES, 'histogram', 'Time that a job took.', jobTimesInText(jobTimes(seconds))),
    '',
  ].join('\n')
}

/** The same where protobuf is asked for. */
export function workerMessages(seconds: number): Uint8Array {
  return messagesOf(workerExposition(seconds), jobTimes(seconds))
}

const JOB_TIMES = 'job_duration_seconds'

/** From a sixteenth of a second to two. */
function jobTimes(seconds: number): NativeBuckets {
  const counts = [0.2, 0.7, 1.1, 0.6, 0.3, 0.1].map((perSecond) => growing(seconds, perSecond))
  const sum = counts.reduce((so, count, at) => so + count * 0.75 * 2 ** (at - 4), 0)
  return { family: JOB_TIMES, first: -4, counts, sum }
}

function jobTimesInText({ first, counts, sum }: NativeBuckets): Sample[] {
  let total = 0
  const buckets = counts.map((count, at): Sample => {
    total += count
    return [`${JOB_TIMES}_bucket{le="${2 ** (first + at)}"}`, total]
  })
  return [
    ...buckets,
    [`${JOB_TIMES}_bucket{le="+Inf"}`, total],
    [`${JOB_TIMES}_sum`, sum],
    [`${JOB_TIMES}_count`, total],
  ]
}

/** A stock service in Python: OpenMetrics, with exemplars, an info, a stateset and a unit. */
export function stockExposition(seconds: number): string {
  const lookups = growing(seconds, 7)
  const isRebuilding = Math.floor(seconds / 20) % 2 === 1
  return [
    '# TYPE stock_build info',
    '# HELP stock_build The running build.',
    'stock_build_info{version="2.4.1",python="3.12"} 1',
    '# TYPE stock_index stateset',
    '# HELP stock_index What the search index does.',
    `stock_index{stock_index="ready"} ${isRebuilding ? 0 : 1}`,
    `stock_index{stock_index="rebuilding"} ${isRebuilding ? 1 : 0}`,
    '# TYPE stock_lookups counter',
    '# HELP stock_lookups Lookups by outcome.',
    `stock_lookups_total{outcome="hit"} ${lookups} # {trace_id="${traceId(lookups)}"} 1.0`,
    `stock_lookups_total{outcome="miss"} ${Math.floor(lookups / 9)}`,
    '# TYPE stock_lookup_duration_seconds histogram',
    '# UNIT stock_lookup_duration_seconds seconds',
    '# HELP stock_lookup_duration_seconds Time of a lookup.',
    ...histogram('stock_lookup_duration_seconds', lookups, 0.003).map(([series, value]) =>
      series.includes('le="0.005"')
        ? `${series} ${value} # {trace_id="${traceId(lookups + 1)}"} 0.0042`
        : `${series} ${value}`,
    ),
    '# TYPE process_cpu_seconds counter',
    '# UNIT process_cpu_seconds seconds',
    '# HELP process_cpu_seconds Total user and system CPU time spent in seconds.',
    `process_cpu_seconds_total ${(seconds * 0.05).toFixed(2)}`,
    '# TYPE process_resident_memory_bytes gauge',
    '# UNIT process_resident_memory_bytes bytes',
    '# HELP process_resident_memory_bytes Resident memory size in bytes.',
    `process_resident_memory_bytes ${mebibytes(61 + wave(seconds, 4, 30))}`,
    '# EOF',
    '',
  ].join('\n')
}

type Sample = readonly [series: string, value: number | string]

function family(name: string, type: string, help: string, samples: readonly Sample[]): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(([series, value]) => `${series} ${value}`),
  ]
}

function goRuntime(seconds: number, start: { goroutines: number; allocatedMib: number }): string[] {
  const collections = growing(seconds, 0.5)
  return [
    ...family('go_gc_duration_seconds', 'summary', 'Pauses of the garbage collector.', [
      ['go_gc_duration_seconds{quantile="0"}', '2.1e-05'],
      ['go_gc_duration_seconds{quantile="0.5"}', '4.4e-05'],
      ['go_gc_duration_seconds{quantile="1"}', '0.000312'],
      ['go_gc_duration_seconds_sum', (collections * 5e-5).toFixed(6)],
      ['go_gc_duration_seconds_count', collections],
    ]),
    ...family('go_goroutines', 'gauge', 'Goroutines that exist now.', [
      ['go_goroutines', start.goroutines + wave(seconds, 5, 12)],
    ]),
    ...family('go_memstats_alloc_bytes', 'gauge', 'Bytes allocated on the heap and in use.', [
      ['go_memstats_alloc_bytes', mebibytes(start.allocatedMib + wave(seconds, 6, 9))],
    ]),
  ]
}

function processFamilies(seconds: number, cpuShare: number): string[] {
  return [
    ...family('process_cpu_seconds_total', 'counter', 'Total user and system CPU time spent in seconds.', [
      ['process_cpu_seconds_total', (seconds * cpuShare).toFixed(2)],
    ]),
    ...family('process_resident_memory_bytes', 'gauge', 'Resident memory size in bytes.', [
      ['process_resident_memory_bytes', mebibytes(38 + wave(seconds, 3, 25))],
    ]),
  ]
}

/** Cumulative buckets of `count` observations around `mean`. */
function histogram(name: string, count: number, mean: number): Sample[] {
  const shares: readonly (readonly [bound: string, share: number])[] = [
    ['0.001', 0.05],
    ['0.005', 0.4],
    ['0.025', 0.7],
    ['0.1', 0.96],
    ['1', 0.995],
  ]
  return [
    ...shares.map(([bound, share]): Sample => [`${name}_bucket{le="${bound}"}`, Math.floor(count * share)]),
    [`${name}_bucket{le="+Inf"}`, count],
    [`${name}_sum`, (count * mean).toFixed(3)],
    [`${name}_count`, count],
  ]
}

function growing(seconds: number, perSecond: number): number {
  return Math.floor(seconds * perSecond)
}

/** A whole number that swings between 0 and `height` with this period. */
function wave(seconds: number, height: number, periodSeconds: number): number {
  return Math.round((height / 2) * (1 + Math.sin((2 * Math.PI * seconds) / periodSeconds)))
}

function mebibytes(count: number): number {
  return count * 1_048_576
}

/** Looks random and is not: the same second gives the same trace. */
function traceId(seed: number): string {
  const mixed = BigInt(seed + 1) * 0x9e3779b97f4a7c15f39cc0605cedc835n
  return BigInt.asUintN(128, mixed).toString(16).padStart(32, '0')
}
