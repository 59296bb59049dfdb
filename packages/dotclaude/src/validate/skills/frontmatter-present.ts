// A skill has frontmatter that can be read, or agents do not know what it is for. A command may do without, but what it
// has must be readable.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { FrontmatterProblem } from '../../repo/frontmatter-document.ts'
import { firstErrorIn, placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { frontmatterFilesIn } from './frontmatter-file.ts'
import type { FrontmatterFile } from './frontmatter-file.ts'

const PROBLEM_DETAILS: Readonly<Record<FrontmatterProblem, string>> = {
  missing: 'the file does not begin with ---',
  empty: 'the file is empty',
  unterminated: 'no second --- ends it',
  'not-a-mapping': 'it holds no fields',
}

export const frontmatterPresent: Rule = {
  id: 'frontmatter-present',
  codes: ['SKILL_FRONTMATTER_MISSING'],
  check: (snapshot) => frontmatterFilesIn(snapshot).flatMap(diagnosticOf),
}

function diagnosticOf({ item, document, fields }: FrontmatterFile): readonly Diagnostic[] {
  if (fields !== undefined) return []
  const report = (where: ReturnType<typeof placeIn>, detail: string): readonly Diagnostic[] => [
    diagnose('SKILL_FRONTMATTER_MISSING', where, { detail }),
  ]
  if (document === undefined) return report(placeIn(item.path, undefined, ''), 'the file cannot be read')
  const [error] = document.errors
  if (error !== undefined) return report(firstErrorIn(item.path, document), error.message)
  const { problem = 'not-a-mapping' } = document
  if (item.kind === 'command' && (problem === 'missing' || problem === 'empty')) return []
  return report({ file: item.path, line: 1, column: 1 }, PROBLEM_DETAILS[problem])
}
