/** OpenMetrics 1.0: the rules of counters, gauges, unknown families, state sets and info families. */
import type { VectorGroup } from '../vector.ts'
import { accepts, openMetrics, refuses } from '../vector.ts'

const counters: VectorGroup = {
  format: 'openmetrics',
  group: 'counter',
  clause: 'OpenMetrics 1.0, Counter: name_total, not NaN, not negative; name_created; nothing else',
  vectors: [
    accepts('a total', openMetrics('# TYPE a counter', 'a_total 1'), ['a_total', {}, '1']),
    accepts(
      'a total and its creation',
      openMetrics('# TYPE a counter', 'a_total 1', 'a_created 1520000000.1'),
      ['a_total', {}, '1'],
      ['a_created', {}, '1520000000.1'],
    ),
    accepts(
      'the creation first',
      openMetrics('# TYPE a counter', 'a_created 5', 'a_total 1'),
      ['a_created', {}, '5'],
      ['a_total', {}, '1'],
    ),
    accepts('a fraction', openMetrics('# TYPE a counter', 'a_total 0.5'), ['a_total', {}, '0.5']),
    accepts('infinity', openMetrics('# TYPE a counter', 'a_total +Inf'), ['a_total', {}, '+Inf']),
    accepts('negative zero is zero', openMetrics('# TYPE a counter', 'a_total -0'), ['a_total', {}, '-0']),
    accepts(
      'several label sets',
      openMetrics('# TYPE a counter', 'a_total{b="1"} 1', 'a_created{b="1"} 5', 'a_total{b="2"} 2'),
      ['a_total', { b: '1' }, '1'],
      ['a_created', { b: '1' }, '5'],
      ['a_total', { b: '2' }, '2'],
    ),
    accepts('_total twice in the name', openMetrics('# TYPE a_total counter', 'a_total_total 1'), [
      'a_total_total',
      {},
      '1',
    ]),
    refuses('a bare sample', openMetrics('# TYPE a counter', 'a 1'), 'SAMPLE_NAME_UNFIT', 2),
    refuses(
      'a family named like its sample',
      openMetrics('# TYPE a_total counter', 'a_total 1'),
      'SAMPLE_NAME_UNFIT',
      2,
    ),
    refuses('not a number', openMetrics('# TYPE a counter', 'a_total NaN'), 'VALUE_NAN', 2),
    refuses('a negative total', openMetrics('# TYPE a counter', 'a_total -1'), 'VALUE_NEGATIVE', 2),
    refuses('negative infinity', openMetrics('# TYPE a counter', 'a_total -Inf'), 'VALUE_NEGATIVE', 2),
    refuses(
      'the fault is in the second series',
      openMetrics('# TYPE a counter', 'a_total{b="1"} 1', 'a_total{b="2"} -0.5'),
      'VALUE_NEGATIVE',
      3,
    ),
  ],
}

const gauges: VectorGroup = {
  format: 'openmetrics',
  group: 'gauge, unknown',
  clause: 'OpenMetrics 1.0, Gauge and Unknown: samples bear the bare name; any value',
  vectors: [
    accepts('a gauge', openMetrics('# TYPE a gauge', 'a -1.5'), ['a', {}, '-1.5']),
    accepts('a gauge that is not a number', openMetrics('# TYPE a gauge', 'a NaN'), ['a', {}, 'NaN']),
    accepts('a declared unknown', openMetrics('# TYPE a unknown', 'a{b="c"} 1'), ['a', { b: 'c' }, '1']),
    accepts('an unknown called like a total', openMetrics('# TYPE a_total unknown', 'a_total -1'), [
      'a_total',
      {},
      '-1',
    ]),
    accepts('an undeclared name with a suffix', openMetrics('a_count 1.5'), ['a_count', {}, '1.5']),
    accepts(
      'suffixes of other types mean nothing on a gauge',
      openMetrics('# TYPE a_sum gauge', 'a_sum NaN'),
      ['a_sum', {}, 'NaN'],
    ),
    accepts('a label called le', openMetrics('# TYPE a gauge', 'a{le="x"} 1'), ['a', { le: 'x' }, '1']),
    accepts('a label called quantile', openMetrics('# TYPE a gauge', 'a{quantile="x"} 1'), [
      'a',
      { quantile: 'x' },
      '1',
    ]),
    accepts('a sample of another family after a gauge', openMetrics('# TYPE a gauge', 'a_total 1'), [
      'a_total',
      {},
      '1',
    ]),
  ],
}

