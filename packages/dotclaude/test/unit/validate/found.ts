// How tests about rules state what was found: a line of text per diagnostic, with code, file, line and pointer.
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { memorySnapshot } from '../../../src/repo/snapshot.ts'
import type { Rule, RuleOptions } from '../../../src/validate/rule.ts'

export type Files = Readonly<Record<string, string>>

export const OPTIONS: RuleOptions = { today: '2026-01-31' }

export function foundText({ code, where }: Diagnostic): string {
  const pointer = where.pointer === undefined || where.pointer === '' ? '' : ` ${where.pointer}`
  return `${code} ${where.file}:${where.line}${pointer}`
}

export function foundBy(rule: Rule, files: Files, options: Partial<RuleOptions> = {}): readonly string[] {
  return diagnosticsOf(rule, files, options).map(foundText)
}

export function diagnosticsOf(
  rule: Rule,
  files: Files,
  options: Partial<RuleOptions> = {},
): readonly Diagnostic[] {
  const diagnostics = rule.check(memorySnapshot(files), { ...OPTIONS, ...options })
  const undeclared = diagnostics.filter(({ code }) => !rule.codes.includes(code))
  if (undeclared.length > 0) throw new Error(`${rule.id} does not declare ${undeclared[0]?.code}`)
  return diagnostics
}

/** JSON as people write it, so that every field has a line of its own. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
