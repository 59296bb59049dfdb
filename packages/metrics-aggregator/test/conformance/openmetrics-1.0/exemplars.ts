/** OpenMetrics 1.0: exemplars, their syntax, their place and their length. */
import type { Exemplar, Vector, VectorGroup } from '../vector.ts'
import { accepts, openMetrics, refuses } from '../vector.ts'

const onCounter = (exemplar: string): string => openMetrics('# TYPE a counter', `a_total 1${exemplar}`)
const takes = (title: string, text: string, exemplar: Exemplar): Vector =>
  accepts(title, onCounter(text), ['a_total', {}, '1', undefined, exemplar])
const rejects = (title: string, text: string): Vector =>
  refuses(title, onCounter(text), 'EXEMPLAR_INVALID', 2)

const syntax: VectorGroup = {
  format: 'openmetrics',
  group: 'exemplars',
  clause: 'OpenMetrics 1.0, Exemplars and ABNF: SP # SP labels SP value [SP timestamp]',
  vectors: [
    takes('labels and a value', ' # {b="c"} 0.5', [{ b: 'c' }, '0.5']),
    takes('labels, value and time', ' # {b="c"} 0.5 1520879607.789', [{ b: 'c' }, '0.5', '1520879607.789']),
    takes('no labels', ' # {} 1', [{}, '1']),
    takes('two labels', ' # {b="c",d="e"} 1', [{ b: 'c', d: 'e' }, '1']),
    takes('an escaped quote', ' # {b="\\"c\\""} 1', [{ b: '"c"' }, '1']),
    takes('a brace and a hash in a value', ' # {b="} # {"} 1', [{ b: '} # {' }, '1']),
    takes('not a number', ' # {b="c"} NaN', [{ b: 'c' }, 'NaN']),
    takes('a negative value', ' # {b="c"} -1', [{ b: 'c' }, '-1']),
    takes('a negative time', ' # {b="c"} 1 -5', [{ b: 'c' }, '1', '-5']),
    accepts('after a timestamp', onCounter(' 5 # {b="c"} 1 4'), [
      'a_total',
      {},
      '1',
      '5',
      [{ b: 'c' }, '1', '4'],
    ]),
    rejects('no value', ' # {b="c"}'),
    rejects('a blank instead of a value', ' # {b="c"} '),
    rejects('no blank before the value', ' # {b="c"}1'),
    rejects('two blanks before the value', ' # {b="c"}  1'),
    rejects('a value that is no number', ' # {b="c"} one'),
    rejects('a hexadecimal value', ' # {b="c"} 0x1'),
    rejects('a value beyond the largest float', ' # {b="c"} 1e400'),
    rejects('a time that is no number', ' # {b="c"} 1 now'),
    rejects('a time that is infinite', ' # {b="c"} 1 +Inf'),
    rejects('a time that is not a number', ' # {b="c"} 1 NaN'),
    rejects('a blank after the value', ' # {b="c"} 1 '),
    rejects('a blank after the time', ' # {b="c"} 1 2 '),
    rejects('something after the time', ' # {b="c"} 1 2 3'),
    rejects('a second exemplar', ' # {b="c"} 1 # {b="d"} 1'),
    rejects('no labels at all', ' # 1'),
    rejects('nothing after the hash', ' # '),
    rejects('a trailing comma', ' # {b="c",} 1'),
    rejects('a blank inside the braces', ' # { b="c"} 1'),
    rejects('no closing brace', ' # {b="c" 1'),
    rejects('no quotes', ' # {b=c} 1'),
    rejects('a label name that starts with a digit', ' # {1b="c"} 1'),
    rejects('a quoted label name', ' # {"b.c"="d"} 1'),
    rejects('a label name twice', ' # {b="c",b="d"} 1'),
    rejects('a label value that is no UTF-8', ' # {b="<FF>"} 1'),
    // No clause forbids it, but every version of Prometheus refuses the page for it.
    rejects('a NUL in a label value', ' # {b="<00>"} 1'),
    rejects('two blanks after the hash', ' #  {b="c"} 1'),
    refuses('no blank after the hash', onCounter(' #{b="c"} 1'), 'TIMESTAMP_INVALID', 2),
    refuses('a lone hash', onCounter(' #'), 'TIMESTAMP_INVALID', 2),
    refuses('no blank before the hash', onCounter('# {b="c"} 1'), 'VALUE_INVALID', 2),
    refuses('two blanks before the hash', onCounter('  # {b="c"} 1'), 'TIMESTAMP_INVALID', 2),
  ],
}

