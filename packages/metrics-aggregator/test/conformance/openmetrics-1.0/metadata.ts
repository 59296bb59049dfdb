/** OpenMetrics 1.0: TYPE, UNIT and HELP lines. */
import type { VectorGroup } from '../vector.ts'
import { accepts, openMetrics, refuses } from '../vector.ts'

const metadata: VectorGroup = {
  format: 'openmetrics',
  group: 'metadata',
  clause:
    'OpenMetrics 1.0, Text format, MetricFamily metadata: TYPE, UNIT and HELP, each at most once, before the samples',
  vectors: [
    accepts(
      'all three',
      openMetrics(
        '# TYPE a_seconds gauge',
        '# UNIT a_seconds seconds',
        '# HELP a_seconds words',
        'a_seconds 1',
      ),
      ['a_seconds', {}, '1'],
    ),
    accepts(
      'all three in another order',
      openMetrics(
        '# HELP a_seconds words',
        '# UNIT a_seconds seconds',
        '# TYPE a_seconds gauge',
        'a_seconds 1',
      ),
      ['a_seconds', {}, '1'],
    ),
    accepts('metadata without samples', openMetrics('# TYPE a counter', '# HELP a words')),
    accepts('help without type', openMetrics('# HELP a words', 'a 1'), ['a', {}, '1']),
    accepts('a sample without metadata', openMetrics('a 1'), ['a', {}, '1']),
    accepts('empty help', openMetrics('# HELP a ', 'a 1'), ['a', {}, '1']),
    accepts('empty unit', openMetrics('# UNIT a ', 'a 1'), ['a', {}, '1']),
    accepts('help that starts with blanks', openMetrics('# HELP a  words', 'a 1'), ['a', {}, '1']),
    accepts('help with escapes', openMetrics('# HELP a \\\\ \\n \\" é', 'a 1'), ['a', {}, '1']),
    accepts('help with an unknown escape', openMetrics('# HELP a \\d', 'a 1'), ['a', {}, '1']),
    accepts('help with a bare quote', openMetrics('# HELP a "b" c', 'a 1'), ['a', {}, '1']),
    accepts('help with a NUL', openMetrics('# HELP a <00>', 'a 1'), ['a', {}, '1']),
    refuses('help without the blank after the name', openMetrics('# HELP a'), 'METADATA_INVALID', 1),
    refuses('unit without the blank after the name', openMetrics('# UNIT a'), 'METADATA_INVALID', 1),
    refuses('type without the blank after the name', openMetrics('# TYPE a'), 'METADATA_INVALID', 1),
    refuses('a name that starts with a digit', openMetrics('# HELP 1a words'), 'NAME_INVALID', 1),
    refuses('a hyphen in the name', openMetrics('# HELP a-b words'), 'METADATA_INVALID', 1),
    refuses('a dot in the name', openMetrics('# TYPE a.b gauge'), 'METADATA_INVALID', 1),
    refuses('a tab after the name', openMetrics('# HELP a\twords'), 'METADATA_INVALID', 1),
    refuses('help that is no UTF-8', openMetrics('# HELP a <FF>'), 'UTF8_INVALID', 1),
    refuses(
      'help twice in the same words',
      openMetrics('# HELP a b', '# HELP a b', 'a 1'),
      'METADATA_AGAIN',
      2,
    ),
    refuses(
      'help twice in other words',
      openMetrics('# HELP a b', '# HELP a c', 'a 1'),
      'METADATA_REPEATED',
      2,
    ),
    refuses(
      'the same type twice',
      openMetrics('# TYPE a gauge', '# TYPE a gauge', 'a 1'),
      'METADATA_AGAIN',
      2,
    ),
    refuses('two types', openMetrics('# TYPE a gauge', '# TYPE a counter'), 'METADATA_REPEATED', 2),
    refuses('the same unit twice', openMetrics('# UNIT a_s s', '# UNIT a_s s', 'a_s 1'), 'METADATA_AGAIN', 2),
    refuses(
      'two units',
      openMetrics('# UNIT a_s_m m', '# UNIT a_s_m s_m', 'a_s_m 1'),
      'METADATA_REPEATED',
      2,
    ),
    refuses('type after the sample', openMetrics('a 1', '# TYPE a gauge'), 'METADATA_LATE', 2),
    refuses(
      'help after the sample',
      openMetrics('# TYPE a gauge', 'a 1', '# HELP a words'),
      'METADATA_LATE',
      3,
    ),
    refuses(
      'unit after the sample',
      openMetrics('# TYPE a_s gauge', 'a_s 1', '# UNIT a_s s'),
      'METADATA_LATE',
      3,
    ),
    refuses(
      'help after the sample of a counter',
      openMetrics('# TYPE a counter', 'a_total 1', '# HELP a words'),
      'METADATA_LATE',
      3,
    ),
    refuses(
      'type and help of one family apart',
      openMetrics('# TYPE a gauge', '# TYPE b gauge', '# HELP a words'),
      'FAMILY_INTERLEAVED',
      3,
    ),
  ],
}

