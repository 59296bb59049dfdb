/** Cases 18 to 33: the syntax of samples. */
import type { RefusalCode } from '../../../src/exposition/report.ts'
import type { CaseTarget, MergeCase } from './merge-case.ts'
import { lenient, openMetrics, text } from './merge-case.ts'

/** The target is refused and its neighbour stays, whole. */
function refused(number: number, title: string, target: CaseTarget, code: RefusalCode): MergeCase {
  const neighbour: CaseTarget = target.format === 'text' ? text('good', 'up 1') : openMetrics('good', 'up 1')
  return {
    case: number,
    title,
    targets: [target, neighbour],
    page: ['up{@good} 1'],
    refused: { [target.name]: code },
  }
}

const NUMBERS = [
  'NaN',
  'nan',
  'Inf',
  '+Inf',
  '-Inf',
  'inf',
  'Infinity',
  '1e+06',
  '.5',
  '5.',
  '0042',
  '-0',
  '1E-9',
]
const WIDE_NUMBERS = [
  '18446744073709551615',
  '9007199254740993',
  '0.1000000000000000055511151231257827',
  '4.9406564584124654e-324',
]
const NO_NUMBERS = ['1_2', '0x1p-2', '0x1', '0b1', '0o1', 'true']

export const SAMPLE_CASES: readonly MergeCase[] = [
  {
    case: 18,
    title: 'braces, commas, equals signs, hashes and quotes inside a label value',
    targets: [text('x', 'm{uri="/users/{id}",q="a=\\"b\\",c # {d=\\"e\\"} 1"} 1', 'n{a="}"} 2')],
    page: ['m{@x,uri="/users/{id}",q="a=\\"b\\",c # {d=\\"e\\"} 1"} 1', 'n{@x,a="}"} 2'],
  },
  {
    case: 18,
    title: 'the same in OpenMetrics, with an exemplar after it',
    targets: [openMetrics('x', '# TYPE m counter', 'm_total{a="} # {"} 1 # {b="} # {"} 1')],
    page: ['# TYPE m counter', 'm_total{@x,a="} # {"} 1 # {b="} # {"} 1'],
  },
  {
    case: 19,
    title: 'known escapes are forwarded as they are',
    targets: [text('x', 'm{a="\\\\",b="\\"",c="\\n"} 1')],
    page: ['m{@x,a="\\\\",b="\\"",c="\\n"} 1'],
  },
  {
    case: 20,
    title: 'blanks of text become the canonical bytes, the same in every scrape',
    targets: [text('x', 'm { a = "b" , } 1'), text('y', 'm\t{a="b"}\t1')],
    page: ['m{@x,a="b"} 1', 'm{@y,a="b"} 1'],
  },
  refused(
    20,
    'blanks inside the braces refuse OpenMetrics',
    openMetrics('x', 'm{ a="b"} 1'),
    'LABELS_INVALID',
  ),
  {
    case: 21,
    title: 'empty braces and a trailing comma of text',
    targets: [text('x', 'm{} 1', 'n{a="b",} 2')],
    page: ['m{@x} 1', 'n{@x,a="b"} 2'],
  },
  {
    case: 21,
    title: 'empty braces of OpenMetrics',
    targets: [openMetrics('x', 'm{} 1')],
    page: ['m{@x} 1'],
  },
  refused(21, 'a trailing comma refuses OpenMetrics', openMetrics('x', 'm{a="b",} 1'), 'LABELS_INVALID'),
  refused(21, 'a comma too many refuses text', text('x', 'm{a="b",,} 1'), 'LABELS_INVALID'),
  {
    case: 22,
    title: 'a quoted metric name and a quoted label name, written without quotes',
    targets: [
      text('x', '# TYPE "my.metric" gauge', '{"my.metric",a="b"} 1', '{"my.metric","service.name"="c"} 2'),
    ],
    page: ['# TYPE my_metric gauge', 'my_metric{@x,a="b"} 1', 'my_metric{@x,service_name="c"} 2'],
  },
  {
    case: 22,
    title: 'a quoted name without labels',
    targets: [openMetrics('x', '{"my.metric"} 1')],
    page: ['my_metric{@x} 1'],
  },
  {
    case: 22,
    title: 'the label stands behind a quoted name',
    targets: [text('x', '{ "my.metric" , "service.name" = "c" , } 1', '{"my.metric"}2')],
    options: { escaping: 'allow-utf-8' },
    page: ['{"my.metric",@x,"service.name"="c"} 1', '{"my.metric",@x} 2'],
  },
  {
    case: 22,
    title: 'a quoted name that needs no quotes loses them',
    targets: [openMetrics('x', '{"my_metric","a"="b"} 1')],
    options: { escaping: 'allow-utf-8' },
    page: ['my_metric{@x,a="b"} 1'],
  },
  refused(23, 'a name outside and inside the braces', text('x', 'm{"n"} 1'), 'NAME_INVALID'),
  refused(23, 'two quoted names', text('x', '{"m","n"} 1'), 'NAME_INVALID'),
  refused(23, 'no name', text('x', '{a="b"} 1'), 'NAME_INVALID'),
  refused(24, '__name__ as a label', text('x', 'm{__name__="n"} 1'), 'LABEL_RESERVED'),
  refused(
    25,
    'a label name twice is not repaired by guessing',
    text('x', 'm{a="b",a="b"} 1'),
    'LABEL_REPEATED',
  ),
  {
    case: 26,
    title: 'an empty label value is forwarded',
    targets: [text('x', 'm{a=""} 1')],
    page: ['m{@x,a=""} 1'],
  },
  {
    case: 26,
    title: 'an empty label value is the same series as none',
    targets: [text('x', 'm{a="",b="c"} 1', 'm{b="c"} 2')],
    options: { duplicates: 'drop' },
    page: ['m{@x,a="",b="c"} 1'],
    counters: { x: { duplicates: 1 } },
  },
  ...NUMBERS.map((token): MergeCase => ({
    case: 27,
    title: `the number ${token} keeps its bytes`,
    targets: [text('x', `m ${token}`), openMetrics('y', `m ${token}`)],
    page: [`m{@x} ${token}`, `m{@y} ${token}`],
  })),
  ...NO_NUMBERS.map((token) =>
    refused(28, `${token} is no number`, text('x', `m ${token}`), 'VALUE_INVALID'),
  ),
  ...NO_NUMBERS.map((token) =>
    refused(28, `${token} is no number in OpenMetrics`, openMetrics('x', `m ${token}`), 'VALUE_INVALID'),
  ),
  ...WIDE_NUMBERS.map((token): MergeCase => ({
    case: 29,
    title: `${token} goes through no floating-point number`,
    targets: [text('x', '# TYPE m_total counter', `m_total ${token}`)],
    format: 'openmetrics',
    page: ['# TYPE m counter', `m_total{@x} ${token}`],
  })),
  {
    case: 30,
    title: 'timestamps keep their bytes',
    targets: [text('x', 'm 1 1395066363000'), text('y', 'm 1 0')],
    page: ['m{@x} 1 1395066363000', 'm{@y} 1 0'],
  },
  {
    case: 30,
    title: "a negative timestamp leaves its sample out of a text page, which Prometheus' reader would refuse",
    targets: [text('x', 'm 1 -5', 'm{a="b"} 1 5', 'n 1 +7')],
    page: ['m{@x,a="b"} 1 5', 'n{@x} 1 7'],
    counters: { x: { samplesDropped: 1 } },
  },
  {
    case: 30,
    title: 'OpenMetrics timestamps keep their bytes, negative ones too',
    targets: [openMetrics('x', 'm 1 1520879607.789'), openMetrics('y', 'm 1 -1.5e3')],
    page: ['m{@x} 1 1520879607.789', 'm{@y} 1 -1.5e3'],
  },
  refused(30, 'a fraction is no timestamp of text', text('x', 'm 1 1.5'), 'TIMESTAMP_INVALID'),
  refused(
    30,
    'more than int64 is no timestamp of text',
    text('x', 'm 1 9223372036854775808'),
    'TIMESTAMP_INVALID',
  ),
  refused(30, 'NaN is no timestamp', openMetrics('x', 'm 1 NaN'), 'TIMESTAMP_INVALID'),
  refused(30, '+Inf is no timestamp', openMetrics('x', 'm 1 +Inf'), 'TIMESTAMP_INVALID'),
  {
    case: 31,
    title: 'an exemplar is forwarded byte for byte and gets no label',
    targets: [
      openMetrics(
        'x',
        '# TYPE m histogram',
        'm_bucket{le="1"} 1 # {trace_id="KOO5S4vxi0o"} 0.67',
        'm_bucket{le="+Inf"} 2 # {trace_id="oHg5SJYRHA0"} 9.8e0 1520879607.789',
        'm_count 2',
        'm_sum 10.47',
      ),
    ],
    page: [
      '# TYPE m histogram',
      'm_bucket{@x,le="1"} 1 # {trace_id="KOO5S4vxi0o"} 0.67',
      'm_bucket{@x,le="+Inf"} 2 # {trace_id="oHg5SJYRHA0"} 9.8e0 1520879607.789',
      'm_count{@x} 2',
      'm_sum{@x} 10.47',
    ],
  },
  {
    case: 31,
    title: 'an exemplar that already bears the label name is left alone',
    targets: [openMetrics('x', '# TYPE m counter', 'm_total 1 # {origin_container="y"} 1')],
    page: ['# TYPE m counter', 'm_total{@x} 1 # {origin_container="y"} 1'],
    counters: { x: { collisions: 0 } },
  },
  refused(
    32,
    'an exemplar in text refuses the target',
    text('x', 'm_total 1 # {a="b"} 1'),
    'EXEMPLAR_UNEXPECTED',
  ),
  {
    case: 32,
    title: 'lenient reading keeps the sample and removes its exemplar',
    targets: [lenient(text('x', 'm_total{a="b"} 1 # {c="d"} 1', 'm_total 2 5 # {c="d"} 1 4'))],
    page: ['m_total{@x,a="b"} 1', 'm_total{@x} 2 5'],
    counters: { x: { exemplarsDropped: 2 } },
  },
  refused(
    33,
    'a composite value of OpenMetrics 2.0',
    openMetrics('x', '# TYPE m histogram', 'm {count:1,sum:2,bucket:[+Inf:1]}'),
    'VALUE_INVALID',
  ),
  refused(
    33,
    'a start time of OpenMetrics 2.0',
    openMetrics('x', '# TYPE m counter', 'm_total 1 5 st@4'),
    'SAMPLE_TRAILING',
  ),
  refused(
    33,
    'several exemplars of OpenMetrics 2.0',
    openMetrics('x', '# TYPE m counter', 'm_total 1 # {a="b"} 1 5 # {a="c"} 1 6'),
    'EXEMPLAR_INVALID',
  ),
]
