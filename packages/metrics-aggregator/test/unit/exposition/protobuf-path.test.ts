// Facts about the names of places in protobuf expositions.
import { describe, expect, test } from 'vitest'
import { bodyPaths, fieldPath } from '../../../src/exposition/protobuf-path.ts'
import { encodeFamilies, encodeFamily } from '../../support/protobuf.ts'

const FAMILY = {
  name: 'a_seconds',
  help: 'A.',
  type: 'HISTOGRAM',
  metric: [
    { label: [{ name: 'zone', value: 'x' }], histogram: { sample_count: 1 } },
    {
      label: [
        { name: 'zone', value: 'y' },
        { name: 'rack', value: 'MARK' },
      ],
      histogram: {
        sample_count: 2,
        bucket: [
          { cumulative_count: 1, upper_bound: 1 },
          {
            cumulative_count: 2,
            upper_bound: 2,
            exemplar: { label: [{ name: 'id', value: 'EXEMPLAR' }], value: 1 },
          },
        ],
        positive_span: [{ offset: 0, length: 1 }],
      },
      timestamp_ms: 5,
    },
  ],
  unit: 'seconds',
}

/** The bytes of the family without its length. */
const whole = encodeFamily(FAMILY)
const message = whole.subarray(whole[1]! >= 0x80 ? 3 : whole[0]! >= 0x80 ? 2 : 1)

function placeOf(text: string): number {
  return Buffer.from(message).indexOf(text)
}

describe('a place inside a message', () => {
  test.each([
    { text: 'a_seconds', path: 'name' },
    { text: 'A.', path: 'help' },
    { text: 'MARK', path: 'metric[1].label[1].value' },
    { text: 'rack', path: 'metric[1].label[1].name' },
    { text: 'EXEMPLAR', path: 'metric[1].histogram.bucket[1].exemplar.label[0].value' },
    { text: 'seconds', path: 'name', at: 2 },
  ])('$text stands at $path', ({ text, path }) => {
    expect(fieldPath(message, placeOf(text))).toBe(path)
  })

  test('a tag belongs to its own field, not to what it holds', () => {
    const metric = placeOf('zone') - 6
    expect(message[metric]).toBe(0x22)
    expect(fieldPath(message, metric)).toBe('metric[0]')
    expect(fieldPath(message, metric + 2)).toBe('metric[0].label[0]')
  })

  test('unknown fields have their number', () => {
    const withUnknown = Uint8Array.of(...message, 0xca, 0x3e, 1, 0xff)
    expect(fieldPath(withUnknown, message.length)).toBe('1001')
  })

  test.each([-1, 100_000])('%i is no place in it', (at) => {
    expect(fieldPath(message, at)).toBe('')
  })

  test('a field that runs past its message holds the rest of it', () => {
    expect(fieldPath(Uint8Array.of(0x0a, 200, 1, 0x61), 0)).toBe('name')
  })

  test('bytes that are no fields have no name', () => {
    expect(fieldPath(Uint8Array.of(0xff, 0xff, 0xff), 1)).toBe('')
    expect(fieldPath(Uint8Array.of(0, 0), 0)).toBe('')
  })
})

test('offsets in a body are found going forward', () => {
  const body = encodeFamilies([{ name: 'a' }, { name: 'b' }, { name: 'c' }])
  const pathAt = bodyPaths(body)
  const length = body.length / 3
  expect([0, 1, length, 2 * length + 1, body.length].map(pathAt)).toEqual(['', 'name', '', 'name', ''])
})
