// `check-instruction-drift`: do the instruction files say what is so?
import type { CheckResult } from '../../diagnostics/report.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { runCheck } from '../rule.ts'
import type { Rule, RuleOptions } from '../rule.ts'
import { agentsKnown } from './agents-known.ts'
import { commandsKnown } from './commands-known.ts'
import { factsReadable } from './facts-readable.ts'
import { factsValid } from './facts-valid.ts'
import { instructionFilesExist } from './instruction-files-exist.ts'
import { instructionFilesListed } from './instruction-files-listed.ts'
import { linksResolve } from './links-resolve.ts'
import { makeTargetsKnown } from './make-targets-known.ts'
import { pathsExist } from './paths-exist.ts'
import { protectedPathsMentioned } from './protected-paths-mentioned.ts'
import { scriptsKnown } from './scripts-known.ts'
import { teamCount } from './team-count.ts'

export const INSTRUCTION_RULES: readonly Rule[] = [
  factsReadable,
  factsValid,
  instructionFilesListed,
  instructionFilesExist,
  teamCount,
  protectedPathsMentioned,
  scriptsKnown,
  makeTargetsKnown,
  pathsExist,
  linksResolve,
  commandsKnown,
  agentsKnown,
]

export function checkInstructionDrift(snapshot: Snapshot, options: RuleOptions): CheckResult {
  const passed = (): readonly string[] => ['instruction files match repo facts']
  return runCheck({ name: 'check-instruction-drift', rules: INSTRUCTION_RULES, passed }, snapshot, options)
}
