// A spec says which paths it covers: at least one, and none of them blank.
import type { Rule } from '../rule.ts'
import { listFindings } from './list-findings.ts'
import { specFilesIn } from './spec-files.ts'

export const linkedPathsPresent: Rule = {
  id: 'linked-paths-present',
  codes: ['SPEC_LINKED_PATH_MISSING'],
  check: (snapshot) =>
    specFilesIn(snapshot).flatMap((spec) => listFindings('SPEC_LINKED_PATH_MISSING', 'linked_paths', spec)),
}
