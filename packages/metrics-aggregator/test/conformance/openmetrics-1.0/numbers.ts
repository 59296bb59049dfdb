/** OpenMetrics 1.0: value tokens and timestamps. */
import type { Vector, VectorGroup } from '../vector.ts'
import { accepts, openMetrics, refuses } from '../vector.ts'

const takes = (token: string): Vector =>
  accepts(`the value ${token}`, openMetrics(`a ${token}`), ['a', {}, token])
const rejects = (token: string): Vector =>
  refuses(`no value: ${token}`, openMetrics(`a ${token}`), 'VALUE_INVALID', 1)

const values: VectorGroup = {
  format: 'openmetrics',
  group: 'values',
  clause:
    'OpenMetrics 1.0, Text format, Numbers and ABNF: realnumber, infinity in any case with an optional sign, nan in any case',
  vectors: [
    ...[
      '0',
      '-0',
      '+1',
      '007',
      '1.5',
      '.5',
      '5.',
      '1e5',
      '1E+05',
      '-1.25e-3',
      '18446744073709551615',
      '4.9e-324',
    ].map(takes),
    ...['NaN', 'nan', 'Inf', '+Inf', '-Inf', 'inf', 'Infinity', '-infinity', '+INFINITY'].map(takes),
    ...[
      '0x1',
      '0x1p2',
      '0b1',
      '0o7',
      '1_000',
      'true',
      '1,5',
      '.',
      '-',
      '+',
      'e1',
      '1e',
      '1e+',
      '1..2',
      '--1',
    ].map(rejects),
    ...['+NaN', '-nan', 'Infi', 'nano', '1e400', '1f', '∞', '"1"'].map(rejects),
  ],
}

const takesTime = (token: string): Vector =>
  accepts(`the time ${token}`, openMetrics(`a 1 ${token}`), ['a', {}, '1', token])
const rejectsTime = (token: string): Vector =>
  refuses(`no time: ${token}`, openMetrics(`a 1 ${token}`), 'TIMESTAMP_INVALID', 1)

const timestamps: VectorGroup = {
  format: 'openmetrics',
  group: 'timestamps',
  clause:
    'OpenMetrics 1.0, Text format, Timestamps: seconds since the epoch as a realnumber; neither exponents nor signs are forbidden',
  vectors: [
    ...['0', '1', '1520879607.789', '1520879607.123456789', '-1', '-0.5', '+3', '.5', '5.', '1.5e9'].map(
      takesTime,
    ),
    ...['NaN', 'nan', 'Inf', '+Inf', '-inf', '0x1', '1_0', '-', '.', '1e', 'now', '1e400'].map(rejectsTime),
  ],
}

export const openMetricsNumbers: readonly VectorGroup[] = [values, timestamps]
