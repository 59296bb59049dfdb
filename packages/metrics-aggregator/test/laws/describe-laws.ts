/**
 * Holds expositions to the laws, whoever made them: each alone, beside another one, over the other formats and back, and
 * in another order. A failure shows a few expositions that break a law, whole, with what broke it.
 */
import { expect, test } from 'vitest'
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import { VERSION_WITH_NAMES } from '../model/generate.ts'
import { conversionFaults, inputOf, singleTargetFaults, unionFaults } from './laws.ts'
import type { Faults } from './laws.ts'
import { orderFaults, valueFaults } from './stability.ts'

export interface Written {
  /** Where the exposition comes from, in enough detail to make it again. */
  readonly title: string
  readonly format: ExpositionFormat
  readonly first: Uint8Array
  /** The same series with other values, where there is a second scrape. */
  readonly second?: Uint8Array
}

const FORMATS = ['text', 'openmetrics', 'protobuf'] as const
const SHOWN_MAX = 3
const EXCERPT_MAX = 4_000

/** The tests of the laws, over what is made once for all of them. */
export function describeLaws(make: () => Promise<readonly Written[]>): void {
  let made: Promise<readonly Written[]> | undefined
  const all = (): Promise<readonly Written[]> => (made ??= make())
  test('P2 each alone says on the page what it said itself', async () => {
    const every = await all()
    expect(every.length).toBeGreaterThan(0)
    expect(breachesOf(every, ({ format, first }) => singleTargetFaults(inputOf(format, first)))).toEqual([])
  })

  test.each(FORMATS)('P3 two are their union on a page of %s', async (to) => {
    const every = await all()
    // Far enough away that formats and libraries meet.
    const otherOf = (one: Written): Written => every[(every.indexOf(one) * 7 + 3) % every.length]!
    const law = (one: Written): Faults => {
      const other = otherOf(one)
      const inputs = [inputOf(one.format, one.first), inputOf(other.format, other.first, 'other')]
      return unionFaults(inputs, VERSION_WITH_NAMES[to]).map((fault) => `${fault}\nbeside ${titleOf(other)}`)
    }
    expect(breachesOf(every, law)).toEqual([])
  })

  test.each(FORMATS)('P5 over %s and back, what is lost was told', async (over) => {
    const others = (await all()).filter(({ format }) => format !== over)
    expect(breachesOf(others, ({ format, first }) => conversionFaults(inputOf(format, first), over))).toEqual(
      [],
    )
  })

  test('P7 new values and another order change nothing but the values', async () => {
    const law = ({ format, first, second = first }: Written): Faults => [
      ...valueFaults(format, first, second),
      ...orderFaults([inputOf(format, first), inputOf(format, second, 'other')], VERSION_WITH_NAMES[format]),
    ]
    expect(breachesOf(await all(), law)).toEqual([])
  })
}

function breachesOf(all: readonly Written[], law: (one: Written) => Faults): readonly string[] {
  const broken = all.map((one) => ({ one, faults: law(one) })).filter(({ faults }) => faults.length > 0)
  return broken.slice(0, SHOWN_MAX).map(({ one, faults }) => `${titleOf(one)}\n${faults.join('\n')}`)
}

function titleOf({ title, first }: Written): string {
  return `${title}\n${Buffer.from(first).toString().slice(0, EXCERPT_MAX)}`
}
