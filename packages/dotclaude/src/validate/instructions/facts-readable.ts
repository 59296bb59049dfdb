// Without facts there is nothing to compare instructions with.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { firstErrorIn, placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { FACTS_FILE, factsIn } from './facts-file.ts'
import type { FactsFile } from './facts-file.ts'

export const factsReadable: Rule = {
  id: 'facts-readable',
  codes: ['ENV_FACTS_MISSING'],
  check: (snapshot) => diagnosticsOf(factsIn(snapshot)),
}

function diagnosticsOf({ document, value }: FactsFile): readonly Diagnostic[] {
  if (value !== undefined) return []
  const report = (where: ReturnType<typeof placeIn>, detail: string): readonly Diagnostic[] => [
    diagnose('ENV_FACTS_MISSING', where, { detail }),
  ]
  if (document === undefined) return report(placeIn(FACTS_FILE, undefined, ''), 'it does not exist')
  const [error] = document.errors
  if (error !== undefined) return report(firstErrorIn(FACTS_FILE, document), error.message)
  return report(placeIn(FACTS_FILE, document, ''), 'it holds no object')
}
