// The manifest exists where there is something to list, and follows its schema.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { contentItemsIn } from '../content-items.ts'
import { firstErrorIn, placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { MANIFEST_FILE, manifestIn } from './manifest-file.ts'
import type { ManifestFile } from './manifest-file.ts'

export const readable: Rule = {
  id: 'readable',
  codes: ['MANIFEST_MISSING', 'MANIFEST_INVALID'],
  check: (snapshot) => {
    const manifest = manifestIn(snapshot)
    if (manifest !== undefined) return diagnosticsOf(manifest)
    const count = contentItemsIn(snapshot).length
    return count === 0 ? [] : [diagnose('MANIFEST_MISSING', placeIn(MANIFEST_FILE, undefined, ''), { count })]
  },
}

function diagnosticsOf({ document, value, findings }: ManifestFile): readonly Diagnostic[] {
  const [error] = document.errors
  if (error !== undefined)
    return [diagnose('MANIFEST_INVALID', firstErrorIn(MANIFEST_FILE, document), { detail: error.message })]
  if (value === undefined)
    return [
      diagnose('MANIFEST_INVALID', placeIn(MANIFEST_FILE, document, ''), { detail: 'it holds no object' }),
    ]
  return findings.map(({ field, wanted, pointer, got }) => {
    const where = placeIn(MANIFEST_FILE, document, pointer)
    return diagnose('MANIFEST_INVALID', where, { detail: `${field} must be ${wanted}` }, { got })
  })
}
