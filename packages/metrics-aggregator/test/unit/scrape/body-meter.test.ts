import { describe, expect, test } from 'vitest'
import { BodyMeter } from '../../../src/scrape/body-meter.ts'

const MIB = 1_048_576
const LIMITS = { bodyBytesMax: 10 * MIB, ratioMax: 10 }

describe('the caps of a body (cases 15 and 16)', () => {
  test.each<{ name: string; wire: number[]; body: number[]; code: string | undefined }>([
    { name: 'exactly the cap', wire: [], body: [9 * MIB, MIB], code: undefined },
    { name: 'one byte more', wire: [], body: [9 * MIB, MIB, 1], code: 'SCRAPE_TOO_LARGE' },
    { name: 'compressed bytes over the cap', wire: [10 * MIB, 1], body: [], code: 'SCRAPE_TOO_LARGE' },
    { name: 'a small body of any ratio', wire: [10], body: [MIB], code: undefined },
    { name: 'a larger body within the ratio', wire: [MIB], body: [10 * MIB], code: undefined },
    { name: 'a larger body over the ratio', wire: [100_000], body: [MIB, 1], code: 'SCRAPE_RATIO_EXCEEDED' },
    { name: 'a plain body has no ratio', wire: [], body: [2 * MIB], code: undefined },
  ])('$name: $code', ({ wire, body, code }) => {
    const meter = new BodyMeter(LIMITS)
    const failures = [
      ...wire.map((bytes) => meter.addWire(bytes)),
      ...body.map((bytes) => meter.addBody(bytes)),
    ]
    expect(failures.at(-1)?.code).toBe(code)
    expect(failures.slice(0, -1).every((failure) => failure === undefined)).toBe(true)
  })
})

test('what came over the connection is what is counted as received', () => {
  const plain = new BodyMeter(LIMITS)
  plain.addBody(7)
  expect(plain.bytesReceived).toBe(7)
  const compressed = new BodyMeter(LIMITS)
  compressed.addWire(3)
  compressed.addBody(7)
  expect(compressed.bytesReceived).toBe(3)
})
