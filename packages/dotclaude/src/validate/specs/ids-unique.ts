// An id means one spec, or a pull request that names it would be judged by whichever was read first.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { isText } from '../shape.ts'
import { specFilesIn } from './spec-files.ts'

export const idsUnique: Rule = {
  id: 'ids-unique',
  codes: ['SPEC_ID_DUPLICATE'],
  check: (snapshot) => {
    const owners = new Map<string, string>()
    return specFilesIn(snapshot).flatMap(({ folder, file, document, value }) => {
      const id = value?.['id']
      if (!isText(id)) return []
      const other = owners.get(id)
      if (other !== undefined)
        return [diagnose('SPEC_ID_DUPLICATE', placeIn(file, document, '/id'), { id, other })]
      owners.set(id, folder)
      return []
    })
  },
}
