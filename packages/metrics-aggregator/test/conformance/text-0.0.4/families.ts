/** Text 0.0.4: what belongs together, and the conventions of histograms and summaries. */
import type { VectorGroup } from '../vector.ts'
import { accepts, lines, refuses } from '../vector.ts'

const grouping: VectorGroup = {
  format: 'text',
  group: 'grouping',
  clause:
    'Text format 0.0.4, Grouping and sorting: all lines of a metric form one group; each line is unique in name and labels',
  vectors: [
    accepts('two families', 'a 1\nb 2\n', ['a', {}, '1'], ['b', {}, '2']),
    accepts(
      'series of one family',
      'a{b="1"} 1\na{b="2"} 2\n',
      ['a', { b: '1' }, '1'],
      ['a', { b: '2' }, '2'],
    ),
    accepts('the same series at rising times', 'a 1 1\na 2 2\n', ['a', {}, '1', '1'], ['a', {}, '2', '2']),
    accepts(
      'families in any order',
      lines('z 1', 'b 2', 'a 3'),
      ['z', {}, '1'],
      ['b', {}, '2'],
      ['a', {}, '3'],
    ),
    accepts(
      'names that share a beginning',
      lines('# TYPE a gauge', 'a 1', 'a_b 2'),
      ['a', {}, '1'],
      ['a_b', {}, '2'],
    ),
    refuses('a family that comes back', lines('a{b="1"} 1', 'c 1', 'a{b="2"} 1'), 'FAMILY_INTERLEAVED', 3),
    refuses(
      'a typed family that comes back',
      lines('# TYPE a gauge', 'a{b="1"} 1', '# TYPE c gauge', 'c 1', 'a{b="2"} 1'),
      'FAMILY_INTERLEAVED',
      5,
    ),
    refuses(
      'a histogram that another family splits',
      lines('# TYPE a histogram', 'a_bucket{le="+Inf"} 1', 'b 1', 'a_sum 1', 'a_count 1'),
      'FAMILY_INTERLEAVED',
      4,
    ),
    refuses(
      'metadata far from its samples',
      lines('# TYPE a gauge', '# TYPE b gauge', 'b 1', 'a 1'),
      'FAMILY_INTERLEAVED',
      4,
    ),
    refuses('the same series twice', 'a 1\na 2\n', 'SERIES_DUPLICATE', 2),
    refuses(
      'the same series twice with labels in another order',
      'a{b="1",c="2"} 1\na{c="2",b="1"} 2\n',
      'SERIES_DUPLICATE',
      2,
    ),
    refuses('the same series with empty braces', 'a 1\na{} 1\n', 'SERIES_DUPLICATE', 2),
    refuses('the same series twice at one time', 'a 1 5\na 2 5\n', 'SERIES_DUPLICATE', 2),
  ],
}

