/** OpenMetrics 1.0: sample names, label sets and escapes. */
import type { VectorGroup } from '../vector.ts'
import { accepts, openMetrics, refuses } from '../vector.ts'

const names: VectorGroup = {
  format: 'openmetrics',
  group: 'names',
  clause:
    'OpenMetrics 1.0, Text format, ABNF: metricname = metricname-initial-char 0*metricname-char; UTF-8 names in quotes as Prometheus writes them',
  vectors: [
    accepts('letters, digits, underscores and colons', openMetrics('_Az:09 1'), ['_Az:09', {}, '1']),
    accepts('a colon first', openMetrics(':a 1'), [':a', {}, '1']),
    refuses('a digit first', openMetrics('1a 1'), 'NAME_INVALID', 1),
    refuses('a hyphen', openMetrics('a-b 1'), 'NAME_INVALID', 1),
    refuses('a dot', openMetrics('a.b 1'), 'NAME_INVALID', 1),
    refuses('a letter outside ASCII', openMetrics('aé 1'), 'NAME_INVALID', 1),
    refuses('a NUL', openMetrics('a<00> 1'), 'NAME_INVALID', 1),
    accepts('a quoted name', openMetrics('{"a"} 1'), ['a', {}, '1']),
    accepts('a quoted name and a label', openMetrics('{"a.b",c="d"} 1'), ['a_b', { c: 'd' }, '1']),
    accepts('a quoted label name', openMetrics('a{"b.c"="d"} 1'), ['a', { b_c: 'd' }, '1']),
    accepts('a quoted name in metadata', openMetrics('# TYPE "a.b" gauge', '{"a.b"} 1'), ['a_b', {}, '1']),
    refuses('a trailing comma after a quoted name', openMetrics('{"a",} 1'), 'LABELS_INVALID', 1),
    refuses('a blank before a quoted name', openMetrics('{ "a"} 1'), 'NAME_INVALID', 1),
    refuses('no name', openMetrics('{} 1'), 'NAME_INVALID', 1),
    refuses('labels without a name', openMetrics('{b="c"} 1'), 'NAME_INVALID', 1),
    refuses('a name outside and inside', openMetrics('a{"b"} 1'), 'NAME_INVALID', 1),
  ],
}

const labelSets: VectorGroup = {
  format: 'openmetrics',
  group: 'label sets',
  clause:
    'OpenMetrics 1.0, LabelSet and ABNF: {name="value",…} without blanks or spare commas; names unique within the set',
  vectors: [
    accepts('one label', openMetrics('a{b="c"} 1'), ['a', { b: 'c' }, '1']),
    accepts('two labels', openMetrics('a{b="c",d="e"} 1'), ['a', { b: 'c', d: 'e' }, '1']),
    accepts('empty braces', openMetrics('a{} 1'), ['a', {}, '1']),
    accepts('an empty value', openMetrics('a{b=""} 1'), ['a', { b: '' }, '1']),
    accepts('a name with a leading underscore', openMetrics('a{_b="c"} 1'), ['a', { _b: 'c' }, '1']),
    refuses('a trailing comma', openMetrics('a{b="c",} 1'), 'LABELS_INVALID', 1),
    refuses('a leading comma', openMetrics('a{,b="c"} 1'), 'LABELS_INVALID', 1),
    refuses('a comma alone', openMetrics('a{,} 1'), 'LABELS_INVALID', 1),
    refuses('two commas', openMetrics('a{b="c",,d="e"} 1'), 'LABELS_INVALID', 1),
    refuses('no comma', openMetrics('a{b="c"d="e"} 1'), 'LABELS_INVALID', 1),
    refuses('a blank after the comma', openMetrics('a{b="c", d="e"} 1'), 'LABELS_INVALID', 1),
    refuses('a blank before the equals sign', openMetrics('a{b ="c"} 1'), 'LABELS_INVALID', 1),
    refuses('a blank after the equals sign', openMetrics('a{b= "c"} 1'), 'LABELS_INVALID', 1),
    refuses('a blank after the opening brace', openMetrics('a{ b="c"} 1'), 'LABELS_INVALID', 1),
    refuses('a blank before the closing brace', openMetrics('a{b="c" } 1'), 'LABELS_INVALID', 1),
    refuses('a blank in empty braces', openMetrics('a{ } 1'), 'LABELS_INVALID', 1),
    refuses('a blank before the braces', openMetrics('a {b="c"} 1'), 'VALUE_INVALID', 1),
    refuses('no blank before the value', openMetrics('a{b="c"}1'), 'VALUE_INVALID', 1),
    refuses('two blanks before the value', openMetrics('a{b="c"}  1'), 'VALUE_INVALID', 1),
    refuses('no closing brace', openMetrics('a{b="c" 1'), 'LABELS_INVALID', 1),
    refuses('no opening brace', openMetrics('ab="c"} 1'), 'NAME_INVALID', 1),
    refuses('no closing quote', openMetrics('a{b="c} 1'), 'LABELS_INVALID', 1),
    refuses('no quotes', openMetrics('a{b=c} 1'), 'LABELS_INVALID', 1),
    refuses('single quotes', openMetrics("a{b='c'} 1"), 'LABELS_INVALID', 1),
    refuses('no value', openMetrics('a{b} 1'), 'LABELS_INVALID', 1),
    refuses('a label name that starts with a digit', openMetrics('a{1b="c"} 1'), 'LABELS_INVALID', 1),
    refuses('a label name with a colon', openMetrics('a{b:c="d"} 1'), 'LABELS_INVALID', 1),
    refuses('a label name with a dot', openMetrics('a{b.c="d"} 1'), 'LABELS_INVALID', 1),
    refuses('a label name twice', openMetrics('a{b="1",b="2"} 1'), 'LABEL_REPEATED', 1),
    refuses(
      'a label name twice in a bucket',
      openMetrics('# TYPE a histogram', 'a_bucket{le="1",le="+Inf"} 1'),
      'LABEL_REPEATED',
      2,
    ),
    refuses('the name label', openMetrics('a{__name__="b"} 1'), 'LABEL_RESERVED', 1),
  ],
}

