// An entry means a file of this repository; a path that leads out of it would make the check read what is not ours.
import type { Rule } from '../rule.ts'
import { entryRule } from './entry-rule.ts'
import { isConfined } from './manifest-file.ts'

export const pathsConfined: Rule = entryRule({
  id: 'paths-confined',
  code: 'MANIFEST_PATH_OUTSIDE',
  check: ({ name, path }, report) => (isConfined(path) ? [] : [report('path', { name, path })]),
})
