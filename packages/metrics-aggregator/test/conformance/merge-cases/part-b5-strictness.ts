/** Case 72, rule by rule: what OpenMetrics forbids is split as it is or repaired by leaving out, never changed. */
import type { CaseEvent, MergeCase } from './merge-case.ts'
import { text } from './merge-case.ts'

/** A histogram `m` of text with these buckets, or what stands in their place. */
const histogram = (...rows: readonly string[]): MergeCase['targets'] => [
  text('x', '# TYPE m histogram', ...rows),
]

const DEGRADED: readonly CaseEvent[] = [{ kind: 'degraded', family: 'm', targets: ['x'] }]

function splitOf(title: string, buckets: readonly string[], sum: string, count: string): MergeCase {
  const labelled = buckets.map((bucket) => `m_bucket{le=${bucket}`)
  return {
    case: 72,
    title: `a histogram with ${title} is split`,
    targets: histogram(...labelled, `m_sum ${sum}`, `m_count ${count}`),
    format: 'openmetrics',
    page: [
      '# TYPE m_bucket unknown',
      ...labelled.map((line) => line.replace('{', '{@x,')),
      '# TYPE m_sum unknown',
      `m_sum{@x} ${sum}`,
      '# TYPE m_count unknown',
      `m_count{@x} ${count}`,
    ],
    events: DEGRADED,
  }
}

export const STRICTNESS_CASES: readonly MergeCase[] = [
  splitOf('bounds that fall', ['"2"} 1', '"1"} 1', '"+Inf"} 1'], '1', '1'),
  splitOf('a bound that is no number', ['"x"} 1', '"+Inf"} 1'], '1', '1'),
  splitOf('a bound that is not a number', ['"NaN"} 1', '"+Inf"} 1'], '1', '1'),
  splitOf('infinity in other words', ['"1"} 1', '"Inf"} 1'], '1', '1'),
  splitOf('counts that fall', ['"1"} 2', '"+Inf"} 1'], '1', '1'),
  splitOf('half an observation', ['"1"} 0.5', '"+Inf"} 1'], '1', '1'),
  splitOf('a bucket below zero', ['"1"} -1', '"+Inf"} 1'], '1', '1'),
  splitOf('a last bucket that is not the count', ['"+Inf"} 1'], '1', '2'),
  splitOf('a sum that is not a number', ['"+Inf"} 1'], 'NaN', '1'),
  splitOf('a sum below zero', ['"+Inf"} 1'], '-1', '1'),
  splitOf('a bound below zero and a sum', ['"-1"} 1', '"+Inf"} 1'], '1', '1'),
  {
    case: 72,
    title: 'counts that are equal as numbers are equal',
    targets: histogram('m_bucket{le="+Inf"} 1e1', 'm_sum 1', 'm_count 10.0'),
    format: 'openmetrics',
    page: ['# TYPE m histogram', 'm_bucket{@x,le="+Inf"} 1e1', 'm_sum{@x} 1', 'm_count{@x} 10.0'],
    events: [],
  },
  {
    case: 72,
    title: 'a counter below zero is unknown',
    targets: [text('x', '# TYPE m_total counter', 'm_total -1')],
    format: 'openmetrics',
    page: ['# TYPE m_total unknown', 'm_total{@x} -1'],
    events: DEGRADED,
  },
  {
    case: 72,
    title: 'a quantile above one splits its summary',
    targets: [text('x', '# TYPE m summary', 'm{quantile="1.5"} 1', 'm_count 1')],
    format: 'openmetrics',
    page: ['# TYPE m unknown', 'm{@x,quantile="1.5"} 1', '# TYPE m_count unknown', 'm_count{@x} 1'],
    events: DEGRADED,
  },
  {
    case: 72,
    title: 'a bare sample splits its histogram',
    targets: histogram('m 1', 'm_count 1'),
    format: 'openmetrics',
    page: ['# TYPE m unknown', 'm{@x} 1', '# TYPE m_count unknown', 'm_count{@x} 1'],
    events: DEGRADED,
  },
  {
    case: 72,
    title: 'metrics that interleave are brought together',
    targets: [
      text(
        'x',
        '# TYPE m summary',
        'm_sum{a="1"} 1',
        'm_sum{a="2"} 2',
        'm_count{a="1"} 3',
        'm_count{a="2"} 4',
      ),
    ],
    format: 'openmetrics',
    page: [
      '# TYPE m summary',
      'm_sum{@x,a="1"} 1',
      'm_count{@x,a="1"} 3',
      'm_sum{@x,a="2"} 2',
      'm_count{@x,a="2"} 4',
    ],
    events: [],
  },
  {
    case: 72,
    title: 'of a series that stands twice the first stays',
    targets: [text('x', 'm{a="1",b="2"} 1', 'm{b="2",a="1"} 2', 'm{b="2",a="1"} 3 5')],
    format: 'openmetrics',
    page: ['m{@x,a="1",b="2"} 1'],
    counters: { x: { duplicates: 1, samplesDropped: 1 } },
  },
  {
    case: 72,
    title: 'a sample whose time falls is left out',
    targets: [text('x', 'm 1 2000', 'm 2 1000', 'm 3 3000')],
    format: 'openmetrics',
    page: ['m{@x} 1 2.000', 'm{@x} 3 3.000'],
    counters: { x: { samplesDropped: 1 } },
  },
]