const escapes: VectorGroup = {
  format: 'openmetrics',
  group: 'escapes',
  clause:
    'OpenMetrics 1.0, Text format, Escaping and UTF-8: \\n, \\" and \\\\ in label values; every other character as itself',
  vectors: [
    accepts('the three escapes', openMetrics('a{b="c\\n\\"\\\\"} 1'), ['a', { b: 'c\n"\\' }, '1']),
    accepts('an unknown escape', openMetrics('a{b="\\d"} 1'), ['a', { b: '\\d' }, '1']),
    accepts('an escaped backslash before n', openMetrics('a{b="\\\\n"} 1'), ['a', { b: '\\n' }, '1']),
    accepts('braces, commas and hashes in a value', openMetrics('a{b="{c=\\"d\\"} # e,"} 1'), [
      'a',
      { b: '{c="d"} # e,' },
      '1',
    ]),
    accepts('characters outside ASCII', openMetrics('a{b="é→\u{1f600}"} 1'), [
      'a',
      { b: 'é→\u{1f600}' },
      '1',
    ]),
    accepts('a NUL', openMetrics('a{b="<00>"} 1'), ['a', { b: '\0' }, '1']),
    accepts('a carriage return inside a value', openMetrics('a{b="\rc"} 1'), ['a', { b: '\rc' }, '1']),
    accepts('a tab', openMetrics('a{b="\t"} 1'), ['a', { b: '\t' }, '1']),
    refuses('a line feed', openMetrics('a{b="c', 'd"} 1'), 'LABELS_INVALID', 1),
    refuses('a backslash before the closing quote', openMetrics('a{b="c\\"} 1'), 'LABELS_INVALID', 1),
    refuses('a byte that is no UTF-8', openMetrics('a{b="<FF>"} 1'), 'UTF8_INVALID', 1),
    refuses('an overlong form', openMetrics('a{b="<C0 AF>"} 1'), 'UTF8_INVALID', 1),
    refuses('a surrogate', openMetrics('a{b="<ED A0 80>"} 1'), 'UTF8_INVALID', 1),
    refuses('a character cut by the quote', openMetrics('a{b="<E2 86>"} 1'), 'UTF8_INVALID', 1),
  ],
}

export const openMetricsLabels: readonly VectorGroup[] = [names, labelSets, escapes]
