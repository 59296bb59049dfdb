/** Protobuf: lengths, tags, wire types and fields that nobody knows. */
import { acceptsBytes, gauge, refuses } from './vector.ts'
import type { ProtobufGroup } from './vector.ts'

/** A gauge `a` of value 0, as most bodies below have it. */
const ZERO = gauge({ gauge: {} })

const lengths: ProtobufGroup = {
  group: 'lengths',
  clause: '§11 Reading 1: each message behind its length as a varint; protobuf encoding, Base 128 Varints',
  vectors: [
    acceptsBytes('an empty body', '', []),
    acceptsBytes('one message', '09 0A 01 61 18 01 22 02 12 00', [ZERO]),
    acceptsBytes('two messages', '05 0A 01 61 18 01 05 0A 01 62 18 01', [
      { name: 'a', type: 'GAUGE' },
      { name: 'b', type: 'GAUGE' },
    ]),
    acceptsBytes('a length in more bytes than it needs', '89 00 0A 01 61 18 01 22 02 12 00', [ZERO]),
    acceptsBytes('a length in ten bytes', '89 80 80 80 80 80 80 80 80 00 0A 01 61 18 01 22 02 12 00', [ZERO]),
    refuses('a length beyond the end', '0A 0A 01 61 18 01 22 02 12 00', 'BODY_TRUNCATED', ''),
    refuses('an end inside a length', '09 0A 01 61 18 01 22 02 12 00 89', 'BODY_TRUNCATED', ''),
    refuses('a length alone', '09', 'BODY_TRUNCATED', ''),
    refuses('the second message cut', '05 0A 01 61 18 01 05 0A 01 62', 'BODY_TRUNCATED', ''),
    refuses(
      'a length of eleven bytes',
      '89 80 80 80 80 80 80 80 80 80 00 0A 01 61 18 01 22 02 12 00',
      'WIRE_INVALID',
      '',
    ),
    refuses('a length beyond 64 bits', 'FF FF FF FF FF FF FF FF FF 7F', 'WIRE_INVALID', ''),
    refuses('a length of 2 GiB', '80 80 80 80 08', 'FAMILY_TOO_LONG', ''),
    refuses('a message of no bytes', '00', 'NAME_INVALID', ''),
  ],
}

const wireTypes: ProtobufGroup = {
  group: 'wire types',
  clause:
    '§11 Reading 1: a field of another wire type, a tag that is none, a field that runs past its message',
  vectors: [
    refuses('a name as a number', '02 08 01', 'WIRE_INVALID', 'name'),
    refuses('a type as bytes', '06 0A 01 61 1A 01 01', 'WIRE_INVALID', 'type'),
    refuses('a metric as a number', '07 0A 01 61 18 01 20 01', 'WIRE_INVALID', 'metric[0]'),
    refuses(
      'a gauge as a double',
      '10 0A 01 61 18 01 22 09 11 00 00 00 00 00 00 F0 3F',
      'WIRE_INVALID',
      'metric[0].gauge',
    ),
    refuses(
      'a value as a varint',
      '0B 0A 01 61 18 01 22 04 12 02 08 01',
      'WIRE_INVALID',
      'metric[0].gauge.value',
    ),
    refuses(
      'a value as a 32-bit float',
      '0E 0A 01 61 18 01 22 07 12 05 0D 00 00 80 3F',
      'WIRE_INVALID',
      'metric[0].gauge.value',
    ),
    refuses(
      'a label as a number',
      '0B 0A 01 61 18 01 22 04 08 01 12 00',
      'WIRE_INVALID',
      'metric[0].label[0]',
    ),
    refuses('the beginning of a group', '05 0A 01 61 33 34', 'WIRE_INVALID', '6'),
    refuses('wire type 6', '05 0A 01 61 36 00', 'WIRE_INVALID', '6'),
    refuses('field number 0', '05 0A 01 61 00 00', 'WIRE_INVALID', ''),
    refuses('a field number beyond 29 bits', '09 0A 01 61 80 80 80 80 10 00', 'WIRE_INVALID', '536870912'),
    refuses('a name that runs past the message', '03 0A 02 61', 'WIRE_INVALID', 'name'),
    refuses(
      'a gauge that runs past its metric',
      '09 0A 01 61 18 01 22 02 12 01',
      'WIRE_INVALID',
      'metric[0].gauge',
    ),
  ],
}

const repeated: ProtobufGroup = {
  group: 'repeated fields',
  clause: '§11 Reading 2: a known singular field that stands twice in one message',
  vectors: [
    refuses('a name twice', '06 0A 01 61 0A 01 62', 'FIELD_REPEATED', 'name'),
    refuses('a type twice', '07 0A 01 61 18 01 18 01', 'FIELD_REPEATED', 'type'),
    refuses(
      'a gauge twice in a metric',
      '0B 0A 01 61 18 01 22 04 12 00 12 00',
      'FIELD_REPEATED',
      'metric[0].gauge',
    ),
    refuses(
      'a time twice in a metric',
      '0D 0A 01 61 18 01 22 06 12 00 30 01 30 02',
      'FIELD_REPEATED',
      'metric[0].timestamp_ms',
    ),
  ],
}

const unknown: ProtobufGroup = {
  group: 'unknown fields',
  clause: '§11 Reading 3, standards case 47: unknown fields are kept byte for byte',
  vectors: [
    acceptsBytes('a number in the family', '0B 0A 01 61 18 01 22 02 12 00 30 07', [ZERO], '30 07'),
    acceptsBytes(
      'bytes in a metric',
      '0D 0A 01 61 18 01 22 06 12 00 42 02 68 69',
      [ZERO],
      '12 00 42 02 68 69',
    ),
    acceptsBytes(
      '32 bits in a gauge',
      '0E 0A 01 61 18 01 22 07 12 05 15 01 02 03 04',
      [ZERO],
      '12 05 15 01 02 03 04',
    ),
    acceptsBytes(
      '64 bits in a metric',
      '12 0A 01 61 18 01 22 0B 12 00 41 01 02 03 04 05 06 07 08',
      [ZERO],
      '41 01 02 03 04 05 06 07 08',
    ),
    acceptsBytes(
      'the same unknown field twice',
      '0D 0A 01 61 18 01 22 02 12 00 30 07 30 08',
      [ZERO],
      '30 07 30 08',
    ),
    acceptsBytes(
      'the highest field number',
      '0F 0A 01 61 18 01 22 02 12 00 F8 FF FF FF 0F 01',
      [ZERO],
      'F8 FF FF FF 0F 01',
    ),
    acceptsBytes('a value of another type', '0B 0A 01 61 18 01 22 04 12 00 2A 00', [
      gauge({ gauge: {}, untyped: {} }),
    ]),
    acceptsBytes('fields in another order', '09 22 02 12 00 18 01 0A 01 61', [ZERO]),
  ],
}

export const protobufFraming: readonly ProtobufGroup[] = [lengths, wireTypes, repeated, unknown]
