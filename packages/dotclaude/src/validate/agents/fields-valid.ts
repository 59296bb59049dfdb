// The fields of an agent are what the schema asks for. Missing fields and the model have rules of their own.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { agentFilesIn } from './agent-files.ts'

export const fieldsValid: Rule = {
  id: 'fields-valid',
  codes: ['AGENT_FIELD_INVALID'],
  check: (snapshot, options) =>
    agentFilesIn(snapshot, options).flatMap(({ file, document, findings }) =>
      findings
        .filter(
          ({ top, isMissing, got }) => !isMissing && top !== 'model' && got.trim() !== '' && got !== 'null',
        )
        .map(({ field, wanted, pointer, got }) =>
          diagnose('AGENT_FIELD_INVALID', placeIn(file, document, pointer), { field, wanted }, { got }),
        ),
    ),
}
