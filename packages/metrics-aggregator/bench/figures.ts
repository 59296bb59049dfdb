/**
 * The figures that are held against a goal, and their goals: what must be reached, and what is aimed at. The table of
 * docs/performance.md is made from this list.
 */

export type Unit = 'ms' | 'MB' | 'MB/s' | 'times'

export interface Figure {
  readonly name: FigureName
  readonly title: string
  readonly unit: Unit
  readonly better: 'higher' | 'lower'
  /** Absent for a figure that is told for comparison alone. */
  readonly must?: number
  readonly aim?: number
}

export type FigureName =
  | 'merge-c'
  | 'merge-expfmt'
  | 'merge-split'
  | 'merge-real'
  | 'protobuf-splice'
  | 'protobuf-splice-text'
  | 'convert-text-protobuf'
  | 'convert-protobuf-text'
  | 'convert-protobuf-openmetrics'
  | 'latency-30k'
  | 'latency-30k-relay'
  | 'latency-30k-gzip'
  | 'latency-real'
  | 'latency-real-relay'
  | 'latency-real-gzip'
  | 'cpu-30k'
  | 'resident-idle'
  | 'resident-idle-anonymous'
  | 'resident-load'
  | 'start'
  | 'peak-1m'

export const FIGURES: readonly Figure[] = [
  {
    name: 'merge-c',
    title: 'merge of 30,000 series: our speed by that of the same algorithm in C',
    unit: 'times',
    better: 'higher',
    must: 0.6,
    aim: 0.9,
  },
  {
    name: 'merge-expfmt',
    title: 'our speed by that of Go expfmt (parse, label, encode)',
    unit: 'times',
    better: 'higher',
    must: 40,
    aim: 100,
  },
  {
    name: 'merge-split',
    title: 'our speed by that of a naive Go splitter',
    unit: 'times',
    better: 'higher',
    must: 2,
    aim: 4,
  },
  {
    name: 'merge-real',
    title: 'merge of three real exporters, 901 series',
    unit: 'ms',
    better: 'lower',
    must: 0.25,
    aim: 0.15,
  },
  {
    name: 'protobuf-splice',
    title: 'merge of protobuf to protobuf, 30,000 series',
    unit: 'MB/s',
    better: 'higher',
    must: 300,
  },
  {
    name: 'protobuf-splice-text',
    title: 'its speed by the byte by that of text',
    unit: 'times',
    better: 'higher',
  },
  {
    name: 'convert-text-protobuf',
    title: 'text to protobuf: our speed by that of Go expfmt',
    unit: 'times',
    better: 'higher',
    must: 5,
  },
  {
    name: 'convert-protobuf-text',
    title: 'protobuf to text: our speed by that of Go expfmt',
    unit: 'times',
    better: 'higher',
    must: 5,
  },
  {
    name: 'convert-protobuf-openmetrics',
    title: 'protobuf to OpenMetrics: our speed by that of Go expfmt',
    unit: 'times',
    better: 'higher',
    must: 5,
  },
  {
    name: 'latency-30k',
    title: 'added latency over the slowest target, 3 × 10,000 series',
    unit: 'ms',
    better: 'lower',
    must: 15,
    aim: 8,
  },
  {
    name: 'latency-30k-relay',
    title: 'the same through a bare `node:http` relay that reads nothing',
    unit: 'ms',
    better: 'lower',
  },
  {
    name: 'latency-30k-gzip',
    title: 'added latency where the client asks for gzip',
    unit: 'ms',
    better: 'lower',
  },
  {
    name: 'latency-real',
    title: 'added latency over the slowest target, three real exporters',
    unit: 'ms',
    better: 'lower',
    must: 1.5,
    aim: 0.8,
  },
  {
    name: 'latency-real-relay',
    title: 'the same through a bare `node:http` relay that reads nothing',
    unit: 'ms',
    better: 'lower',
  },
  {
    name: 'latency-real-gzip',
    title: 'added latency where the client asks for gzip',
    unit: 'ms',
    better: 'lower',
  },
  {
    name: 'cpu-30k',
    title: 'processor time a scrape, 3 × 10,000 series',
    unit: 'ms',
    better: 'lower',
    must: 14,
    aim: 8,
  },
  { name: 'resident-idle', title: 'resident at rest', unit: 'MB', better: 'lower', must: 48, aim: 45 },
  {
    name: 'resident-idle-anonymous',
    title: 'of it anonymous, which no other process shares',
    unit: 'MB',
    better: 'lower',
  },
  {
    name: 'resident-load',
    title: 'most resident under 200 scrapes back to back, 3 × 10,000 series',
    unit: 'MB',
    better: 'lower',
    must: 110,
    aim: 75,
  },
  {
    name: 'start',
    title: 'start to listening beyond a bare `node -e 0`',
    unit: 'ms',
    better: 'lower',
    must: 30,
    aim: 15,
  },
  {
    name: 'peak-1m',
    title: 'most resident by the size of the input, 1,000,000 series',
    unit: 'times',
    better: 'lower',
    must: 3,
    aim: 1.5,
  },
]
