// What a spec depends on is a spec of this repository.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { nearestName } from '../../diagnostics/nearest-name.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { textsOf } from '../shape.ts'
import { specFilesIn } from './spec-files.ts'

export const dependenciesKnown: Rule = {
  id: 'dependencies-known',
  codes: ['SPEC_DEPENDENCY_UNKNOWN'],
  check: (snapshot) => {
    const specs = specFilesIn(snapshot)
    const folders = new Set(specs.map(({ folder }) => folder))
    return specs.flatMap(({ file, document, value }) =>
      textsOf(value?.['depends_on_specs'])
        .filter(({ text }) => !folders.has(text))
        .map(({ text, index }) => {
          const nearest = nearestName(text, folders)
          const facts = { dependency: text, ...(nearest === undefined ? {} : { nearest }) }
          const where = placeIn(file, document, `/depends_on_specs/${index}`)
          return diagnose('SPEC_DEPENDENCY_UNKNOWN', where, facts, { got: text })
        }),
    )
  },
}
