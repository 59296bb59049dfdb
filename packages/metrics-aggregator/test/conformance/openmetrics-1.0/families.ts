/** OpenMetrics 1.0: what may not be mixed, repeated or called alike. */
import type { VectorGroup } from '../vector.ts'
import { accepts, openMetrics, refuses } from '../vector.ts'

const interleaving: VectorGroup = {
  format: 'openmetrics',
  group: 'interleaving',
  clause: 'OpenMetrics 1.0, Text format, MetricFamily, Metric and MetricPoint: MUST NOT be interleaved',
  vectors: [
    accepts(
      'families one after the other',
      openMetrics('# TYPE a gauge', 'a 1', '# TYPE b counter', 'b_total 2', 'c 3'),
      ['a', {}, '1'],
      ['b_total', {}, '2'],
      ['c', {}, '3'],
    ),
    accepts(
      'label sets one after the other',
      openMetrics(
        '# TYPE a counter',
        'a_total{b="1"} 1',
        'a_created{b="1"} 1',
        'a_total{b="2"} 1',
        'a_created{b="2"} 1',
      ),
      ['a_total', { b: '1' }, '1'],
      ['a_created', { b: '1' }, '1'],
      ['a_total', { b: '2' }, '1'],
      ['a_created', { b: '2' }, '1'],
    ),
    accepts(
      'label sets are compared without their order',
      openMetrics('# TYPE a counter', 'a_total{b="1",c="2"} 1', 'a_created{c="2",b="1"} 1'),
      ['a_total', { b: '1', c: '2' }, '1'],
      ['a_created', { c: '2', b: '1' }, '1'],
    ),
    refuses(
      'a family that comes back',
      openMetrics('# TYPE a gauge', 'a{b="1"} 1', '# TYPE c gauge', 'c 1', 'a{b="2"} 1'),
      'FAMILY_INTERLEAVED',
      5,
    ),
    refuses(
      'an undeclared family that comes back',
      openMetrics('a{b="1"} 1', 'c 1', 'a{b="2"} 1'),
      'FAMILY_INTERLEAVED',
      3,
    ),
    refuses(
      'samples far from their metadata',
      openMetrics('# TYPE a counter', '# TYPE b gauge', 'b 1', 'a_total 1'),
      'FAMILY_INTERLEAVED',
      4,
    ),
    refuses(
      'metadata of two families, then their samples',
      openMetrics('# TYPE a gauge', '# TYPE b gauge', 'a 1', 'b 1'),
      'FAMILY_INTERLEAVED',
      3,
    ),
    refuses(
      'label sets of a gauge that take turns',
      openMetrics('# TYPE a gauge', 'a{b="1"} 1 1', 'a{b="2"} 1 1', 'a{b="1"} 1 2'),
      'SERIES_INTERLEAVED',
      4,
    ),
    refuses(
      'label sets of a counter that take turns',
      openMetrics(
        '# TYPE a counter',
        'a_total{b="1"} 1',
        'a_total{b="2"} 1',
        'a_created{b="1"} 1',
        'a_created{b="2"} 1',
      ),
      'SERIES_INTERLEAVED',
      4,
    ),
    accepts(
      'values that differ in the spelling of an escape alone are told apart by their bytes',
      openMetrics('# TYPE a gauge', 'a{b="\\\\x"} 1 1', 'a{b="c"} 1 1', 'a{b="\\x"} 1 2'),
      ['a', { b: '\\x' }, '1', '1'],
      ['a', { b: 'c' }, '1', '1'],
      ['a', { b: '\\x' }, '1', '2'],
    ),
  ],
}

const duplicates: VectorGroup = {
  format: 'openmetrics',
  group: 'duplicates',
  clause: 'OpenMetrics 1.0, Metric: a label set once in a family, without a time only one point',
  vectors: [
    accepts(
      'the same series at rising times',
      openMetrics('# TYPE a gauge', 'a 1 1', 'a 2 2'),
      ['a', {}, '1', '1'],
      ['a', {}, '2', '2'],
    ),
    refuses('the same series twice', openMetrics('# TYPE a gauge', 'a 1', 'a 2'), 'SERIES_DUPLICATE', 3),
    refuses(
      'the same series twice at one time',
      openMetrics('# TYPE a gauge', 'a 1 5', 'a 2 5'),
      'SERIES_DUPLICATE',
      3,
    ),
    refuses(
      'the same labels in another order',
      openMetrics('a{b="1",c="2"} 1', 'a{c="2",b="1"} 1'),
      'SERIES_DUPLICATE',
      2,
    ),
    refuses(
      'a total twice',
      openMetrics('# TYPE a counter', 'a_total 1', 'a_total 1'),
      'SERIES_DUPLICATE',
      3,
    ),
    refuses(
      'a count twice',
      openMetrics('# TYPE a summary', 'a_count 1', 'a_count 1'),
      'SERIES_DUPLICATE',
      3,
    ),
    refuses(
      'an info sample twice',
      openMetrics('# TYPE a info', 'a_info{b="c"} 1', 'a_info{b="c"} 1'),
      'SERIES_DUPLICATE',
      3,
    ),
    refuses(
      'a state twice',
      openMetrics('# TYPE a stateset', 'a{a="b"} 1', 'a{a="b"} 0'),
      'SERIES_DUPLICATE',
      3,
    ),
  ],
}

