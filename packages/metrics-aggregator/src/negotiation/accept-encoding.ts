/** From a client's Accept-Encoding header to the coding of the answer (RFC 9110 section 12.5.3). */
import { parseQualityList } from './quality-list.ts'
import type { QualityItem } from './quality-list.ts'

/**
 * gzip only where the client names it and does not prefer the plain bytes: over loopback compressing costs more than
 * sending. A client that excludes both gets the plain bytes, because an answer beats none.
 */
export function acceptEncoding(header: string | undefined): 'gzip' | 'identity' {
  const items = parseQualityList(header ?? '')
  const gzip = weightOf(items, ['gzip', 'x-gzip'])
  const identity = weightOf(items, ['identity'])
  const anything = weightOf(items, ['*'])
  const isIdentityRefused = identity === 0 || (identity === undefined && anything === 0)
  if (isIdentityRefused && gzip === undefined) return (anything ?? 0) > 0 ? 'gzip' : 'identity'
  return gzip !== undefined && gzip > 0 && gzip >= (identity ?? 0) ? 'gzip' : 'identity'
}

function weightOf(items: readonly QualityItem[], names: readonly string[]): number | undefined {
  const weights = items.filter(({ value }) => names.includes(value)).map(({ q }) => q)
  return weights.length === 0 ? undefined : Math.max(...weights)
}
