// The facts follow their schema. The two fields that have codes of their own have rules of their own.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { FACTS_FILE, factsIn } from './facts-file.ts'

const OTHER_RULES = new Set(['instruction_files', 'protected_paths'])

export const factsValid: Rule = {
  id: 'facts-valid',
  codes: ['DRIFT_FACTS_INVALID'],
  check: (snapshot) => {
    const { document, findings } = factsIn(snapshot)
    return findings
      .filter(({ top }) => !OTHER_RULES.has(top))
      .map(({ field, wanted, pointer, got }) =>
        diagnose('DRIFT_FACTS_INVALID', placeIn(FACTS_FILE, document, pointer), { field, wanted }, { got }),
      )
  },
}
