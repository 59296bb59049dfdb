/** The benchmark's program on prometheus/common/expfmt merges the same series as we do; it needs Go and its modules. */
import { hasRealParts } from 'testkit/real-parts'
import { describe, expect, test } from 'vitest'
import { buildBaseline, ours } from '../../bench/contenders.ts'
import { inputOf } from '../../bench/inputs.ts'
import { measureMerges } from '../../bench/merge-runs.ts'

describe.runIf(hasRealParts(['go']))('the expfmt baseline', () => {
  test.each([
    { input: 'real', samples: 901 },
    { input: 'series-1k', samples: 1_000 },
  ] as const)('merges $samples series of $input', async ({ input, samples }) => {
    const contenders = [ours(), await buildBaseline('expfmt')]
    const result = await measureMerges(inputOf(input), contenders, { rounds: 1, turnMs: 0 })
    expect(result.samples).toBe(samples)
    expect(result.milliseconds.expfmt).toBeGreaterThan(0)
  })
})
