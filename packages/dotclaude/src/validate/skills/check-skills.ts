// The part of `validate-skills` that reads the skills and commands themselves.
import type { CheckResult } from '../../diagnostics/report.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { contentItemsIn } from '../content-items.ts'
import { runCheck } from '../rule.ts'
import type { Rule, RuleOptions } from '../rule.ts'
import { capabilitiesRecorded } from './capabilities-recorded.ts'
import { fieldsKnown } from './fields-known.ts'
import { fieldsValid } from './fields-valid.ts'
import { frontmatterPresent } from './frontmatter-present.ts'
import { nameMatchesFolder } from './name-matches-folder.ts'
import { noHiddenCharacters } from './no-hidden-characters.ts'

export const SKILL_RULES: readonly Rule[] = [
  frontmatterPresent,
  nameMatchesFolder,
  fieldsValid,
  fieldsKnown,
  capabilitiesRecorded,
  noHiddenCharacters,
]

export function checkSkills(snapshot: Snapshot, options: RuleOptions): CheckResult {
  return runCheck({ name: 'validate-skills', rules: SKILL_RULES, passed }, snapshot, options)
}

function passed(snapshot: Snapshot): readonly string[] {
  return [`skills and commands valid (${contentItemsIn(snapshot).length} read)`]
}
