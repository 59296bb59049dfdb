// A linked path that matches nothing covers nothing: a slip, or a file that has moved. It is only a warning, because
// files may come after their spec; a draft covers nothing anyway, and is written before its files.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { hasMatch } from '../../repo/glob.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { textsOf } from '../shape.ts'
import { specFilesIn } from './spec-files.ts'

export const linkedPathsMatch: Rule = {
  id: 'linked-paths-match',
  codes: ['SPEC_LINKED_PATH_UNMATCHED'],
  check: (snapshot) =>
    specFilesIn(snapshot)
      .filter(({ value }) => value?.['status'] !== 'draft')
      .flatMap(({ file, document, value }) =>
        textsOf(value?.['linked_paths'])
          .filter(({ text }) => !hasMatch(snapshot, text))
          .map(({ text, index }) =>
            diagnose('SPEC_LINKED_PATH_UNMATCHED', placeIn(file, document, `/linked_paths/${index}`), {
              path: text,
            }),
          ),
      ),
}
