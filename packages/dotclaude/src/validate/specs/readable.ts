// A spec needs a spec.json that holds one JSON object.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { firstErrorIn, placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { shown } from '../shape.ts'
import { specFilesIn } from './spec-files.ts'
import type { SpecFile } from './spec-files.ts'

export const readable: Rule = {
  id: 'readable',
  codes: ['SPEC_JSON_INVALID'],
  check: (snapshot) =>
    specFilesIn(snapshot).flatMap((spec) => diagnosticOf(spec, snapshot.isFile(spec.file))),
}

function diagnosticOf({ file, document, value }: SpecFile, isThere: boolean): readonly Diagnostic[] {
  if (value !== undefined) return []
  const report = (where: ReturnType<typeof placeIn>, detail: string): readonly Diagnostic[] => [
    diagnose('SPEC_JSON_INVALID', where, { detail }),
  ]
  // A link that leads out of the repository is there, and says nothing.
  if (document === undefined)
    return report(placeIn(file, undefined, ''), isThere ? 'it cannot be read' : 'it does not exist')
  const [error] = document.errors
  if (error !== undefined) return report(firstErrorIn(file, document), error.message)
  return report(placeIn(file, document, ''), `it holds ${shown(document.value).slice(0, 40)}, not an object`)
}
