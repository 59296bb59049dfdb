// An entry whose file is gone is dead, and what depends on it waits for nothing.
import { nearestName } from '../../diagnostics/nearest-name.ts'
import type { Rule } from '../rule.ts'
import { entryRule } from './entry-rule.ts'
import { isConfined } from './manifest-file.ts'

export const entriesExist: Rule = entryRule({
  id: 'entries-exist',
  code: 'MANIFEST_ENTRY_MISSING',
  check: ({ name, path }, report, { snapshot }) => {
    if (!isConfined(path) || snapshot.isFile(path)) return []
    const nearest = nearestName(path, snapshot.under('.claude'))
    return [report('path', { name, path, ...(nearest === undefined ? {} : { nearest }) })]
  },
})