const histogram = (bucket: string, count: string): string =>
  openMetrics('# TYPE a histogram', bucket, count, 'a_sum 1')

const place: VectorGroup = {
  format: 'openmetrics',
  group: 'exemplar place',
  clause: 'OpenMetrics 1.0, Exemplars: on the total of a counter and on buckets, nowhere else',
  vectors: [
    accepts(
      'on a histogram bucket',
      histogram('a_bucket{le="+Inf"} 1 # {b="c"} 1', 'a_count 1'),
      ['a_bucket', { le: '+Inf' }, '1', undefined, [{ b: 'c' }, '1']],
      ['a_count', {}, '1'],
      ['a_sum', {}, '1'],
    ),
    accepts(
      'on a bucket of a gauge histogram',
      openMetrics('# TYPE a gaugehistogram', 'a_bucket{le="+Inf"} 1 # {b="c"} 1'),
      ['a_bucket', { le: '+Inf' }, '1', undefined, [{ b: 'c' }, '1']],
    ),
    refuses('on a gauge', openMetrics('# TYPE a gauge', 'a 1 # {b="c"} 1'), 'EXEMPLAR_MISPLACED', 2),
    refuses('on an unknown family', openMetrics('a 1 # {b="c"} 1'), 'EXEMPLAR_MISPLACED', 1),
    refuses(
      'on an unknown family that is called _total',
      openMetrics('a_total 1 # {b="c"} 1'),
      'EXEMPLAR_MISPLACED',
      1,
    ),
    refuses(
      'on a gauge that is called _bucket',
      openMetrics('# TYPE a_bucket gauge', 'a_bucket 1 # {b="c"} 1'),
      'EXEMPLAR_MISPLACED',
      2,
    ),
    refuses(
      'on the creation time of a counter',
      openMetrics('# TYPE a counter', 'a_total 1', 'a_created 1 # {b="c"} 1'),
      'EXEMPLAR_MISPLACED',
      3,
    ),
    refuses(
      'on the count of a histogram',
      histogram('a_bucket{le="+Inf"} 1', 'a_count 1 # {b="c"} 1'),
      'EXEMPLAR_MISPLACED',
      3,
    ),
    refuses(
      'on a quantile',
      openMetrics('# TYPE a summary', 'a{quantile="0.5"} 1 # {b="c"} 1'),
      'EXEMPLAR_MISPLACED',
      2,
    ),
    refuses(
      'on an info sample',
      openMetrics('# TYPE a info', 'a_info 1 # {b="c"} 1'),
      'EXEMPLAR_MISPLACED',
      2,
    ),
    refuses(
      'on a state',
      openMetrics('# TYPE a stateset', 'a{a="b"} 1 # {b="c"} 1'),
      'EXEMPLAR_MISPLACED',
      2,
    ),
    refuses(
      'on the count of a gauge histogram',
      openMetrics('# TYPE a gaugehistogram', 'a_bucket{le="+Inf"} 1', 'a_gcount 1 # {b="c"} 1', 'a_gsum 1'),
      'EXEMPLAR_MISPLACED',
      3,
    ),
  ],
}

const length: VectorGroup = {
  format: 'openmetrics',
  group: 'exemplar length',
  clause: 'OpenMetrics 1.0, Exemplars: label names and values have at most 128 code points together',
  vectors: [
    takes('128 code points', ` # {b="${'c'.repeat(127)}"} 1`, [{ b: 'c'.repeat(127) }, '1']),
    takes('128 code points of four bytes', ` # {b="${'\u{1f600}'.repeat(127)}"} 1`, [
      { b: '\u{1f600}'.repeat(127) },
      '1',
    ]),
    takes('an escape counts as what it stands for', ` # {b="${'\\n'.repeat(127)}"} 1`, [
      { b: '\n'.repeat(127) },
      '1',
    ]),
    refuses('129 code points', onCounter(` # {b="${'c'.repeat(128)}"} 1`), 'EXEMPLAR_TOO_LONG', 2),
    refuses('names count too', onCounter(` # {${'b'.repeat(128)}="c"} 1`), 'EXEMPLAR_TOO_LONG', 2),
    refuses(
      'all labels count',
      onCounter(` # {b="${'c'.repeat(64)}",d="${'e'.repeat(63)}"} 1`),
      'EXEMPLAR_TOO_LONG',
      2,
    ),
  ],
}

export const openMetricsExemplars: readonly VectorGroup[] = [syntax, place, length]
