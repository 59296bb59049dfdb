/** Text 0.0.4: HELP and TYPE lines. */
import type { VectorGroup } from '../vector.ts'
import { accepts, lines, refuses } from '../vector.ts'

const help: VectorGroup = {
  format: 'text',
  group: 'HELP',
  clause:
    'Text format 0.0.4, Comments, help text, and type information: HELP, a metric name, and the rest of the line',
  vectors: [
    accepts('help before a sample', '# HELP a some words\na 1\n', ['a', {}, '1']),
    accepts('help without samples', '# HELP a some words\n'),
    accepts('tabs and blanks between the tokens', ' #\tHELP \t a\t some words\na 1\n', ['a', {}, '1']),
    accepts('no help text', '# HELP a\na 1\n', ['a', {}, '1']),
    accepts('blanks instead of help text', '# HELP a  \na 1\n', ['a', {}, '1']),
    accepts('escaped backslash and line feed', '# HELP a b\\\\c\\nd\na 1\n', ['a', {}, '1']),
    accepts('quotes need no escape', '# HELP a "b" c\na 1\n', ['a', {}, '1']),
    accepts('an unknown escape is kept', '# HELP a \\d\na 1\n', ['a', {}, '1']),
    accepts('a backslash at the end', '# HELP a b\\\na 1\n', ['a', {}, '1']),
    accepts('help that looks like a sample', '# HELP a a{b="c"} 1 # x\na 1\n', ['a', {}, '1']),
    accepts('help outside ASCII', '# HELP a é→\u{1f600}\na 1\n', ['a', {}, '1']),
    accepts('a NUL in the help', '# HELP a <00>\na 1\n', ['a', {}, '1']),
    accepts('help for a family that has no TYPE', '# HELP a b\na{c="d"} 1\n', ['a', { c: 'd' }, '1']),
    accepts('help after TYPE', '# TYPE a gauge\n# HELP a b\na 1\n', ['a', {}, '1']),
    refuses('no name', '# HELP 1 words\n', 'NAME_INVALID', 1),
    refuses('a hyphen in the name', '# HELP a-b words\n', 'NAME_INVALID', 1),
    refuses('a brace after the name', '# HELP a{} words\n', 'NAME_INVALID', 1),
    refuses('a quoted name without its closing quote', '# HELP "a words\n', 'NAME_INVALID', 1),
    refuses('help that is no UTF-8', '# HELP a <FF>\na 1\n', 'UTF8_INVALID', 1),
    refuses('a second help with other words', '# HELP a b\n# HELP a c\na 1\n', 'METADATA_REPEATED', 2),
    refuses('a second help after the samples', '# HELP a b\na 1\n# HELP a c\n', 'METADATA_REPEATED', 3),
    refuses('a second help in the same words', '# HELP a b\n# HELP a b\na 1\n', 'METADATA_AGAIN', 2),
    refuses('help after the samples', 'a 1\n# HELP a b\n', 'METADATA_LATE', 2),
  ],
}

const type: VectorGroup = {
  format: 'text',
  group: 'TYPE',
  clause:
    'Text format 0.0.4, Comments, help text, and type information: TYPE, a metric name, and one of five types, before the first sample',
  vectors: [
    accepts('a counter', '# TYPE a counter\na 1\n', ['a', {}, '1']),
    accepts('a counter with the usual ending', '# TYPE a_total counter\na_total 1\n', ['a_total', {}, '1']),
    accepts('a gauge', '# TYPE a gauge\na -1\n', ['a', {}, '-1']),
    accepts('an untyped family', '# TYPE a untyped\na NaN\n', ['a', {}, 'NaN']),
    accepts('a family without TYPE', 'a 1\n', ['a', {}, '1']),
    accepts('a type without samples', '# TYPE a histogram\n'),
    accepts('tabs and blanks between the tokens', '\t# \tTYPE\ta  gauge\na 1\n', ['a', {}, '1']),
    accepts('blanks after the type', '# TYPE a gauge \t\na 1\n', ['a', {}, '1']),
    accepts(
      'types of several families',
      '# TYPE a gauge\na 1\n# TYPE b counter\nb 2\n',
      ['a', {}, '1'],
      ['b', {}, '2'],
    ),
    refuses('no type', '# TYPE a\na 1\n', 'TYPE_INVALID', 1),
    refuses('capital letters', '# TYPE a GAUGE\na 1\n', 'TYPE_INVALID', 1),
    refuses('a type of OpenMetrics', '# TYPE a unknown\na 1\n', 'TYPE_INVALID', 1),
    refuses('a state set', '# TYPE a stateset\na 1\n', 'TYPE_INVALID', 1),
    refuses('a gauge histogram', '# TYPE a gaugehistogram\n', 'TYPE_INVALID', 1),
    refuses('an unheard-of type', '# TYPE a meter\na 1\n', 'TYPE_INVALID', 1),
    refuses('a part of a type', '# TYPE a gaug\na 1\n', 'TYPE_INVALID', 1),
    refuses('a type and another word', '# TYPE a gauge gauge\na 1\n', 'TYPE_INVALID', 1),
    refuses('name and type exchanged', '# TYPE gauge a\na 1\n', 'TYPE_INVALID', 1),
    refuses('no name', '# TYPE 1 gauge\n', 'NAME_INVALID', 1),
    refuses('a blank instead of a name', '# TYPE \n', 'NAME_INVALID', 1),
    refuses('a second, other type', '# TYPE a gauge\n# TYPE a counter\na 1\n', 'METADATA_REPEATED', 2),
    refuses(
      'a second, other type after other families',
      lines('# TYPE a gauge', 'a 1', 'b 1', '# TYPE a counter'),
      'METADATA_REPEATED',
      4,
    ),
    refuses('the same type twice', '# TYPE a gauge\n# TYPE a gauge\na 1\n', 'METADATA_AGAIN', 2),
    refuses('a type after the sample', 'a 1\n# TYPE a gauge\n', 'METADATA_LATE', 2),
    refuses(
      'a type after a histogram bucket',
      lines('a_bucket{le="+Inf"} 1', '# TYPE a_bucket gauge'),
      'METADATA_LATE',
      2,
    ),
  ],
}

export const textMetadata: readonly VectorGroup[] = [help, type]
