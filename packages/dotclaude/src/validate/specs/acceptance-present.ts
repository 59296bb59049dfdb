// A spec says how one sees that it is done: at least one command, and none of them blank.
import type { Rule } from '../rule.ts'
import { listFindings } from './list-findings.ts'
import { specFilesIn } from './spec-files.ts'

export const acceptancePresent: Rule = {
  id: 'acceptance-present',
  codes: ['SPEC_ACCEPTANCE_EMPTY'],
  check: (snapshot) =>
    specFilesIn(snapshot).flatMap((spec) =>
      listFindings('SPEC_ACCEPTANCE_EMPTY', 'acceptance_commands', spec),
    ),
}
