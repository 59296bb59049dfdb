// Ages and days as flags give them.
import { expect, test } from 'vitest'
import { momentOf } from '../../../../src/cli/handoff/age.ts'

const now = new Date('2026-11-22T12:00:00Z')

test.each([
  { value: '30d', moment: '2026-10-23T12:00:00.000Z' },
  { value: '2w', moment: '2026-11-08T12:00:00.000Z' },
  { value: '1m', moment: '2026-10-23T12:00:00.000Z' },
  { value: '1y', moment: '2025-11-22T12:00:00.000Z' },
  { value: '2026-02-28', moment: '2026-02-28T00:00:00.000Z' },
])('$value is $moment', ({ value, moment }) => {
  expect(momentOf('--since', value, now).toISOString()).toBe(moment)
})

test.each(['2026-02-31', '2026-13-01', '2027-01-01', '30', 'd', '-1d', 'soon', ''])(
  '%j is refused',
  (value) => {
    expect(() => momentOf('--since', value, now)).toThrow(
      expect.objectContaining({ code: 'USAGE_FLAG_VALUE' }),
    )
  },
)
