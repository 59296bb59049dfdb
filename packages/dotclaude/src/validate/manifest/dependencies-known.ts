// What an entry depends on is an entry too.
import { nearestName } from '../../diagnostics/nearest-name.ts'
import type { Rule } from '../rule.ts'
import { entryRule } from './entry-rule.ts'

export const dependenciesKnown: Rule = entryRule({
  id: 'dependencies-known',
  code: 'MANIFEST_DEPENDENCY_UNKNOWN',
  check: ({ name, dependencies }, report, { entries }) => {
    const names = new Set(entries.map((entry) => entry.name))
    return dependencies
      .filter(({ text }) => !names.has(text))
      .map(({ text, index }) => {
        const nearest = nearestName(text, names)
        const facts = { name, dependency: text, ...(nearest === undefined ? {} : { nearest }) }
        return report(`dependencies/${index}`, facts)
      })
  },
})
