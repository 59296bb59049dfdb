// What is said when a command could not do its work. A failure was foreseen and has a code; whatever else was thrown is
// a bug of ours. With `--json` there is one document all the same, in the shape of every other report.
import { diagnose, messageOf } from '../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { Failure, exitCodeOf } from '../diagnostics/failure.ts'
import { formatJson } from '../diagnostics/format/json.ts'
import { version } from '../diagnostics/version.ts'
import { visibleText } from '../diagnostics/visible-text.ts'
import { painter } from './terminal.ts'
import type { Terminal } from './terminal.ts'

/** Gives the exit code. */
export function reportFailure(error: unknown, words: readonly string[], terminal: Terminal): number {
  const failure = failureOf(error)
  const diagnostic = diagnosticOf(failure)
  if (words.includes('--json')) terminal.writeResult(documentOf(diagnostic))
  const paint = painter(terminal.hasColor && !words.includes('--no-color'))
  const { hint } = diagnostic
  terminal.writeRemark(`dotclaude: ${paint('red', messageOf(diagnostic))}  ${paint('dim', failure.code)}\n`)
  if (hint !== undefined) terminal.writeRemark(`  ${visibleText(hint)}\n`)
  if (failure.code === 'INTERNAL_BUG' && isVerbose(words)) terminal.writeRemark(`${stackOf(error)}\n`)
  return exitCodeOf(failure)
}

export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return new Failure('INTERNAL_BUG', { detail }, { cause: error })
}

export function diagnosticOf({ code, facts, hint }: Failure): Diagnostic {
  return diagnose(code, {}, facts, hint === undefined ? {} : { hint })
}

/** The stack in one document would be of no use to a program, and it names folders of the user. */
function documentOf(diagnostic: Diagnostic): string {
  const checks = [{ check: 'dotclaude', passed: [], diagnostics: [diagnostic] }]
  return formatJson({ checks, root: '', version })
}

function isVerbose(words: readonly string[]): boolean {
  return words.includes('--verbose') || words.includes('-v')
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
