/**
 * The kinds of families on a synthesised page, as data: a name, a type, a help text and how one metric of it becomes
 * sample lines. Label names, lengths of values and forms of numbers follow what Go, Node and JVM clients write.
 */
import type { RandomSource } from './random.ts'

export interface FamilyShape {
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary'
  readonly help: string
  /** A family without labels has one metric however large the page is. */
  readonly metricsMax: number
  /** The lines, without line ends, of the metric with that number. */
  samples(name: string, metric: number, random: RandomSource): string[]
}

const MANY = Number.POSITIVE_INFINITY

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']
const CODES = ['200', '201', '204', '301', '400', '401', '404', '409', '429', '500', '502', '503']
const BOUNDS = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '+Inf']
const QUANTILES = ['0', '0.25', '0.5', '0.75', '0.9', '0.99', '1']
const NAMESPACES = ['payments', 'checkout-production', 'observability', 'identity']

function pick(list: readonly string[], index: number): string {
  return list[index % list.length] ?? ''
}

/** Digits that belong to the number and to nothing else, as a hash would give. */
function hex(number: number, length: number): string {
  return (Math.imul(number + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0').repeat(4).slice(0, length)
}

const route = (metric: number): string =>
  `/api/v${1 + (metric % 3)}/tenants/:tenant/resources/${hex(metric >> 2, 6)}`

const count = (random: RandomSource): string => String(random.below(4_000_000))
const seconds = (random: RandomSource): string => String(random.next() * 900)
/** As Go writes large floats. */
const large = (random: RandomSource): string =>
  (random.next() * 9e9 + 1e9).toExponential(8).replace('e+9', 'e+09')

function requestLabels(metric: number): string {
  return `method="${pick(METHODS, metric)}",code="${pick(CODES, metric)}",route="${route(metric)}",service="checkout-api"`
}

function podLabels(metric: number): string {
  const pod = `checkout-api-${hex(metric, 10)}-${hex(metric + 7, 5)}`
  return `namespace="${pick(NAMESPACES, metric)}",pod="${pod}",container="app",id="/kubepods/burstable/pod${hex(metric, 12)}",image="registry.example/checkout-api:1.${metric % 40}.0",name="${hex(metric, 8)}"`
}

function histogram(name: string, labels: string, random: RandomSource): string[] {
  let total = 0
  const buckets = BOUNDS.map((bound) => {
    total += random.below(50_000)
    return `${name}_bucket{${labels},le="${bound}"} ${total}`
  })
  return [...buckets, `${name}_sum{${labels}} ${seconds(random)}`, `${name}_count{${labels}} ${total}`]
}

function summary(name: string, labels: string, random: RandomSource): string[] {
  const quantiles = QUANTILES.map(
    (quantile) =>
      `${name}{${labels},quantile="${quantile}"} ${random.below(9) === 0 ? 'NaN' : seconds(random)}`,
  )
  return [
    ...quantiles,
    `${name}_sum{${labels}} ${seconds(random)}`,
    `${name}_count{${labels}} ${count(random)}`,
  ]
}

export const FAMILY_SHAPES: readonly FamilyShape[] = [
  {
    name: 'process_start_time_seconds',
    type: 'gauge',
    help: 'Start time of the process since the epoch in seconds.',
    metricsMax: 1,
    samples: (name, _metric, random) => [`${name} ${large(random)}`],
  },
  {
    name: 'http_requests_total',
    type: 'counter',
    help: 'Requests that were answered, by method, status and route.',
    metricsMax: MANY,
    samples: (name, metric, random) => [`${name}{${requestLabels(metric)}} ${count(random)}`],
  },
  {
    name: 'http_request_duration_seconds',
    type: 'histogram',
    help: 'How long requests took, by method, status and route.',
    metricsMax: MANY,
    samples: (name, metric, random) => histogram(name, requestLabels(metric), random),
  },
  {
    name: 'nodejs_heap_space_size_used_bytes',
    type: 'gauge',
    help: 'Bytes of the heap that are in use, by space.',
    metricsMax: MANY,
    samples: (name, metric, random) => [
      `${name}{space="space_${metric}",runtime="nodejs-v20.19.0"} ${large(random)}`,
    ],
  },
  {
    name: 'container_network_receive_bytes_total',
    type: 'counter',
    help: 'Bytes received, by pod and container.',
    metricsMax: MANY,
    samples: (name, metric, random) => [`${name}{${podLabels(metric)}} ${large(random)}`],
  },
  {
    name: 'rpc_client_duration_seconds',
    type: 'summary',
    help: 'Latency of calls, by service and method.',
    metricsMax: MANY,
    samples: (name, metric, random) =>
      summary(
        name,
        `service="ledger.v1.Ledger",method="Method${metric}",peer="ledger-${metric % 9}"`,
        random,
      ),
  },
  {
    name: 'queue_depth_messages',
    type: 'gauge',
    help: 'Messages that wait, by queue; below zero while a consumer is ahead.\\nSampled every second.',
    metricsMax: MANY,
    samples: (name, metric, random) => [
      `${name}{queue="orders-${hex(metric, 6)}",broker="kafka-${metric % 5}:9092",partition="${metric}"} ${random.below(2000) - 20}`,
    ],
  },
  {
    name: 'grpc_server_handling_seconds',
    type: 'histogram',
    help: 'How long calls took on the server.',
    metricsMax: MANY,
    samples: (name, metric, random) =>
      histogram(
        name,
        `grpc_service="checkout.v2.Checkout",grpc_method="Do${metric}",grpc_type="unary"`,
        random,
      ),
  },
  {
    name: 'filesystem_free_bytes',
    type: 'gauge',
    help: 'Free bytes of a file system.',
    metricsMax: MANY,
    samples: (name, metric, random) => [
      `${name}{device="/dev/nvme${metric}n1p1",fstype="ext4",mountpoint="/var/lib/kubelet/pods/${hex(metric, 12)}/volumes"} ${large(random)}`,
    ],
  },
]
