/** Text 0.0.4: how a document falls into lines, and which of them mean nothing. */
import type { VectorGroup } from '../vector.ts'
import { accepts, lines, refuses } from '../vector.ts'

const lineFeeds: VectorGroup = {
  format: 'text',
  group: 'line ends',
  clause:
    'Text format 0.0.4: lines are separated by a line feed, the last one ends with it, empty ones are ignored',
  vectors: [
    accepts('an empty document has no samples', ''),
    accepts('a document of one line feed', '\n'),
    accepts(
      'empty lines before, between and after samples',
      '\n\na 1\n\n\nb 2\n\n',
      ['a', {}, '1'],
      ['b', {}, '2'],
    ),
    accepts(
      'a last line without line feed, the end being certain',
      'a 1\nb 2',
      ['a', {}, '1'],
      ['b', {}, '2'],
    ),
    accepts('a last comment without line feed', 'a 1\n# the end', ['a', {}, '1']),
    accepts('a last HELP without line feed', '# HELP a what'),
    refuses('a last line cut inside the name', 'a 1\nb', 'VALUE_INVALID', 2),
    refuses('a last line cut inside a label value', 'a 1\nb{c="d', 'LABELS_INVALID', 2),
    accepts('a carriage return before each line feed', '# TYPE a gauge\r\na{b="c"} 1\r\n', [
      'a',
      { b: 'c' },
      '1',
    ]),
    accepts('a carriage return before the end of the document', 'a 1\r', ['a', {}, '1']),
    accepts('a line of one carriage return', 'a 1\n\r\n', ['a', {}, '1']),
    refuses('two carriage returns before the line feed', 'a 1\r\r\n', 'VALUE_INVALID', 1),
    refuses('carriage returns instead of line feeds', 'a 1\rb 2\r', 'VALUE_INVALID', 1),
    refuses('a vertical tab does not end a line', 'a 1\vb 2\n', 'VALUE_INVALID', 1),
    refuses('a line separator of Unicode does not end a line', 'a 1\u2028b 2\n', 'VALUE_INVALID', 1),
    accepts('a byte-order mark at the very start', '<EF BB BF>a 1\n', ['a', {}, '1']),
    accepts('a byte-order mark before a comment', '<EF BB BF># TYPE a gauge\na 1\n', ['a', {}, '1']),
    refuses('a second byte-order mark', '<EF BB BF EF BB BF>a 1\n', 'NAME_INVALID', 1),
    refuses('a byte-order mark on the second line', 'a 1\n<EF BB BF>b 1\n', 'NAME_INVALID', 2),
    refuses('half a byte-order mark', '<EF BB>a 1\n', 'NAME_INVALID', 1),
    refuses('UTF-16', '<FF FE>a<00> <00>1<00>\n<00>', 'NAME_INVALID', 1),
    accepts('a line as long as the limit', `a{b="${'x'.repeat(65_527)}"} 1\n`, [
      'a',
      { b: 'x'.repeat(65_527) },
      '1',
    ]),
    refuses('a line longer than the limit', `a{b="${'x'.repeat(65_528)}"} 1\n`, 'LINE_TOO_LONG', 1),
    refuses('a comment longer than the limit', `a 1\n#${'x'.repeat(65_536)}\n`, 'LINE_TOO_LONG', 2),
  ],
}

const blanks: VectorGroup = {
  format: 'text',
  group: 'blanks',
  clause:
    'Text format 0.0.4, Line format: tokens are separated by any number of blanks or tabs; leading and trailing ones are ignored',
  vectors: [
    accepts('a tab between name and value', 'a\t1\n', ['a', {}, '1']),
    accepts('several blanks and tabs between tokens', 'a \t  1\t\t 5\n', ['a', {}, '1', '5']),
    accepts('leading blanks', '  \ta 1\n', ['a', {}, '1']),
    accepts('trailing blanks after the value', 'a 1 \t\n', ['a', {}, '1']),
    accepts('trailing blanks after the timestamp', 'a 1 5 \t\n', ['a', {}, '1', '5']),
    accepts('blanks before the braces', 'a {b="c"} 1\n', ['a', { b: 'c' }, '1']),
    accepts('blanks around every token of the labels', 'a\t{ b\t=\t"c" , d = "e" , } 1\n', [
      'a',
      { b: 'c', d: 'e' },
      '1',
    ]),
    accepts('no blank between braces and value', 'a{b="c"}1\n', ['a', { b: 'c' }, '1']),
    accepts('blanks inside empty braces', 'a{ \t} 1\n', ['a', {}, '1']),
    accepts('a line of blanks alone', ' \t \na 1\n', ['a', {}, '1']),
    refuses('a no-break space separates nothing', 'a\u00a01\n', 'NAME_INVALID', 1),
    refuses('a form feed separates nothing', 'a\f1\n', 'NAME_INVALID', 1),
    accepts('blanks inside a label value are its own', 'a{b=" c\t"} 1\n', ['a', { b: ' c\t' }, '1']),
  ],
}

const comments: VectorGroup = {
  format: 'text',
  group: 'comments',
  clause:
    'Text format 0.0.4, Comments: a line whose first token starts with # is ignored unless HELP or TYPE follows',
  vectors: [
    accepts('a comment', '# just words\na 1\n', ['a', {}, '1']),
    accepts('a lone hash', '#\na 1\n', ['a', {}, '1']),
    accepts('a hash right before words', '#words\na 1\n', ['a', {}, '1']),
    accepts('a comment after blanks', ' \t# words\na 1\n', ['a', {}, '1']),
    accepts('HELP without a blank after the hash is a comment', '#HELP 1 x\na 1\n', ['a', {}, '1']),
    accepts('lower-case keywords are comments', '# type a nonsense\n# help 1\na 1\n', ['a', {}, '1']),
    accepts('a longer word than HELP is a comment', '# HELPER 1\na 1\n', ['a', {}, '1']),
    accepts('UNIT is a comment', '# UNIT a seconds\na 1\n', ['a', {}, '1']),
    accepts('# EOF is a comment and ends nothing', 'a 1\n# EOF\nb 2\n', ['a', {}, '1'], ['b', {}, '2']),
    accepts('a comment may hold anything', '# <FF 00>{"\\\na 1\n', ['a', {}, '1']),
    accepts('HELP alone on its line is a comment', '# HELP\na 1\n', ['a', {}, '1']),
    accepts('TYPE alone on its line is a comment', '# TYPE\na 1\n', ['a', {}, '1']),
    refuses(
      'a comment does not follow a sample on its line',
      lines('a 1 5 # words'),
      'EXEMPLAR_UNEXPECTED',
      1,
    ),
  ],
}

export const textLines: readonly VectorGroup[] = [lineFeeds, blanks, comments]
