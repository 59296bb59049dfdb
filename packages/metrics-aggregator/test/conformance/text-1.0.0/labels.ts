/** Text 1.0.0: label names of any characters, quoted before the equals sign. */
import type { VectorGroup } from '../vector.ts'
import { accepts, refuses } from '../vector.ts'

const labels: VectorGroup = {
  format: 'text',
  escaping: 'allow-utf-8',
  group: 'UTF-8 label names',
  clause:
    'Prometheus, Exposition formats, Line format: a label name outside the classic set stands in double quotes',
  vectors: [
    accepts('a dot', 'a{"service.name"="c"} 1\n', ['a', { 'service.name': 'c' }, '1']),
    accepts('under a quoted name', '{"a.b","service.name"="c"} 1\n', ['a.b', { 'service.name': 'c' }, '1']),
    accepts('beside plain ones', 'a{b="1","c.d"="2",e="3"} 1\n', ['a', { b: '1', 'c.d': '2', e: '3' }, '1']),
    accepts('a colon, which a bare label name cannot have', 'a{"b:c"="d"} 1\n', ['a', { 'b:c': 'd' }, '1']),
    accepts('a quoted label name that needs no quotes', 'a{"b"="c"} 1\n', ['a', { b: 'c' }, '1']),
    accepts('the three escapes', 'a{"b\\"c\\\\d\\ne"="f"} 1\n', ['a', { 'b"c\\d\ne': 'f' }, '1']),
    accepts('letters outside ASCII', 'a{"größe"="ü"} 1\n', ['a', { größe: 'ü' }, '1']),
    accepts('characters of the syntax', 'a{"b=\'c\',}"="d"} 1\n', ['a', { "b='c',}": 'd' }, '1']),
    accepts('blanks around the tokens', 'a{ "b.c" = "d" , } 1\n', ['a', { 'b.c': 'd' }, '1']),
    accepts('names that only escaping would make equal', 'a{"b.c"="1",b_c="2","b-c"="3"} 1\n', [
      'a',
      { 'b.c': '1', b_c: '2', 'b-c': '3' },
      '1',
    ]),
    refuses('an empty label name', 'a{""="b"} 1\n', 'LABELS_INVALID', 1),
    refuses('an unknown escape in a label name', 'a{"b\\x"="c"} 1\n', 'LABELS_INVALID', 1),
    refuses('a NUL in a label name', 'a{"b<00>"="c"} 1\n', 'LABELS_INVALID', 1),
    refuses('a label name that is no UTF-8', 'a{"b<C3 28>"="c"} 1\n', 'LABELS_INVALID', 1),
    refuses('a label name without its closing quote', 'a{"b.c="d"} 1\n', 'LABELS_INVALID', 1),
    refuses('the name label in quotes', 'a{"__name__"="b"} 1\n', 'LABEL_RESERVED', 1),
    refuses('a label name twice', 'a{"b.c"="1","b.c"="2"} 1\n', 'LABEL_REPEATED', 1),
    refuses('a label name twice, once in quotes', 'a{b="1","b"="2"} 1\n', 'LABEL_REPEATED', 1),
  ],
}

export const utf8Labels: readonly VectorGroup[] = [labels]
