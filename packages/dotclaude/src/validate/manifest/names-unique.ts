// Dependencies are found by name, so two entries of one name would hide each other.
import type { Rule } from '../rule.ts'
import { entryRule } from './entry-rule.ts'

export const namesUnique: Rule = entryRule({
  id: 'names-unique',
  code: 'MANIFEST_NAME_DUPLICATE',
  check: (entry, report, { entries }) => {
    const first = entries.find(({ name }) => name === entry.name)
    return first === undefined || first === entry
      ? []
      : [report('name', { name: entry.name, other: first.path })]
  },
})