const histograms: VectorGroup = {
  format: 'text',
  group: 'histograms',
  clause:
    'Text format 0.0.4, Histograms and summaries: _bucket{le}, _sum, _count; +Inf exists and equals _count; le rises',
  vectors: [
    accepts(
      'a histogram',
      lines('# TYPE a histogram', 'a_bucket{le="0.5"} 1', 'a_bucket{le="+Inf"} 3', 'a_sum 2.5', 'a_count 3'),
      ['a_bucket', { le: '0.5' }, '1'],
      ['a_bucket', { le: '+Inf' }, '3'],
      ['a_sum', {}, '2.5'],
      ['a_count', {}, '3'],
    ),
    accepts(
      'two label sets, one after the other',
      lines(
        '# TYPE a histogram',
        'a_bucket{b="1",le="+Inf"} 3',
        'a_sum{b="1"} 2',
        'a_count{b="1"} 3',
        'a_bucket{b="2",le="+Inf"} 0',
        'a_sum{b="2"} 0',
        'a_count{b="2"} 0',
      ),
      ['a_bucket', { b: '1', le: '+Inf' }, '3'],
      ['a_sum', { b: '1' }, '2'],
      ['a_count', { b: '1' }, '3'],
      ['a_bucket', { b: '2', le: '+Inf' }, '0'],
      ['a_sum', { b: '2' }, '0'],
      ['a_count', { b: '2' }, '0'],
    ),
    accepts(
      'negative bounds',
      lines(
        '# TYPE a histogram',
        'a_bucket{le="-1"} 1',
        'a_bucket{le="-0.5"} 1',
        'a_bucket{le="+Inf"} 1',
        'a_count 1',
      ),
      ['a_bucket', { le: '-1' }, '1'],
      ['a_bucket', { le: '-0.5' }, '1'],
      ['a_bucket', { le: '+Inf' }, '1'],
      ['a_count', {}, '1'],
    ),
    accepts('bucket names without a histogram type are names like any other', 'a_bucket{le="1"} 5\n', [
      'a_bucket',
      { le: '1' },
      '5',
    ]),
    accepts('a gauge may be called _count', '# TYPE a_count gauge\na_count 0.5\n', ['a_count', {}, '0.5']),
    refuses(
      'no +Inf bucket',
      lines('# TYPE a histogram', 'a_bucket{le="1"} 1', 'a_sum 1', 'a_count 1'),
      'BUCKET_INF_MISSING',
      4,
    ),
    refuses(
      '_count differs from the +Inf bucket',
      lines('# TYPE a histogram', 'a_bucket{le="+Inf"} 1', 'a_sum 1', 'a_count 2'),
      'COUNT_MISMATCH',
      4,
    ),
    refuses(
      'bounds that fall',
      lines(
        '# TYPE a histogram',
        'a_bucket{le="2"} 1',
        'a_bucket{le="1"} 1',
        'a_bucket{le="+Inf"} 1',
        'a_count 1',
      ),
      'BUCKET_ORDER',
      3,
    ),
    refuses(
      'bounds sorted as words',
      lines(
        '# TYPE a histogram',
        'a_bucket{le="10"} 1',
        'a_bucket{le="9"} 1',
        'a_bucket{le="+Inf"} 1',
        'a_count 1',
      ),
      'BUCKET_ORDER',
      3,
    ),
    refuses(
      'a bound that is no number',
      lines('# TYPE a histogram', 'a_bucket{le="x"} 1', 'a_bucket{le="+Inf"} 1', 'a_count 1'),
      'BUCKET_LE_INVALID',
      2,
    ),
    refuses(
      'a bucket without bound',
      lines('# TYPE a histogram', 'a_bucket 1', 'a_count 1'),
      'BUCKET_LE_INVALID',
      2,
    ),
    refuses('a bare sample in a histogram', lines('# TYPE a histogram', 'a 1'), 'SAMPLE_NAME_UNFIT', 2),
  ],
}

const summaries: VectorGroup = {
  format: 'text',
  group: 'summaries',
  clause: 'Text format 0.0.4, Histograms and summaries: quantiles as x{quantile="y"}, with x_sum and x_count',
  vectors: [
    accepts(
      'a summary',
      lines('# TYPE a summary', 'a{quantile="0.5"} 1', 'a{quantile="0.99"} NaN', 'a_sum 3', 'a_count 2'),
      ['a', { quantile: '0.5' }, '1'],
      ['a', { quantile: '0.99' }, 'NaN'],
      ['a_sum', {}, '3'],
      ['a_count', {}, '2'],
    ),
    accepts(
      'a summary without quantiles',
      lines('# TYPE a summary', 'a_sum 3', 'a_count 2'),
      ['a_sum', {}, '3'],
      ['a_count', {}, '2'],
    ),
    accepts(
      'the quantiles zero and one',
      lines('# TYPE a summary', 'a{quantile="0"} 1', 'a{quantile="1"} 2'),
      ['a', { quantile: '0' }, '1'],
      ['a', { quantile: '1' }, '2'],
    ),
    refuses(
      'a quantile that is no number',
      lines('# TYPE a summary', 'a{quantile="half"} 1'),
      'QUANTILE_INVALID',
      2,
    ),
    refuses('a quantile sample without its label', lines('# TYPE a summary', 'a 1'), 'QUANTILE_INVALID', 2),
    refuses(
      'a quantile twice',
      lines('# TYPE a summary', 'a{quantile="0.5"} 1', 'a{quantile="0.5"} 2'),
      'SERIES_DUPLICATE',
      3,
    ),
  ],
}

export const textFamilies: readonly VectorGroup[] = [grouping, histograms, summaries]