const types: VectorGroup = {
  format: 'openmetrics',
  group: 'types',
  clause:
    'OpenMetrics 1.0, MetricFamily, Type: unknown, gauge, counter, stateset, info, histogram, gaugehistogram, summary',
  vectors: [
    ...['unknown', 'gauge', 'counter', 'stateset', 'info', 'histogram', 'gaugehistogram', 'summary'].map(
      (type) => accepts(`type ${type}`, openMetrics(`# TYPE a ${type}`)),
    ),
    refuses('untyped is a word of the older format', openMetrics('# TYPE a untyped'), 'TYPE_INVALID', 1),
    refuses('capital letters', openMetrics('# TYPE a Gauge'), 'TYPE_INVALID', 1),
    refuses('gauge_histogram', openMetrics('# TYPE a gauge_histogram'), 'TYPE_INVALID', 1),
    refuses('an unheard-of type', openMetrics('# TYPE a meter'), 'TYPE_INVALID', 1),
    refuses('an empty type', openMetrics('# TYPE a '), 'TYPE_INVALID', 1),
    refuses('a blank after the type', openMetrics('# TYPE a gauge '), 'TYPE_INVALID', 1),
    refuses('a blank before the type', openMetrics('# TYPE a  gauge'), 'TYPE_INVALID', 1),
    refuses('a second word', openMetrics('# TYPE a gauge gauge'), 'TYPE_INVALID', 1),
  ],
}

const units: VectorGroup = {
  format: 'openmetrics',
  group: 'units',
  clause:
    'OpenMetrics 1.0, MetricFamily, Unit: a unit is the end of the family name after an underscore; none on info and stateset',
  vectors: [
    accepts(
      'the unit ends the name',
      openMetrics('# TYPE a_seconds gauge', '# UNIT a_seconds seconds', 'a_seconds 1'),
      ['a_seconds', {}, '1'],
    ),
    accepts(
      'the unit of a counter stands before _total',
      openMetrics('# TYPE a_bytes counter', '# UNIT a_bytes bytes', 'a_bytes_total 1'),
      ['a_bytes_total', {}, '1'],
    ),
    accepts(
      'a unit of two words',
      openMetrics('# TYPE a_volt_amperes gauge', '# UNIT a_volt_amperes volt_amperes', 'a_volt_amperes 1'),
      ['a_volt_amperes', {}, '1'],
    ),
    accepts('a unit before the type', openMetrics('# UNIT a_s s', '# TYPE a_s counter', 'a_s_total 1'), [
      'a_s_total',
      {},
      '1',
    ]),
    accepts('an empty unit on an info family', openMetrics('# TYPE a info', '# UNIT a ', 'a_info 1'), [
      'a_info',
      {},
      '1',
    ]),
    refuses(
      'the unit is no part of the name',
      openMetrics('# TYPE a gauge', '# UNIT a seconds', 'a 1'),
      'UNIT_UNFIT',
      2,
    ),
    refuses(
      'no underscore before the unit',
      openMetrics('# TYPE aseconds gauge', '# UNIT aseconds seconds', 'aseconds 1'),
      'UNIT_UNFIT',
      2,
    ),
    refuses(
      'the unit is the whole name',
      openMetrics('# TYPE seconds gauge', '# UNIT seconds seconds', 'seconds 1'),
      'UNIT_UNFIT',
      2,
    ),
    refuses(
      'the unit stands in the middle',
      openMetrics('# TYPE a_seconds_b gauge', '# UNIT a_seconds_b seconds', 'a_seconds_b 1'),
      'UNIT_UNFIT',
      2,
    ),
    refuses(
      'a blank after the unit',
      openMetrics('# TYPE a_s gauge', '# UNIT a_s s ', 'a_s 1'),
      'UNIT_UNFIT',
      2,
    ),
    refuses(
      'a unit on an info family',
      openMetrics('# TYPE a_s info', '# UNIT a_s s', 'a_s_info 1'),
      'UNIT_UNFIT',
      2,
    ),
    refuses(
      'a unit on a stateset family',
      openMetrics('# TYPE a_s stateset', '# UNIT a_s s', 'a_s{a_s="b"} 1'),
      'UNIT_UNFIT',
      2,
    ),
    refuses(
      'a unit on an info family, type last',
      openMetrics('# UNIT a_s s', '# TYPE a_s info', 'a_s_info 1'),
      'UNIT_UNFIT',
      1,
    ),
  ],
}

export const openMetricsMetadata: readonly VectorGroup[] = [metadata, types, units]
