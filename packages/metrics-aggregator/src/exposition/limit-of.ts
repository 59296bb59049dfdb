/**
 * Which limit a code is said of, so that whoever reads of it learns how much is allowed. How much a target has is not
 * known: reading stops where the limit is.
 */
import type { MergeLimits } from './options.ts'
import type { RefusalCode } from './report.ts'

const LIMITS: Partial<Readonly<Record<string, keyof MergeLimits>>> = {
  LABELS_TOO_MANY: 'labelsMax',
  LINE_TOO_LONG: 'lineBytesMax',
  SAMPLES_TOO_MANY: 'samplesMax',
  EXPOSITION_TOO_LARGE: 'targetBytesMax',
  FAMILY_TOO_LONG: 'familyBytesMax',
  PAGE_TOO_LARGE: 'pageBytesMax',
} satisfies Partial<Record<RefusalCode, keyof MergeLimits>>

/** Nothing for a code that is about no limit, and where the format itself sets it. */
export function limitOf(code: string, limits: Partial<MergeLimits>): { readonly limit?: number } {
  const name = LIMITS[code]
  const limit = name === undefined ? 0 : (limits[name] ?? 0)
  return limit === 0 ? {} : { limit }
}
