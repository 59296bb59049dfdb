/** Text 0.0.4: what a metric name is, bare or quoted, and where it may stand. */
import type { VectorGroup } from '../vector.ts'
import { accepts, refuses } from '../vector.ts'

const bareNames: VectorGroup = {
  format: 'text',
  group: 'metric names',
  clause:
    'Text format 0.0.4, Line format: metric_name carries the usual restrictions, [a-zA-Z_:][a-zA-Z0-9_:]*',
  vectors: [
    accepts('one letter', 'a 1\n', ['a', {}, '1']),
    accepts('an underscore', '_ 1\n', ['_', {}, '1']),
    accepts('a colon', ': 1\n', [':', {}, '1']),
    accepts('letters, digits, underscores and colons', 'Az_09:z 1\n', ['Az_09:z', {}, '1']),
    accepts('a keyword is a name like any other', 'TYPE 1\nNaN 2\n', ['TYPE', {}, '1'], ['NaN', {}, '2']),
    refuses('a leading digit', '1a 1\n', 'NAME_INVALID', 1),
    refuses('a number alone', '1\n', 'NAME_INVALID', 1),
    refuses('a dot', 'a.b 1\n', 'NAME_INVALID', 1),
    refuses('a hyphen', 'a-b 1\n', 'NAME_INVALID', 1),
    refuses('a letter outside ASCII at the start', 'é 1\n', 'NAME_INVALID', 1),
    refuses('a letter outside ASCII later', 'aé 1\n', 'NAME_INVALID', 1),
    refuses('a NUL in the name', 'a<00> 1\n', 'NAME_INVALID', 1),
    refuses('a line of one NUL', '<00>\n', 'NAME_INVALID', 1),
    refuses('a byte that is no UTF-8', '<FF> 1\n', 'NAME_INVALID', 1),
    refuses('an equals sign', '=1\n', 'NAME_INVALID', 1),
    refuses('a closing brace first', '} 1\n', 'NAME_INVALID', 1),
    refuses('the fault is on the third line', 'a 1\n\n1b 2\n', 'NAME_INVALID', 3),
  ],
}

const quotedNames: VectorGroup = {
  format: 'text',
  group: 'quoted names',
  clause:
    'Prometheus UTF-8 exposition syntax: a quoted metric name stands first inside the braces; label names may be quoted',
  vectors: [
    accepts('a quoted name that needs no quotes', '{"a"} 1\n', ['a', {}, '1']),
    accepts('a quoted name and a label', '{"a",b="c"} 1\n', ['a', { b: 'c' }, '1']),
    accepts('blanks around a quoted name', '{ "a" , b = "c" } 1\n', ['a', { b: 'c' }, '1']),
    accepts('a trailing comma after a quoted name', '{"a",} 1\n', ['a', {}, '1']),
    accepts('no blank before the value', '{"a"}1\n', ['a', {}, '1']),
    accepts('dots are written as underscores', '{"http.requests",b="c"} 1\n', [
      'http_requests',
      { b: 'c' },
      '1',
    ]),
    accepts('one underscore for each code point', '{"a→b.\u{1f600}"} 1\n', ['a_b__', {}, '1']),
    accepts('a leading digit is written as an underscore', '{"1a"} 1\n', ['_a', {}, '1']),
    accepts('escapes in a quoted name', '{"a\\"\\\\\\nb"} 1\n', ['a___b', {}, '1']),
    accepts('a brace, a comma and an equals sign inside the quotes', '{"a},=b"} 1\n', ['a___b', {}, '1']),
    accepts('a quoted label name', 'a{"b.c"="d"} 1\n', ['a', { b_c: 'd' }, '1']),
    accepts('a quoted label name that needs no quotes', 'a{"b"="d"} 1\n', ['a', { b: 'd' }, '1']),
    accepts('a colon in a quoted label name', 'a{"b:c"="d"} 1\n', ['a', { b_c: 'd' }, '1']),
    accepts('a quoted name in HELP and TYPE', '# HELP "a.b" words\n# TYPE "a.b" gauge\n{"a.b"} 1\n', [
      'a_b',
      {},
      '1',
    ]),
    refuses('an empty quoted name', '{""} 1\n', 'NAME_INVALID', 1),
    refuses('two quoted names', '{"a","b"} 1\n', 'NAME_INVALID', 1),
    refuses('a name outside and inside', 'a{"b"} 1\n', 'NAME_INVALID', 1),
    refuses('no name at all', '{} 1\n', 'NAME_INVALID', 1),
    refuses('labels without a name', '{b="c"} 1\n', 'NAME_INVALID', 1),
    refuses('an unknown escape in a quoted name', '{"a\\x"} 1\n', 'NAME_INVALID', 1),
    refuses('a quoted name without its closing quote', '{"a} 1\n', 'NAME_INVALID', 1),
    refuses('a quoted name that is no UTF-8', '{"a<FF>"} 1\n', 'NAME_INVALID', 1),
    refuses('an empty quoted label name', 'a{""="d"} 1\n', 'LABELS_INVALID', 1),
    refuses('a quoted label name that is no UTF-8', 'a{"<C3 28>"="d"} 1\n', 'LABELS_INVALID', 1),
    refuses(
      'label names that are equal once written without quotes',
      'a{"b.c"="d",b_c="e"} 1\n',
      'LABEL_REPEATED',
      1,
    ),
    refuses('a quoted name outside braces', '"a" 1\n', 'NAME_INVALID', 1),
  ],
}

export const textNames: readonly VectorGroup[] = [bareNames, quotedNames]
