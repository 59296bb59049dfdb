// Facts about the kinds of values: what each reads, what it refuses, and that it reads what it shows.
import { expect, test } from 'vitest'
import {
  duration,
  hostList,
  listOf,
  listenHost,
  oneOf,
  wholeNumber,
  yesOrNo,
} from '../../../src/config/value-kind.ts'
import type { ValueKind } from '../../../src/config/value-kind.ts'

interface Row {
  readonly name: string
  readonly kind: ValueKind<unknown>
  readonly reads: readonly (readonly [text: string, value: unknown])[]
  readonly refuses: readonly string[]
}

const ROWS: readonly Row[] = [
  {
    name: 'wholeNumber',
    kind: wholeNumber(0, 65_535) as ValueKind<unknown>,
    reads: [
      ['0', 0],
      ['65535', 65_535],
      ['007', 7],
    ],
    refuses: ['', '-1', '65536', '1.0', '1e3', '0x10', ' 1', 'tcp://10.0.0.1:9090'],
  },
  {
    name: 'duration',
    kind: duration(1, 60_000) as ValueKind<unknown>,
    reads: [
      ['1ms', 1],
      ['1m', 60_000],
    ],
    refuses: ['0', '0s', '61s', '5', ''],
  },
  {
    name: 'oneOf',
    kind: oneOf(['strict', 'legacy']) as ValueKind<unknown>,
    reads: [
      ['strict', 'strict'],
      ['Legacy', 'legacy'],
    ],
    refuses: ['', 'stric', 'strict,legacy'],
  },
  {
    name: 'yesOrNo',
    kind: yesOrNo as ValueKind<unknown>,
    reads: [
      ['true', true],
      ['TRUE', true],
      ['1', true],
      ['false', false],
      ['0', false],
    ],
    refuses: ['', 'yes', 'on', '2'],
  },
  {
    name: 'listOf',
    kind: listOf(['text', 'openmetrics'], 'text') as ValueKind<unknown>,
    reads: [
      ['text', ['text']],
      ['OpenMetrics, text', ['text', 'openmetrics']],
    ],
    refuses: ['', 'openmetrics', 'text,protobuf', 'text,,openmetrics', 'text,text'],
  },
  {
    name: 'hostList',
    kind: hostList as ValueKind<unknown>,
    reads: [
      ['*', ['*']],
      ['10.0.0.7, App.example.com', ['10.0.0.7', 'app.example.com']],
      ['[FD00::0:1]', ['fd00::1']],
      ['fd00::1', ['fd00::1']],
      ['app.', ['app']],
    ],
    refuses: ['', 'a b', 'http://app', 'app:80', 'a,,b', '*.example.com', '[::zz]', '10.0.0.0/8'],
  },
  {
    name: 'listenHost',
    kind: listenHost as ValueKind<unknown>,
    reads: [
      ['', ''],
      ['0.0.0.0', '0.0.0.0'],
      ['[::]', '::'],
      ['localhost', 'localhost'],
      ['fe80::1', 'fe80::1'],
    ],
    refuses: [':9090', '0.0.0.0:9090', 'a b', 'http://x'],
  },
]

test.each(
  ROWS.flatMap(({ name, kind, reads }) => reads.map(([text, value]) => ({ name, kind, text, value }))),
)('$name reads "$text" as $value and reads what it shows', ({ kind, text, value }) => {
  expect(kind.read(text)).toEqual(value)
  expect(kind.read(kind.show(value))).toEqual(value)
})

test.each(ROWS.flatMap(({ name, kind, refuses }) => refuses.map((text) => ({ name, kind, text }))))(
  '$name refuses "$text"',
  ({ kind, text }) => {
    expect(kind.read(text)).toBeUndefined()
  },
)
