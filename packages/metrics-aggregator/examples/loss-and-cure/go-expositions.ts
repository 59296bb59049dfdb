/**
 * What two containers written in Go expose: each has the families of the runtime and of the process, with values of its
 * own, and a few of its own making. Every value differs between the two, so that a stored value says where it is from.
 */

export interface GoContainer {
  readonly name: string
  readonly exposition: string
}

interface RuntimeFigures {
  readonly version: string
  readonly collections: number
  readonly pauseSeconds: number
  readonly goroutines: number
  readonly threads: number
  readonly heapBytes: number
  readonly allocatedBytes: number
  readonly cpuSeconds: number
  readonly residentBytes: number
  readonly openFds: number
  readonly startSeconds: number
}

const runtimeFamilies = (of: RuntimeFigures): string => `\
# HELP go_gc_duration_seconds Pauses of the garbage collector.
# TYPE go_gc_duration_seconds summary
go_gc_duration_seconds{quantile="0"} ${of.pauseSeconds / 4}
go_gc_duration_seconds{quantile="0.5"} ${of.pauseSeconds}
go_gc_duration_seconds{quantile="1"} ${of.pauseSeconds * 8}
go_gc_duration_seconds_sum ${of.pauseSeconds * of.collections}
go_gc_duration_seconds_count ${of.collections}
# HELP go_goroutines Goroutines that exist now.
# TYPE go_goroutines gauge
go_goroutines ${of.goroutines}
# HELP go_info The version of Go.
# TYPE go_info gauge
go_info{version="${of.version}"} 1
# HELP go_memstats_alloc_bytes Bytes allocated and still in use.
# TYPE go_memstats_alloc_bytes gauge
go_memstats_alloc_bytes ${of.heapBytes}
# HELP go_memstats_alloc_bytes_total Bytes allocated since the start, freed ones too.
# TYPE go_memstats_alloc_bytes_total counter
go_memstats_alloc_bytes_total ${of.allocatedBytes}
# HELP go_threads Threads of the operating system.
# TYPE go_threads gauge
go_threads ${of.threads}
# HELP process_cpu_seconds_total Total user and system CPU time spent in seconds.
# TYPE process_cpu_seconds_total counter
process_cpu_seconds_total ${of.cpuSeconds}
# HELP process_open_fds Number of open file descriptors.
# TYPE process_open_fds gauge
process_open_fds ${of.openFds}
# HELP process_resident_memory_bytes Resident memory size in bytes.
# TYPE process_resident_memory_bytes gauge
process_resident_memory_bytes ${of.residentBytes}
# HELP process_start_time_seconds Start time of the process since unix epoch in seconds.
# TYPE process_start_time_seconds gauge
process_start_time_seconds ${of.startSeconds}
`

const API: GoContainer = {
  name: 'api',
  exposition: `${runtimeFamilies({
    version: 'go1.24.1',
    collections: 412,
    pauseSeconds: 0.00004,
    goroutines: 34,
    threads: 11,
    heapBytes: 18_874_368,
    allocatedBytes: 91_268_055_040,
    cpuSeconds: 184.02,
    residentBytes: 52_428_800,
    openFds: 21,
    startSeconds: 1_760_000_012,
  })}\
# HELP http_requests_total Requests by status code.
# TYPE http_requests_total counter
http_requests_total{code="200"} 10412
http_requests_total{code="500"} 37
`,
}

const WORKER: GoContainer = {
  name: 'worker',
  exposition: `${runtimeFamilies({
    version: 'go1.23.4',
    collections: 96,
    pauseSeconds: 0.00009,
    goroutines: 9,
    threads: 8,
    heapBytes: 7_340_032,
    allocatedBytes: 2_147_483_648,
    cpuSeconds: 12.5,
    residentBytes: 31_457_280,
    openFds: 14,
    startSeconds: 1_760_000_015,
  })}\
# HELP http_requests_total Requests by status code.
# TYPE http_requests_total counter
http_requests_total{code="200"} 288
# HELP jobs_done_total Jobs by kind.
# TYPE jobs_done_total counter
jobs_done_total{kind="mail"} 1290
`,
}

export const GO_CONTAINERS: readonly GoContainer[] = [API, WORKER]
