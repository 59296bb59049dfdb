// The configuration can be read and follows its schema: a key that nobody reads would be a wish that nobody fulfils.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { JsonDocument } from '../../repo/json-document.ts'
import { firstErrorIn, placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { schemaFindings } from '../schema-findings.ts'
import { CONFIG_FILE, configIn } from './config-file.ts'

export const configValid: Rule = {
  id: 'config-valid',
  codes: ['CONFIG_INVALID'],
  check: (snapshot) => {
    const document = configIn(snapshot)
    return document === undefined ? [] : diagnosticsOf(document)
  },
}

function diagnosticsOf(document: JsonDocument): readonly Diagnostic[] {
  const [error] = document.errors
  if (error !== undefined)
    return [diagnose('CONFIG_INVALID', firstErrorIn(CONFIG_FILE, document), { detail: error.message })]
  return schemaFindings('config', document.value).map(({ field, wanted, pointer, got }) => {
    const where = placeIn(CONFIG_FILE, document, pointer)
    return diagnose('CONFIG_INVALID', where, { detail: `${field} must be ${wanted}` }, { got })
  })
}
