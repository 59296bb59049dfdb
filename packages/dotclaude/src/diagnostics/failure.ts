// The world said no: git is missing, a file cannot be read, a flag is unknown. Thrown once near the cause and caught
// once where the command ends; a rule never throws it.
import { CODE_TABLE } from './code-table.ts'
import type { Code } from './code-table.ts'
import { EXIT_CODES } from './exit-codes.ts'
import type { Facts } from './template.ts'

export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: Code
  readonly facts: Facts
  /** What to do about it. */
  readonly hint?: string

  constructor(code: Code, facts: Facts = {}, options?: { readonly cause?: unknown; readonly hint?: string }) {
    const entry = CODE_TABLE[code]
    super(entry.text(facts), options?.cause === undefined ? {} : { cause: options.cause })
    this.code = code
    this.facts = facts
    const hint = options?.hint ?? entry.hint?.(facts)
    if (hint !== undefined) this.hint = hint
  }
}

/** A wrong call is the caller's to correct; anything else is the environment's, or a bug of ours. */
export function exitCodeOf(failure: Failure): number {
  const isUsage = failure.code === 'SCAFFOLD_USAGE' || CODE_TABLE[failure.code].category === 'usage'
  return isUsage ? EXIT_CODES.USAGE : EXIT_CODES.ENV
}
