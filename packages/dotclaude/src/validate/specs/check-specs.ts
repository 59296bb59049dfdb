// `validate-specs`: every rule about the specs of a repository.
import type { CheckResult } from '../../diagnostics/report.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { runCheck } from '../rule.ts'
import type { Rule, RuleOptions } from '../rule.ts'
import { acceptancePresent } from './acceptance-present.ts'
import { dependenciesKnown } from './dependencies-known.ts'
import { dependencyCycles } from './dependency-cycles.ts'
import { folderPresent } from './folder-present.ts'
import { idMatchesFolder } from './id-matches-folder.ts'
import { idsUnique } from './ids-unique.ts'
import { linkedPathsMatch } from './linked-paths-match.ts'
import { linkedPathsPresent } from './linked-paths-present.ts'
import { readable } from './readable.ts'
import { requiredFields } from './required-fields.ts'
import { specFilesIn } from './spec-files.ts'
import { statusKnown } from './status-known.ts'

export const SPEC_RULES: readonly Rule[] = [
  folderPresent,
  readable,
  idMatchesFolder,
  idsUnique,
  requiredFields,
  statusKnown,
  linkedPathsPresent,
  linkedPathsMatch,
  acceptancePresent,
  dependenciesKnown,
  dependencyCycles,
]

export function checkSpecs(snapshot: Snapshot, options: RuleOptions): CheckResult {
  return runCheck({ name: 'validate-specs', rules: SPEC_RULES, passed }, snapshot, options)
}

function passed(snapshot: Snapshot): readonly string[] {
  return [`${specFilesIn(snapshot).length} spec(s) valid`]
}
