// How severe a code is in one repository, as the section `rules` of its configuration says. The gate has a mode of its
// own, and what stops a command stays as it is.
import type { Category, Severity } from './code-entry.ts'
import type { Diagnostic } from './diagnostic.ts'

export type RuleLevel = 'off' | 'warn' | 'error'

const FIXED: ReadonlySet<Category> = new Set<Category>([
  'coverage',
  'scaffold',
  'config',
  'env',
  'usage',
  'internal',
])
const SEVERITIES: Readonly<Record<Exclude<RuleLevel, 'off'>, Severity>> = { warn: 'warning', error: 'error' }

/** By code; a code without a level keeps its severity. */
export function applyRuleLevels(
  diagnostics: readonly Diagnostic[],
  levels: Readonly<Record<string, RuleLevel>>,
): readonly Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const level = Object.hasOwn(levels, diagnostic.code) ? levels[diagnostic.code] : undefined
    if (level === undefined || FIXED.has(diagnostic.category)) return [diagnostic]
    return level === 'off' ? [] : [{ ...diagnostic, severity: SEVERITIES[level] }]
  })
}
