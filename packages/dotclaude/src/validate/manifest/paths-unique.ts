// A file is listed once, or its two entries could vouch for different contents.
import type { Rule } from '../rule.ts'
import { entryRule } from './entry-rule.ts'

export const pathsUnique: Rule = entryRule({
  id: 'paths-unique',
  code: 'MANIFEST_PATH_DUPLICATE',
  check: (entry, report, { entries }) => {
    const first = entries.find(({ path }) => path === entry.path)
    return first === undefined || first === entry
      ? []
      : [report('path', { path: entry.path, other: first.name })]
  },
})
