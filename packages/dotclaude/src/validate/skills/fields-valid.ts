// The fields of a skill or command are what the schema of its kind asks for.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { frontmatterFilesIn } from './frontmatter-file.ts'

export const fieldsValid: Rule = {
  id: 'fields-valid',
  codes: ['SKILL_FIELD_INVALID'],
  check: (snapshot) =>
    frontmatterFilesIn(snapshot).flatMap(({ item, document, findings }) =>
      findings.map(({ field, wanted, pointer, got }) =>
        diagnose('SKILL_FIELD_INVALID', placeIn(item.path, document, pointer), { field, wanted }, { got }),
      ),
    ),
}
