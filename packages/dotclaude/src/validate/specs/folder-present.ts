// A repository without docs/specs has nothing that could cover a change to a protected path.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Rule } from '../rule.ts'
import { SPECS_FOLDER } from './spec-files.ts'

export const folderPresent: Rule = {
  id: 'folder-present',
  codes: ['SPEC_FOLDER_MISSING'],
  check: (snapshot) =>
    snapshot.isDirectory(SPECS_FOLDER)
      ? []
      : [
          diagnose(
            'SPEC_FOLDER_MISSING',
            { file: SPECS_FOLDER, line: 1, column: 1 },
            { folder: SPECS_FOLDER },
          ),
        ],
}