const stateSets: VectorGroup = {
  format: 'openmetrics',
  group: 'stateset',
  clause:
    'OpenMetrics 1.0, StateSet: one sample a state, the state in the label named like the family, 0 or 1',
  vectors: [
    accepts(
      'two states',
      openMetrics('# TYPE a stateset', 'a{a="b"} 0', 'a{a="c"} 1'),
      ['a', { a: 'b' }, '0'],
      ['a', { a: 'c' }, '1'],
    ),
    accepts(
      'other labels',
      openMetrics('# TYPE a stateset', 'a{x="1",a="b"} 0', 'a{x="2",a="b"} 1'),
      ['a', { x: '1', a: 'b' }, '0'],
      ['a', { x: '2', a: 'b' }, '1'],
    ),
    accepts(
      'zero and one in other shapes',
      openMetrics('# TYPE a stateset', 'a{a="b"} 0.0', 'a{a="c"} 1e0'),
      ['a', { a: 'b' }, '0.0'],
      ['a', { a: 'c' }, '1e0'],
    ),
    accepts(
      'more than one state at a time',
      openMetrics('# TYPE a stateset', 'a{a="b"} 1', 'a{a="c"} 1'),
      ['a', { a: 'b' }, '1'],
      ['a', { a: 'c' }, '1'],
    ),
    refuses('no state label', openMetrics('# TYPE a stateset', 'a 1'), 'STATESET_INVALID', 2),
    refuses('only other labels', openMetrics('# TYPE a stateset', 'a{b="c"} 1'), 'STATESET_INVALID', 2),
    refuses('a value of two', openMetrics('# TYPE a stateset', 'a{a="b"} 2'), 'STATESET_INVALID', 2),
    refuses('a half', openMetrics('# TYPE a stateset', 'a{a="b"} 0.5'), 'STATESET_INVALID', 2),
    refuses('not a number', openMetrics('# TYPE a stateset', 'a{a="b"} NaN'), 'STATESET_INVALID', 2),
    refuses('a negative value', openMetrics('# TYPE a stateset', 'a{a="b"} -1'), 'STATESET_INVALID', 2),
    refuses(
      'label sets that take turns',
      openMetrics('# TYPE a stateset', 'a{x="1",a="b"} 0', 'a{x="2",a="b"} 1', 'a{x="1",a="c"} 1'),
      'SERIES_INTERLEAVED',
      4,
    ),
  ],
}

const infos: VectorGroup = {
  format: 'openmetrics',
  group: 'info',
  clause: 'OpenMetrics 1.0, Info: name_info with the value 1',
  vectors: [
    accepts('an info sample', openMetrics('# TYPE a info', 'a_info{b="c"} 1'), ['a_info', { b: 'c' }, '1']),
    accepts('one in another shape', openMetrics('# TYPE a info', 'a_info 1.0'), ['a_info', {}, '1.0']),
    accepts(
      'several label sets',
      openMetrics('# TYPE a info', 'a_info{b="1"} 1', 'a_info{b="2",c="d"} 1'),
      ['a_info', { b: '1' }, '1'],
      ['a_info', { b: '2', c: 'd' }, '1'],
    ),
    accepts('the target', openMetrics('# TYPE target info', 'target_info{b="c"} 1'), [
      'target_info',
      { b: 'c' },
      '1',
    ]),
    accepts(
      'the target comes first on a page',
      openMetrics('a 1', '# TYPE target info', 'target_info 1'),
      ['target_info', {}, '1'],
      ['a', {}, '1'],
    ),
    refuses('a bare sample', openMetrics('# TYPE a info', 'a 1'), 'SAMPLE_NAME_UNFIT', 2),
    refuses(
      'a family named like its sample',
      openMetrics('# TYPE a_info info', 'a_info 1'),
      'SAMPLE_NAME_UNFIT',
      2,
    ),
    refuses('a value of zero', openMetrics('# TYPE a info', 'a_info 0'), 'INFO_INVALID', 2),
    refuses('a value of two', openMetrics('# TYPE a info', 'a_info 2'), 'INFO_INVALID', 2),
    refuses('nearly one', openMetrics('# TYPE a info', 'a_info 1.000001'), 'INFO_INVALID', 2),
    refuses('not a number', openMetrics('# TYPE a info', 'a_info NaN'), 'INFO_INVALID', 2),
  ],
}

export const openMetricsSimpleTypes: readonly VectorGroup[] = [counters, gauges, stateSets, infos]
