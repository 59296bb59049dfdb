// Pull requests name a spec by its id and people find it by its folder, so both are the same word.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { shown } from '../shape.ts'
import { specFilesIn } from './spec-files.ts'

export const idMatchesFolder: Rule = {
  id: 'id-matches-folder',
  codes: ['SPEC_ID_MISMATCH'],
  check: (snapshot) =>
    specFilesIn(snapshot).flatMap(({ folder, file, document, value }) => {
      if (value === undefined || value['id'] === folder) return []
      const id = shown(value['id'])
      const where = placeIn(file, document, '/id')
      return [diagnose('SPEC_ID_MISMATCH', where, { id, folder }, { expected: folder, got: id })]
    }),
}
