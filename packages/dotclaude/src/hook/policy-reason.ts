// What a finding of the policy is in the words of a hook: the code first, then why, and at the end the next legal step.
// Agents show it as it is, some of them in a terminal, so it is plain ASCII and short.
import { messageOf } from '../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'

const REASON_LENGTH_MAX = 1_900
const FINDINGS_MAX = 5

export function policyReason(diagnostics: readonly Diagnostic[]): string {
  const shown = diagnostics.slice(0, FINDINGS_MAX).map(lineOf)
  const more = diagnostics.length - shown.length
  const lines = [...shown, ...(more > 0 ? [`... and ${more} more.`] : [])]
  return asciiReason([...lines, `Next: ${diagnostics[0]?.hint ?? ''}`].join('\n'))
}

function lineOf(diagnostic: Diagnostic): string {
  const { code, where, got } = diagnostic
  const subject = got ?? where.file
  return `${code}: ${subject === undefined ? '' : `${subject}: `}${messageOf(diagnostic)}.`
}

/**
 * Cut in the middle, so that the code at the beginning and the step at the end stay.
 *
 * @internal
 */
export function asciiReason(text: string): string {
  const plain = text
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/[\u201C\u201D]/g, '"')
    .replaceAll('\u2026', '...')
    .replaceAll(/[^\n\x20-\x7E]/gu, '?')
  if (plain.length <= REASON_LENGTH_MAX) return plain
  const half = Math.floor((REASON_LENGTH_MAX - ' ... '.length) / 2)
  return `${plain.slice(0, half)} ... ${plain.slice(-half)}`
}
