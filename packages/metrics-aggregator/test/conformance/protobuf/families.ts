/** Protobuf: what a family says of itself, and families that come twice. */
import { accepts, acceptsBytes, gauge, refuses, reports } from './vector.ts'
import type { ProtobufGroup } from './vector.ts'

const ONE = { gauge: { value: 1 } }

const names: ProtobufGroup = {
  group: 'names',
  clause: '§11 Reading 4: a name, not empty, without NUL; UTF-8 in name, help and unit',
  vectors: [
    accepts('letters, digits, underscores and colons', { name: 'Az_09:z', type: 'GAUGE', metric: [ONE] }),
    accepts('a dot', { name: 'a.b', type: 'GAUGE', metric: [ONE] }),
    accepts('letters beyond ASCII', { name: 'größe→\u{1f600}', type: 'GAUGE', metric: [ONE] }),
    accepts('a name that other formats keep for a suffix', {
      name: 'a_bucket',
      type: 'GAUGE',
      metric: [ONE],
    }),
    refuses('no name', [{ help: 'words', type: 'GAUGE', metric: [ONE] }], 'NAME_INVALID', ''),
    refuses('an empty name', '08 0A 00 18 01 22 02 12 00', 'NAME_INVALID', 'name'),
    refuses('a NUL in the name', '0B 0A 03 61 00 62 18 01 22 02 12 00', 'NAME_INVALID', 'name'),
    refuses('a name that is no UTF-8', '09 0A 01 FF 18 01 22 02 12 00', 'UTF8_INVALID', 'name'),
    refuses('a surrogate in the name', '0B 0A 03 ED A0 80 18 01 22 02 12 00', 'UTF8_INVALID', 'name'),
    refuses('an overlong letter in the name', '0A 0A 02 C1 A1 18 01 22 02 12 00', 'UTF8_INVALID', 'name'),
  ],
}

const metadata: ProtobufGroup = {
  group: 'metadata',
  clause: '§11 Reading 4: help and unit are UTF-8, the type is 0 to 5 and counter when absent',
  vectors: [
    accepts('help and unit', {
      name: 'a_bytes',
      help: 'Two\nlines "\\".',
      type: 'GAUGE',
      unit: 'bytes',
      metric: [ONE],
    }),
    accepts('a unit that the name does not end in', {
      name: 'a',
      type: 'GAUGE',
      unit: 'bytes',
      metric: [ONE],
    }),
    acceptsBytes('no type', '07 0A 01 61 22 02 1A 00', [
      { name: 'a', type: 'COUNTER', metric: [{ counter: {} }] },
    ]),
    acceptsBytes('type 0', '09 0A 01 61 18 00 22 02 1A 00', [
      { name: 'a', type: 'COUNTER', metric: [{ counter: {} }] },
    ]),
    acceptsBytes('empty help', '07 0A 01 61 12 00 18 01', [{ name: 'a', type: 'GAUGE' }]),
    refuses('type 6', '09 0A 01 61 18 06 22 02 12 00', 'TYPE_INVALID', 'type'),
    refuses(
      'a negative type',
      '12 0A 01 61 18 FF FF FF FF FF FF FF FF FF 01 22 02 12 00',
      'TYPE_INVALID',
      'type',
    ),
    refuses('a type of 2^32', '0D 0A 01 61 18 80 80 80 80 10 22 02 12 00', 'TYPE_INVALID', 'type'),
    refuses('help that is no UTF-8', '0C 0A 01 61 12 01 C3 18 01 22 02 12 00', 'UTF8_INVALID', 'help'),
    refuses('a unit that is no UTF-8', '0C 0A 01 61 18 01 2A 01 80 22 02 12 00', 'UTF8_INVALID', 'unit'),
  ],
}

const empty: ProtobufGroup = {
  group: 'empty families',
  clause: '§11 A protobuf page; standards case 57: metadata without samples is kept where it is legal',
  vectors: [
    accepts('no metrics', { name: 'a', help: 'None yet.', type: 'GAUGE' }),
    accepts(
      'no metrics, then one with some',
      { name: 'a', type: 'HISTOGRAM' },
      { name: 'b', type: 'GAUGE', metric: [ONE] },
    ),
  ],
}

const again: ProtobufGroup = {
  group: 'repeated families',
  clause:
    '§11 Reading 4 and Check: the same name in two messages of one target; standards D.4: do not emit the same family twice',
  vectors: [
    reports('one behind the other', [gauge(ONE), gauge({ ...ONE, timestamp_ms: 1 })], 'FAMILY_REPEATED', ''),
    reports(
      'another between them',
      [gauge(ONE), { name: 'b', type: 'GAUGE' }, gauge()],
      'FAMILY_REPEATED',
      '',
    ),
    refuses('another type', [gauge(ONE), { name: 'a', type: 'COUNTER' }], 'METADATA_REPEATED', 'type'),
    refuses(
      'another help',
      [
        { ...gauge(ONE), help: 'One.' },
        { ...gauge(), help: 'Two.' },
      ],
      'METADATA_REPEATED',
      'help',
    ),
    refuses(
      'another unit',
      [
        { ...gauge(ONE), unit: 'bytes' },
        { ...gauge(), unit: 'seconds' },
      ],
      'METADATA_REPEATED',
      'unit',
    ),
    accepts('names that differ in the case', gauge(ONE), { ...gauge(ONE), name: 'A' }),
    accepts(
      'a histogram and a gauge of its count',
      { name: 'a', type: 'HISTOGRAM', metric: [{ histogram: { sample_count: 1 } }] },
      { ...gauge(ONE), name: 'a_count' },
    ),
  ],
}

export const protobufFamilies: readonly ProtobufGroup[] = [names, metadata, empty, again]
