// The part of `validate-skills` that reads the agents.
import type { CheckResult } from '../../diagnostics/report.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { runCheck } from '../rule.ts'
import type { Rule, RuleOptions } from '../rule.ts'
import { agentFilesIn } from './agent-files.ts'
import { fieldsPresent } from './fields-present.ts'
import { fieldsValid } from './fields-valid.ts'
import { frontmatterReadable } from './frontmatter-readable.ts'
import { modelKnown } from './model-known.ts'
import { namesUnique } from './names-unique.ts'
import { noSecrets } from './no-secrets.ts'
import { readersCannotWrite } from './readers-cannot-write.ts'
import { triggersApart } from './triggers-apart.ts'

export const AGENT_RULES: readonly Rule[] = [
  fieldsPresent,
  frontmatterReadable,
  fieldsValid,
  modelKnown,
  namesUnique,
  readersCannotWrite,
  noSecrets,
  triggersApart,
]

export function checkAgents(snapshot: Snapshot, options: RuleOptions): CheckResult {
  const passed = (): readonly string[] => [`agents valid (${agentFilesIn(snapshot, options).length} read)`]
  return runCheck({ name: 'validate-skills', rules: AGENT_RULES, passed }, snapshot, options)
}
