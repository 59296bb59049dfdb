// The status decides whether a spec may cover a change, so it is one of the known words.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { nearestName } from '../../diagnostics/nearest-name.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { specFilesIn } from './spec-files.ts'

const STATUSES = ['draft', 'approved', 'implementing', 'done']

export const statusKnown: Rule = {
  id: 'status-known',
  codes: ['SPEC_STATUS_INVALID'],
  check: (snapshot) =>
    specFilesIn(snapshot).flatMap(({ file, document, findings }) =>
      findings
        .filter(({ top }) => top === 'status')
        .map(({ pointer, got }) => {
          const nearest = nearestName(got, STATUSES)
          const facts = { status: got, allowed: STATUSES, ...(nearest === undefined ? {} : { nearest }) }
          const expected = STATUSES.join(', ')
          return diagnose('SPEC_STATUS_INVALID', placeIn(file, document, pointer), facts, { expected, got })
        }),
    ),
}
