/** Text 1.0.0: HELP and TYPE of quoted names, and the samples that belong to them. */
import type { VectorGroup } from '../vector.ts'
import { accepts, lines, refuses } from '../vector.ts'

const metadata: VectorGroup = {
  format: 'text',
  escaping: 'allow-utf-8',
  group: 'UTF-8 metadata',
  clause:
    'Prometheus, Exposition formats, Comments, help text, and type information: a name outside the classic set stands in double quotes there too',
  vectors: [
    accepts('help and type', lines('# HELP "a.b" some words', '# TYPE "a.b" gauge', '{"a.b"} 1'), [
      'a.b',
      {},
      '1',
    ]),
    accepts('help alone', lines('# HELP "a.b" some words')),
    accepts('tabs and blanks between the tokens', lines('#\tTYPE \t"a.b" \t gauge', '{"a.b"} 1'), [
      'a.b',
      {},
      '1',
    ]),
    accepts('a blank in the name', lines('# TYPE "a b" gauge', '{"a b"} 1'), ['a b', {}, '1']),
    accepts('escapes in the name', lines('# TYPE "a\\"\\\\\\nb" gauge', '{"a\\"\\\\\\nb"} 1'), [
      'a"\\\nb',
      {},
      '1',
    ]),
    accepts('a plain name in quotes is the same family', lines('# TYPE "a" gauge', 'a 1'), ['a', {}, '1']),
    accepts(
      'the samples of a histogram',
      lines(
        '# TYPE "a.b" histogram',
        '{"a.b_bucket",le="1"} 1',
        '{"a.b_bucket",le="+Inf"} 2',
        '{"a.b_sum"} 3',
        '{"a.b_count"} 2',
      ),
      ['a.b_bucket', { le: '1' }, '1'],
      ['a.b_bucket', { le: '+Inf' }, '2'],
      ['a.b_sum', {}, '3'],
      ['a.b_count', {}, '2'],
    ),
    accepts(
      'the samples of a summary',
      lines('# TYPE "a.b" summary', '{"a.b",quantile="0.5"} 1', '{"a.b_sum"} 3', '{"a.b_count"} 2'),
      ['a.b', { quantile: '0.5' }, '1'],
      ['a.b_sum', {}, '3'],
      ['a.b_count', {}, '2'],
    ),
    refuses('an empty name in metadata', lines('# TYPE "" gauge'), 'NAME_INVALID', 1),
    refuses('no closing quote in metadata', lines('# HELP "a.b words'), 'NAME_INVALID', 1),
    refuses('no blank behind the quote', lines('# TYPE "a.b"gauge'), 'NAME_INVALID', 1),
    refuses('a bare name with a dot in metadata', lines('# TYPE a.b gauge'), 'NAME_INVALID', 1),
    refuses(
      'a second type for the name',
      lines('# TYPE "a.b" gauge', '# TYPE "a.b" counter'),
      'METADATA_REPEATED',
      2,
    ),
    refuses('type after the samples', lines('{"a.b"} 1', '# TYPE "a.b" gauge'), 'METADATA_LATE', 2),
    refuses(
      'a family in two pieces',
      lines('{"a.b"} 1', 'a_b 2', '{"a.b",c="d"} 3'),
      'FAMILY_INTERLEAVED',
      3,
    ),
    refuses(
      'a histogram without its last bucket',
      lines('# TYPE "a.b" histogram', '{"a.b_bucket",le="1"} 1'),
      'BUCKET_INF_MISSING',
      2,
    ),
    refuses(
      'the same series twice',
      lines('{"a.b","c.d"="e"} 1', '{"a.b","c.d"="e"} 2'),
      'SERIES_DUPLICATE',
      2,
    ),
  ],
}

export const utf8Metadata: readonly VectorGroup[] = [metadata]
