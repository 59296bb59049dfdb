// The fields of a spec that have no code of their own are there and have the type that the schema asks for.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { specFilesIn } from './spec-files.ts'

const OTHER_RULES = new Set(['id', 'status', 'linked_paths', 'acceptance_commands'])

export const requiredFields: Rule = {
  id: 'required-fields',
  codes: ['SPEC_MISSING_REQUIRED_FIELD'],
  check: (snapshot) =>
    specFilesIn(snapshot).flatMap(({ file, document, findings }) =>
      findings
        .filter(({ top }) => !OTHER_RULES.has(top))
        .map(({ field, wanted, pointer, got }) =>
          diagnose(
            'SPEC_MISSING_REQUIRED_FIELD',
            placeIn(file, document, pointer),
            { field, wanted },
            { got },
          ),
        ),
    ),
}
