/** OpenMetrics 1.0 with names of any characters, as Prometheus asks for it with escaping=allow-utf-8. */
import type { VectorGroup } from '../vector.ts'
import { accepts, openMetrics, refuses } from '../vector.ts'

const names: VectorGroup = {
  format: 'openmetrics',
  escaping: 'allow-utf-8',
  group: 'UTF-8 names',
  clause:
    'Prometheus, escaping schemes, allow-utf-8, with OpenMetrics 1.0, ABNF: the quoted name is the first element of the braces, without blanks',
  vectors: [
    accepts('dots', openMetrics('# TYPE "a.b" gauge', '{"a.b"} 1'), ['a.b', {}, '1']),
    accepts('a quoted label name', openMetrics('# TYPE "a.b" gauge', '{"a.b","c.d"="e",f="g"} 1'), [
      'a.b',
      { 'c.d': 'e', f: 'g' },
      '1',
    ]),
    accepts('letters outside ASCII', openMetrics('# TYPE "größe→" gauge', '{"größe→"} 1'), [
      'größe→',
      {},
      '1',
    ]),
    accepts('escapes', openMetrics('# TYPE "a\\"\\\\\\nb" gauge', '{"a\\"\\\\\\nb"} 1'), [
      'a"\\\nb',
      {},
      '1',
    ]),
    accepts(
      'a counter with its exemplar',
      openMetrics(
        '# TYPE "a.b" counter',
        '{"a.b_total",c="d"} 1 1.5 # {e="f"} 1',
        '{"a.b_created",c="d"} 1 1.5',
      ),
      ['a.b_total', { c: 'd' }, '1', '1.5', [{ e: 'f' }, '1']],
      ['a.b_created', { c: 'd' }, '1', '1.5'],
    ),
    accepts(
      'a histogram',
      openMetrics('# TYPE "a.b" histogram', '{"a.b_bucket",le="+Inf"} 2', '{"a.b_sum"} 3', '{"a.b_count"} 2'),
      ['a.b_bucket', { le: '+Inf' }, '2'],
      ['a.b_sum', {}, '3'],
      ['a.b_count', {}, '2'],
    ),
    accepts(
      'a unit that is the end of the name',
      openMetrics(
        '# TYPE "a.b_seconds" gauge',
        '# UNIT "a.b_seconds" seconds',
        '# HELP "a.b_seconds" words',
        '{"a.b_seconds"} 1',
      ),
      ['a.b_seconds', {}, '1'],
    ),
    accepts('an info', openMetrics('# TYPE "a.b" info', '{"a.b_info",c="d"} 1'), [
      'a.b_info',
      { c: 'd' },
      '1',
    ]),
    accepts(
      'a state set, whose label is named like it',
      openMetrics('# TYPE "a.b" stateset', '{"a.b","a.b"="on"} 1', '{"a.b","a.b"="off"} 0'),
      ['a.b', { 'a.b': 'on' }, '1'],
      ['a.b', { 'a.b': 'off' }, '0'],
    ),
    refuses('a blank behind the brace', openMetrics('{ "a.b"} 1'), 'NAME_INVALID', 1),
    refuses('a blank behind the comma', openMetrics('{"a.b", c="d"} 1'), 'LABELS_INVALID', 1),
    refuses('a NUL', openMetrics('{"a<00>b"} 1'), 'NAME_INVALID', 1),
    refuses('bytes that are no UTF-8', openMetrics('{"a<FF>"} 1'), 'NAME_INVALID', 1),
    refuses('no space before the value', openMetrics('{"a.b"}1'), 'VALUE_INVALID', 1),
    refuses(
      'a counter without its suffix',
      openMetrics('# TYPE "a.b" counter', '{"a.b"} 1'),
      'SAMPLE_NAME_UNFIT',
      2,
    ),
    refuses(
      'a unit that is not the end of the name',
      openMetrics('# TYPE "a.b" gauge', '# UNIT "a.b" b'),
      'UNIT_UNFIT',
      2,
    ),
    refuses(
      'a state set without its label',
      openMetrics('# TYPE "a.b" stateset', '{"a.b",a_b="on"} 1'),
      'STATESET_INVALID',
      2,
    ),
    refuses(
      'names that clash by a suffix',
      openMetrics('# TYPE "a.b" counter', '{"a.b_total"} 1', '# TYPE "a.b_total" gauge', '{"a.b_total"} 2'),
      'NAME_CLASH',
      3,
    ),
    refuses('no space behind a quoted name', openMetrics('# TYPE "a.b"gauge'), 'METADATA_INVALID', 1),
  ],
}

export const openMetricsUtf8: readonly VectorGroup[] = [names]
