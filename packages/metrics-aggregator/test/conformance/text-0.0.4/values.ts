/** Text 0.0.4: value tokens, timestamps, and what may follow them. */
import type { Vector, VectorGroup } from '../vector.ts'
import { accepts, refuses } from '../vector.ts'

const takes = (token: string, title: string): Vector =>
  accepts(`${title}: ${token}`, `a ${token}\n`, ['a', {}, token])
const rejects = (token: string, title: string): Vector =>
  refuses(`${title}: ${token}`, `a ${token}\n`, 'VALUE_INVALID', 1)

const values: VectorGroup = {
  format: 'text',
  group: 'values',
  clause:
    "Text format 0.0.4, Line format: the value is a float as Go's ParseFloat reads it, without its base prefixes and underscores",
  vectors: [
    takes('0', 'zero'),
    takes('-0', 'negative zero'),
    takes('+7', 'a plus sign'),
    takes('0042', 'leading zeros'),
    takes('1.5', 'a fraction'),
    takes('.5', 'no digit before the point'),
    takes('5.', 'no digit after the point'),
    takes('1e+06', 'an exponent'),
    takes('1E-7', 'a capital exponent'),
    takes('-.5e0', 'sign, point and exponent'),
    takes('18446744073709551615', 'more than 2^53'),
    takes('0.10000000000000000555', 'more than 17 digits'),
    takes('4.9e-324', 'the smallest sub-normal'),
    takes('1e-400', 'an underflow is zero'),
    takes('1.7976931348623157e308', 'the largest float'),
    takes('NaN', 'not a number'),
    takes('nan', 'not a number in lower case'),
    takes('+Inf', 'infinity'),
    takes('-Inf', 'negative infinity'),
    takes('Inf', 'infinity without sign'),
    takes('inf', 'infinity in lower case'),
    takes('Infinity', 'infinity in full'),
    takes('-iNfInItY', 'any case'),
    rejects('0x1', 'hexadecimal'),
    rejects('0x1p-2', 'a hexadecimal float'),
    rejects('0b1', 'binary'),
    rejects('0o1', 'octal'),
    rejects('1_2', 'an underscore'),
    rejects('true', 'a word'),
    rejects('1,5', 'a decimal comma'),
    rejects('.', 'a point alone'),
    rejects('-', 'a sign alone'),
    rejects('+-1', 'two signs'),
    rejects('1e', 'an exponent without digits'),
    rejects('1e+', 'an exponent with a sign alone'),
    rejects('e5', 'an exponent alone'),
    rejects('1e5.5', 'a fractional exponent'),
    rejects('1.2.3', 'two points'),
    rejects('Infi', 'a part of infinity'),
    rejects('Nano', 'more than not a number'),
    rejects('+NaN', 'not a number takes no sign'),
    rejects('-nan', 'not a number takes no sign'),
    rejects('1e400', 'beyond the largest float'),
    rejects('-1.8e308', 'beyond the largest negative float'),
    rejects('1<00>', 'a NUL'),
    rejects('٣', 'a digit outside ASCII'),
    refuses('no value', 'a\n', 'VALUE_INVALID', 1),
    refuses('no value after blanks', 'a \t\n', 'VALUE_INVALID', 1),
    refuses('no value after labels', 'a{b="c"}\n', 'VALUE_INVALID', 1),
    refuses('a value in quotes', 'a "1"\n', 'VALUE_INVALID', 1),
  ],
}

const time = (token: string, title: string): Vector =>
  accepts(`${title}: ${token}`, `a 1 ${token}\n`, ['a', {}, '1', token])
const badTime = (token: string, title: string): Vector =>
  refuses(`${title}: ${token}`, `a 1 ${token}\n`, 'TIMESTAMP_INVALID', 1)

const timestamps: VectorGroup = {
  format: 'text',
  group: 'timestamps',
  clause: 'Text format 0.0.4, Line format: the timestamp is an int64, milliseconds since the epoch',
  vectors: [
    time('0', 'the epoch'),
    time('1395066363000', 'milliseconds'),
    time('007', 'leading zeros'),
    time('9223372036854775807', 'the largest int64'),
    accepts('a plus sign, which no page shows', 'a 1 +5\n', ['a', {}, '1', '5']),
    // Legal by the format, but Prometheus' reader knows no sign and would refuse the page.
    accepts('a negative time, whose sample no text page shows', 'a 1 -5\n'),
    accepts('the smallest int64', 'a 1 -9223372036854775808\nb 1\n', ['b', {}, '1']),
    badTime('9223372036854775808', 'one more than the largest int64'),
    badTime('-9223372036854775809', 'one less than the smallest int64'),
    badTime('99999999999999999999999', 'far beyond int64'),
    badTime('1.5', 'a fraction'),
    badTime('1e3', 'an exponent'),
    badTime('NaN', 'not a number'),
    badTime('+Inf', 'infinity'),
    badTime('0x10', 'hexadecimal'),
    badTime('1_000', 'an underscore'),
    badTime('-', 'a sign alone'),
    badTime('now', 'a word'),
  ],
}

const trailing: VectorGroup = {
  format: 'text',
  group: 'line end',
  clause: 'Text format 0.0.4, Line format: nothing but blanks follows value and timestamp',
  vectors: [
    refuses('a third number', 'a 1 2 3\n', 'SAMPLE_TRAILING', 1),
    refuses('a word after the timestamp', 'a 1 2 ms\n', 'SAMPLE_TRAILING', 1),
    refuses('an exemplar after the value', 'a_total 1 # {b="c"} 1\n', 'EXEMPLAR_UNEXPECTED', 1),
    refuses(
      'an exemplar after the timestamp',
      'a_bucket{le="1"} 1 2 # {b="c"} 1 3\n',
      'EXEMPLAR_UNEXPECTED',
      1,
    ),
    refuses('labels after the value', 'a 1 {b="c"}\n', 'TIMESTAMP_INVALID', 1),
  ],
}

export const textValues: readonly VectorGroup[] = [values, timestamps, trailing]
