/** OpenMetrics 1.0: how a document begins, ends and falls into lines. */
import type { VectorGroup } from '../vector.ts'
import { accepts, lines, openMetrics, refuses } from '../vector.ts'

const end: VectorGroup = {
  format: 'openmetrics',
  group: 'end',
  clause:
    'OpenMetrics 1.0, Text format, Overall Structure: the last line is # EOF; its line feed is optional; nothing follows',
  vectors: [
    accepts('an empty set of families', '# EOF\n'),
    accepts('no line feed after the end', '# EOF'),
    accepts('a sample and the end', 'a 1\n# EOF\n', ['a', {}, '1']),
    accepts('a sample and an end without line feed', 'a 1\n# EOF', ['a', {}, '1']),
    refuses('an empty document', '', 'EOF_MISSING', 0),
    refuses('a document without end', 'a 1\n', 'EOF_MISSING', 0),
    refuses('metadata without end', '# TYPE a gauge\n', 'EOF_MISSING', 0),
    refuses('an end cut short', 'a 1\n# EO', 'LINE_INVALID', 2),
    refuses('an end cut to its hash', 'a 1\n#', 'LINE_INVALID', 2),
    refuses('a longer word than EOF', '# EOFx\n', 'LINE_INVALID', 1),
    refuses('a blank after the end', '# EOF \n', 'LINE_INVALID', 1),
    refuses('a blank before the end', ' # EOF\n', 'LINE_INVALID', 1),
    refuses('no blank in the end', '#EOF\n', 'LINE_INVALID', 1),
    refuses('two blanks in the end', '#  EOF\n', 'LINE_INVALID', 1),
    refuses('a lower-case end', '# eof\n', 'LINE_INVALID', 1),
    refuses('an empty line after the end', '# EOF\n\n', 'EOF_NOT_LAST', 2),
    refuses('a blank after the line feed of the end', '# EOF\n ', 'EOF_NOT_LAST', 2),
    refuses('a sample after the end', '# EOF\na 1\n', 'EOF_NOT_LAST', 2),
    refuses('a second end', 'a 1\n# EOF\n# EOF\n', 'EOF_NOT_LAST', 3),
    refuses('two documents, one after the other', 'a 1\n# EOF\nb 1\n# EOF\n', 'EOF_NOT_LAST', 3),
    refuses('a NUL after the end', '# EOF\n<00>', 'EOF_NOT_LAST', 2),
    accepts('the end inside a label value is not the end', openMetrics('a{b="# EOF"} 1'), [
      'a',
      { b: '# EOF' },
      '1',
    ]),
    accepts('the end inside a help text is not the end', openMetrics('# HELP a # EOF', 'a 1'), [
      'a',
      {},
      '1',
    ]),
  ],
}

const lineRules: VectorGroup = {
  format: 'openmetrics',
  group: 'lines',
  clause:
    'OpenMetrics 1.0, Text format, Overall Structure and ABNF: UTF-8 without mark, line feeds alone, no empty lines, one space between tokens',
  vectors: [
    refuses('a byte-order mark', '<EF BB BF># EOF\n', 'LINE_INVALID', 1),
    refuses('a byte-order mark before a sample', '<EF BB BF>a 1\n# EOF\n', 'LINE_INVALID', 1),
    refuses('a carriage return before the line feed of a sample', 'a 1\r\n# EOF\n', 'LINE_INVALID', 1),
    refuses(
      'a carriage return before the line feed of metadata',
      '# TYPE a gauge\r\n# EOF\n',
      'LINE_INVALID',
      1,
    ),
    refuses('a carriage return before the line feed of the end', 'a 1\n# EOF\r\n', 'LINE_INVALID', 2),
    refuses('an empty first line', '\na 1\n# EOF\n', 'LINE_INVALID', 1),
    refuses('an empty line between samples', openMetrics('a 1', '', 'b 1'), 'LINE_INVALID', 2),
    refuses('an empty line before the end', 'a 1\n\n# EOF\n', 'LINE_INVALID', 2),
    refuses('a line of one blank', openMetrics('a 1', ' '), 'LINE_INVALID', 2),
    refuses('a blank before a sample', openMetrics(' a 1'), 'LINE_INVALID', 1),
    refuses('a tab before a sample', openMetrics('\ta 1'), 'LINE_INVALID', 1),
    refuses('a blank before metadata', openMetrics(' # TYPE a gauge'), 'LINE_INVALID', 1),
    refuses('a blank after the value', openMetrics('a 1 '), 'TIMESTAMP_INVALID', 1),
    refuses('a blank after the timestamp', openMetrics('a 1 5 '), 'SAMPLE_TRAILING', 1),
    refuses('two blanks before the value', openMetrics('a  1'), 'VALUE_INVALID', 1),
    refuses('two blanks before the timestamp', openMetrics('a 1  5'), 'TIMESTAMP_INVALID', 1),
    refuses('a tab before the value', openMetrics('a\t1'), 'NAME_INVALID', 1),
    refuses('a tab before the timestamp', openMetrics('a 1\t5'), 'VALUE_INVALID', 1),
    refuses('a third number', openMetrics('a 1 2 3'), 'SAMPLE_TRAILING', 1),
    refuses(
      'a line longer than the limit',
      lines(`a{b="${'x'.repeat(65_528)}"} 1`, '# EOF'),
      'LINE_TOO_LONG',
      1,
    ),
    refuses('a name alone', openMetrics('a'), 'VALUE_INVALID', 1),
    refuses('a name and a blank', openMetrics('a '), 'VALUE_INVALID', 1),
  ],
}

const comments: VectorGroup = {
  format: 'openmetrics',
  group: 'comments',
  clause: 'OpenMetrics 1.0, Text format, MetricFamily: no lines that begin with # but metadata and the end',
  vectors: [
    refuses('a comment', openMetrics('# just words'), 'LINE_INVALID', 1),
    refuses('a comment between samples', openMetrics('a 1', '# just words', 'b 1'), 'LINE_INVALID', 2),
    refuses('a lone hash', openMetrics('#'), 'LINE_INVALID', 1),
    refuses('a hash and a blank', openMetrics('# '), 'LINE_INVALID', 1),
    refuses('a hash right before words', openMetrics('#words'), 'LINE_INVALID', 1),
    refuses('an unknown keyword', openMetrics('# INFO a b'), 'LINE_INVALID', 1),
    refuses('a lower-case keyword', openMetrics('# type a gauge'), 'LINE_INVALID', 1),
    refuses('no blank before the keyword', openMetrics('#TYPE a gauge'), 'LINE_INVALID', 1),
    refuses('two blanks before the keyword', openMetrics('#  TYPE a gauge'), 'LINE_INVALID', 1),
    refuses('a tab before the keyword', openMetrics('#\tTYPE a gauge'), 'LINE_INVALID', 1),
    refuses('a tab after the keyword', openMetrics('# TYPE\ta gauge'), 'LINE_INVALID', 1),
    refuses('two blanks after the keyword', openMetrics('# TYPE  a gauge'), 'LINE_INVALID', 1),
    refuses('a keyword alone', openMetrics('# HELP'), 'LINE_INVALID', 1),
    refuses('a keyword and a blank', openMetrics('# HELP '), 'NAME_INVALID', 1),
  ],
}

export const openMetricsFraming: readonly VectorGroup[] = [end, lineRules, comments]
