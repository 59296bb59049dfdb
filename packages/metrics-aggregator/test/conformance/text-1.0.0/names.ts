/** Text 1.0.0: metric names of any characters, quoted as the first element of the braces. */
import type { VectorGroup } from '../vector.ts'
import { accepts, lines, refuses } from '../vector.ts'

const names: VectorGroup = {
  format: 'text',
  escaping: 'allow-utf-8',
  group: 'UTF-8 names',
  clause:
    'Prometheus, Exposition formats, Line format: a metric name outside the classic set stands in double quotes inside the braces; escaping schemes, allow-utf-8: any UTF-8, with \\, " and line feed escaped',
  vectors: [
    accepts('dots', '{"http.requests"} 1\n', ['http.requests', {}, '1']),
    accepts('with labels', '{"http.requests",b="c",d="e"} 1\n', ['http.requests', { b: 'c', d: 'e' }, '1']),
    accepts('with a timestamp', '{"http.requests",b="c"} 1 1500\n', [
      'http.requests',
      { b: 'c' },
      '1',
      '1500',
    ]),
    accepts('a quoted name that needs no quotes', '{"a_b:c",d="e"} 1\n', ['a_b:c', { d: 'e' }, '1']),
    accepts('blanks around every token', ' {\t"a.b" , c = "d" , }\t1 \n', ['a.b', { c: 'd' }, '1']),
    accepts('a trailing comma', '{"a.b",} 1\n', ['a.b', {}, '1']),
    accepts('no blank before the value', '{"a.b"}1\n', ['a.b', {}, '1']),
    accepts('letters outside ASCII', '{"größe→\u{1f600}"} 1\n', ['größe→\u{1f600}', {}, '1']),
    accepts('a leading digit', '{"1a"} 1\n', ['1a', {}, '1']),
    accepts('blanks and tabs', '{"a b\tc"} 1\n', ['a b\tc', {}, '1']),
    accepts('the three escapes', '{"a\\"b\\\\c\\nd"} 1\n', ['a"b\\c\nd', {}, '1']),
    accepts('characters of the syntax', '{"a{b=\'c\',}# 1"} 1\n', ["a{b='c',}# 1", {}, '1']),
    accepts('a name like one that the scheme values would write', '{"U__a_2e_b"} 1\n', [
      'U__a_2e_b',
      {},
      '1',
    ]),
    accepts('names that differ from a plain one', '{"a.b"} 1\na_b 2\n', ['a.b', {}, '1'], ['a_b', {}, '2']),
    accepts('a suffix inside the quotes', '{"a.b_total"} 1\n', ['a.b_total', {}, '1']),
    refuses('an empty name', '{""} 1\n', 'NAME_INVALID', 1),
    refuses('an unknown escape', '{"a\\x"} 1\n', 'NAME_INVALID', 1),
    refuses('a NUL', '{"a<00>b"} 1\n', 'NAME_INVALID', 1),
    refuses('bytes that are no UTF-8', '{"a<FF>"} 1\n', 'NAME_INVALID', 1),
    refuses('an overlong form', '{"a<C0 AE>"} 1\n', 'NAME_INVALID', 1),
    refuses('a surrogate', '{"a<ED A0 80>"} 1\n', 'NAME_INVALID', 1),
    refuses('no closing quote', '{"a.b} 1\n', 'NAME_INVALID', 1),
    refuses('no comma before the labels', '{"a.b" c="d"} 1\n', 'LABELS_INVALID', 1),
    refuses('two names', '{"a.b","c.d"} 1\n', 'NAME_INVALID', 1),
    refuses('a name behind a label', '{a="b","c.d"} 1\n', 'NAME_INVALID', 1),
    refuses('a name outside and inside', 'a{"b.c"} 1\n', 'NAME_INVALID', 1),
    refuses('a quoted name outside braces', '"a.b" 1\n', 'NAME_INVALID', 1),
    refuses('a bare name with a dot', 'a.b 1\n', 'NAME_INVALID', 1),
    refuses('the fault is on the third line', lines('{"a.b"} 1', '{"c.d"} 2', '{"e.f} 3'), 'NAME_INVALID', 3),
  ],
}

export const utf8Names: readonly VectorGroup[] = [names]
