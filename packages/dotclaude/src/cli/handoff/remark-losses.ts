// Tells people what of a transcript could not be used: each reason with its count.
import { diagnose, messageOf } from '../../diagnostics/diagnostic.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import type { ReadingLoss } from '../../handoff/sessions/session.ts'
import type { Terminal } from '../terminal.ts'

const WHAT: Readonly<Record<ReadingLoss['reason'], string>> = {
  'damaged-line': 'damaged line(s)',
  'unfinished-line': 'unfinished line(s)',
  'oversized-line': 'far too long line(s)',
  'unknown-shape': 'line(s) of an unknown form',
}

export function remarkLosses(losses: readonly ReadingLoss[], path: string, terminal: Terminal): void {
  for (const { reason, count } of losses) {
    const diagnostic = diagnose('SESSION_DAMAGED', {}, { count, what: WHAT[reason], path: visibleText(path) })
    terminal.writeRemark(`warning: ${messageOf(diagnostic)}  ${diagnostic.code}\n`)
  }
}
