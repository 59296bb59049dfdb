// The checks by the names of their commands. A row says which codes a check can raise, so that a suppression of another
// check's code is not called unused, and how it is run.
import type { Code } from '../diagnostics/code-table.ts'
import type { CheckResult } from '../diagnostics/report.ts'
import type { Snapshot } from '../repo/snapshot.ts'
import { AGENT_RULES, checkAgents } from '../validate/agents/check-agents.ts'
import { BRANCH_DRIFT_RULES, checkBranchDrift } from '../validate/branch-drift/check-branch-drift.ts'
import { CONFIG_RULES, checkConfig } from '../validate/config/check-config.ts'
import { INSTRUCTION_RULES, checkInstructionDrift } from '../validate/instructions/check-instruction-drift.ts'
import { MANIFEST_RULES, checkManifest } from '../validate/manifest/check-manifest.ts'
import type { RuleOptions } from '../validate/rule.ts'
import { SETTINGS_RULES, checkSettings } from '../validate/settings/check-settings.ts'
import { SKILL_RULES, checkSkills } from '../validate/skills/check-skills.ts'
import { SPEC_RULES, checkSpecs } from '../validate/specs/check-specs.ts'
import { flagValue, hasFlag } from './command.ts'
import type { Call } from './command.ts'
import { checkCoverage } from './coverage-check.ts'
import { hostOf } from './host.ts'
import { readBranchHistory } from './read-branch-history.ts'
import type { Terminal } from './terminal.ts'
import { openUserSettings } from './user-settings.ts'

/** What a check may look at. */
export interface CheckContext {
  readonly snapshot: Snapshot
  readonly options: RuleOptions
  readonly call: Call
  readonly terminal: Terminal
}

export interface CheckRow {
  readonly codes: readonly Code[]
  readonly run: (context: CheckContext) => CheckResult
}

export type CheckName =
  | 'validate-config'
  | 'validate-specs'
  | 'validate-skills'
  | 'validate-settings'
  | 'check-spec-coverage'
  | 'check-instruction-drift'
  | 'detect-drift'

export const CHECK_TABLE: Readonly<Record<CheckName, CheckRow>> = {
  'validate-config': {
    codes: codesOf(CONFIG_RULES),
    run: ({ snapshot, options }) => checkConfig(snapshot, options),
  },
  'validate-specs': {
    codes: codesOf(SPEC_RULES),
    run: ({ snapshot, options }) => checkSpecs(snapshot, options),
  },
  'validate-skills': {
    codes: codesOf([...MANIFEST_RULES, ...SKILL_RULES, ...AGENT_RULES]),
    run: ({ snapshot, options }) =>
      joined('validate-skills', [
        checkManifest(snapshot, options),
        checkSkills(snapshot, options),
        checkAgents(snapshot, options),
      ]),
  },
  'validate-settings': {
    codes: codesOf(SETTINGS_RULES),
    run: ({ snapshot, options, call, terminal }) =>
      checkSettings(snapshot, { ...options, ...machineOf(call, terminal) }),
  },
  'check-spec-coverage': {
    // What the gate says cannot be suppressed, so no suppression of it can be unused.
    codes: [],
    run: ({ snapshot, call, terminal }) => {
      const base = flagValue(call, 'base')
      return checkCoverage({ snapshot, env: terminal.env, ...(base === undefined ? {} : { base }) })
    },
  },
  'check-instruction-drift': {
    codes: codesOf(INSTRUCTION_RULES),
    run: ({ snapshot, options }) => checkInstructionDrift(snapshot, options),
  },
  'detect-drift': {
    codes: codesOf(BRANCH_DRIFT_RULES),
    run: ({ snapshot, options }) =>
      checkBranchDrift(snapshot, { ...options, history: readBranchHistory(snapshot.root, options.today) }),
  },
}

/** What is on this machine is no fault of the repository, so `check` leaves it out unless it is asked for. */
function machineOf(call: Call, terminal: Terminal): Pick<RuleOptions, 'host' | 'home'> {
  const isWithUser = hasFlag(call, 'user')
  const home = isWithUser ? openUserSettings(terminal.home) : undefined
  return {
    ...(isWithUser || call.command === 'validate-settings' ? { host: hostOf(terminal) } : {}),
    ...(home === undefined ? {} : { home }),
  }
}

function codesOf(rules: readonly { readonly codes: readonly Code[] }[]): readonly Code[] {
  return rules.flatMap(({ codes }) => codes)
}

/** One command may be several checks: each says what it found to be right. */
function joined(check: string, results: readonly CheckResult[]): CheckResult {
  return {
    check,
    passed: results.flatMap(({ passed }) => passed),
    diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
    notes: results.flatMap(({ notes = [] }) => notes),
  }
}