const times: VectorGroup = {
  format: 'openmetrics',
  group: 'point times',
  clause: 'OpenMetrics 1.0, MetricPoint: all points of a metric have a time or none has, and times rise',
  vectors: [
    accepts(
      'times of different label sets are free',
      openMetrics('# TYPE a gauge', 'a{b="1"} 1 5', 'a{b="2"} 1 4', 'a{b="3"} 1'),
      ['a', { b: '1' }, '1', '5'],
      ['a', { b: '2' }, '1', '4'],
      ['a', { b: '3' }, '1'],
    ),
    accepts(
      'times compared as numbers',
      openMetrics('# TYPE a gauge', 'a 1 9', 'a 1 10', 'a 1 10.5'),
      ['a', {}, '1', '9'],
      ['a', {}, '1', '10'],
      ['a', {}, '1', '10.5'],
    ),
    accepts(
      'negative times that rise',
      openMetrics('# TYPE a gauge', 'a 1 -2', 'a 1 -1'),
      ['a', {}, '1', '-2'],
      ['a', {}, '1', '-1'],
    ),
    refuses('a time that falls', openMetrics('# TYPE a gauge', 'a 1 2', 'a 1 1'), 'TIMESTAMP_BACKWARDS', 3),
    refuses(
      'a time that falls by a nanosecond',
      openMetrics('# TYPE a gauge', 'a 1 1.000000002', 'a 1 1.000000001'),
      'TIMESTAMP_BACKWARDS',
      3,
    ),
    refuses('first a time, then none', openMetrics('# TYPE a gauge', 'a 1 1', 'a 1'), 'TIMESTAMPS_MIXED', 3),
    refuses(
      'first none, then a time',
      openMetrics('# TYPE a counter', 'a_total 1', 'a_created 1 1'),
      'TIMESTAMPS_MIXED',
      3,
    ),
    refuses(
      'mixed within a histogram',
      openMetrics('# TYPE a histogram', 'a_bucket{le="1"} 1 1', 'a_bucket{le="+Inf"} 1'),
      'TIMESTAMPS_MIXED',
      3,
    ),
  ],
}

const clashes: VectorGroup = {
  format: 'openmetrics',
  group: 'clashes',
  clause: 'OpenMetrics 1.0, MetricFamily, Suffixes: no name that a sample of another family could have',
  vectors: [
    accepts(
      'names that only begin alike',
      openMetrics('# TYPE a counter', 'a_total 1', '# TYPE a_b counter', 'a_b_total 1'),
      ['a_total', {}, '1'],
      ['a_b_total', {}, '1'],
    ),
    accepts(
      'a suffix of another type',
      openMetrics('# TYPE a gauge', 'a 1', '# TYPE a_total gauge', 'a_total 1'),
      ['a', {}, '1'],
      ['a_total', {}, '1'],
    ),
    refuses(
      'a gauge called like a total',
      openMetrics('# TYPE a counter', 'a_total 1', '# TYPE a_total gauge', 'a_total 2'),
      'NAME_CLASH',
      3,
    ),
    refuses(
      'a gauge called like a creation time',
      openMetrics('# TYPE a counter', 'a_total 1', '# TYPE a_created gauge', 'a_created 2'),
      'NAME_CLASH',
      3,
    ),
    refuses(
      'the gauge comes first',
      openMetrics('# TYPE a_total gauge', 'a_total 2', '# TYPE a counter', 'a_total 1'),
      'NAME_CLASH',
      3,
    ),
    refuses(
      'a gauge called like a count',
      openMetrics('# TYPE a summary', 'a_sum 1', '# TYPE a_count gauge', 'a_count 2'),
      'NAME_CLASH',
      3,
    ),
    refuses(
      'a gauge called like a bucket',
      openMetrics('# TYPE a histogram', 'a_bucket{le="+Inf"} 1', '# TYPE a_bucket gauge', 'a_bucket 2'),
      'NAME_CLASH',
      3,
    ),
    refuses(
      'a gauge called like an info',
      openMetrics('# TYPE a info', 'a_info 1', '# TYPE a_info gauge', 'a_info 1'),
      'NAME_CLASH',
      3,
    ),
    refuses(
      'a gauge called like a gauge histogram’s sum',
      openMetrics('# TYPE a gaugehistogram', 'a_bucket{le="+Inf"} 1', '# TYPE a_gsum gauge', 'a_gsum 1'),
      'NAME_CLASH',
      3,
    ),
    refuses(
      'metadata alone clashes as well',
      openMetrics('# TYPE a counter', '# TYPE a_total unknown'),
      'NAME_CLASH',
      2,
    ),
    refuses(
      'a family named like the samples of another',
      openMetrics('# TYPE a_total counter', 'a_total_total 1', '# TYPE a counter', 'a_total 1'),
      'NAME_CLASH',
      3,
    ),
  ],
}

export const openMetricsFamilies: readonly VectorGroup[] = [interleaving, duplicates, times, clashes]
