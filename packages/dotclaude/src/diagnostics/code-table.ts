// The one table of everything that can go wrong in normal life. Codes are public: a code is never renamed and never
// reused. Every code has a page in docs/errors; an area's rows are in codes/.
import { entriesOf } from './code-entry.ts'
import type { CodeEntry } from './code-entry.ts'
import { AGENT_CODES } from './codes/agent.ts'
import { CONFIG_CODES } from './codes/config.ts'
import { COVERAGE_CODES } from './codes/coverage.ts'
import { DEPLOY_CODES } from './codes/deploy.ts'
import { DRIFT_CODES } from './codes/drift.ts'
import { ENV_CODES } from './codes/env.ts'
import { GUARD_CODES } from './codes/guard.ts'
import { HANDOFF_CODES } from './codes/handoff.ts'
import { INTERNAL_CODES } from './codes/internal.ts'
import { LIBRARY_CODES } from './codes/library.ts'
import { MANIFEST_CODES } from './codes/manifest.ts'
import { SCAFFOLD_CODES } from './codes/scaffold.ts'
import { SESSION_CODES } from './codes/session.ts'
import { SETTINGS_CODES } from './codes/settings.ts'
import { SKILL_CODES } from './codes/skill.ts'
import { SPEC_CODES } from './codes/spec.ts'
import { SUPPRESSION_CODES } from './codes/suppression.ts'
import { SYNC_CODES } from './codes/sync.ts'
import { USAGE_CODES } from './codes/usage.ts'

export type Code =
  | keyof typeof SPEC_CODES
  | keyof typeof MANIFEST_CODES
  | keyof typeof COVERAGE_CODES
  | keyof typeof DRIFT_CODES
  | keyof typeof SKILL_CODES
  | keyof typeof AGENT_CODES
  | keyof typeof SETTINGS_CODES
  | keyof typeof LIBRARY_CODES
  | keyof typeof DEPLOY_CODES
  | keyof typeof SYNC_CODES
  | keyof typeof SCAFFOLD_CODES
  | keyof typeof CONFIG_CODES
  | keyof typeof SUPPRESSION_CODES
  | keyof typeof GUARD_CODES
  | keyof typeof HANDOFF_CODES
  | keyof typeof SESSION_CODES
  | keyof typeof ENV_CODES
  | keyof typeof USAGE_CODES
  | keyof typeof INTERNAL_CODES

export const CODE_TABLE: Readonly<Record<Code, CodeEntry>> = {
  ...entriesOf('spec', SPEC_CODES),
  ...entriesOf('manifest', MANIFEST_CODES),
  ...entriesOf('coverage', COVERAGE_CODES),
  ...entriesOf('drift', DRIFT_CODES),
  ...entriesOf('skill', SKILL_CODES),
  ...entriesOf('agent', AGENT_CODES),
  ...entriesOf('settings', SETTINGS_CODES),
  ...entriesOf('library', LIBRARY_CODES),
  ...entriesOf('library', DEPLOY_CODES),
  ...entriesOf('library', SYNC_CODES),
  ...entriesOf('scaffold', SCAFFOLD_CODES),
  ...entriesOf('config', CONFIG_CODES),
  ...entriesOf('suppression', SUPPRESSION_CODES),
  ...entriesOf('guard', GUARD_CODES),
  ...entriesOf('handoff', HANDOFF_CODES),
  ...entriesOf('handoff', SESSION_CODES),
  ...entriesOf('env', ENV_CODES),
  ...entriesOf('usage', USAGE_CODES),
  ...entriesOf('internal', INTERNAL_CODES),
}

/** All codes, area by area. */
export const CODES: readonly Code[] = Object.keys(CODE_TABLE) as Code[]

export function isCode(text: string): text is Code {
  return Object.hasOwn(CODE_TABLE, text)
}
