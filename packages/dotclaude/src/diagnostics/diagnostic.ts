// One thing that is wrong: a code, a place and facts. Nothing here knows English; the wording comes from the code table
// when somebody asks for it.
import type { Category, Severity } from './code-entry.ts'
import { CODE_TABLE } from './code-table.ts'
import type { Code } from './code-table.ts'
import type { Facts } from './template.ts'

/** Where it is. Lines and columns count from 1; columns count UTF-16 code units; `endColumn` is the one after the last. */
export interface Place {
  /** Relative to the checked repository, with slashes. */
  readonly file?: string
  readonly line?: number
  readonly column?: number
  readonly endLine?: number
  readonly endColumn?: number
  /** RFC 6901. */
  readonly pointer?: string
}

export interface Diagnostic {
  readonly code: Code
  readonly severity: Severity
  readonly category: Category
  readonly where: Place
  readonly args: Facts
  readonly expected?: string
  readonly got?: string
  readonly hint?: string
}

/** What a rule may know better than the code table. */
export interface DiagnosticExtras {
  readonly expected?: string
  readonly got?: string
  readonly hint?: string
  readonly severity?: Severity
}

export function diagnose(
  code: Code,
  where: Place,
  args: Facts = {},
  more: DiagnosticExtras = {},
): Diagnostic {
  const entry = CODE_TABLE[code]
  const hint = entry.hint?.(args)
  return {
    code,
    severity: entry.severity,
    category: entry.category,
    where,
    args,
    ...(hint === undefined ? {} : { hint }),
    ...more,
  }
}

/** One line of English without place and code. */
export function messageOf(diagnostic: Diagnostic): string {
  return CODE_TABLE[diagnostic.code].text(diagnostic.args)
}
