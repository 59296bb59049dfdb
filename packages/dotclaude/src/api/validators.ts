// The validators by the API: the same rules as on the command line, over one context, with results as values. What is
// wrong comes back as ValidationErrors; only a repository that is not there throws.
import { existsSync, writeFileSync } from 'node:fs'
import type { CheckResult } from '../diagnostics/report.ts'
import { toValidationError } from '../diagnostics/validation-error.ts'
import type { ValidationError } from '../diagnostics/validation-error.ts'
import { decideCoverage } from '../policy/decide-coverage.ts'
import { readPolicy } from '../policy/policy.ts'
import { readStatement } from '../policy/statement.ts'
import type { Change } from '../repo/changes.ts'
import { openSnapshot } from '../repo/disk-snapshot.ts'
import { checkAgents } from '../validate/agents/check-agents.ts'
import { checkInstructionDrift as runInstructionDrift } from '../validate/instructions/check-instruction-drift.ts'
import { checkManifest } from '../validate/manifest/check-manifest.ts'
import { refreshManifest } from '../validate/manifest/refresh-manifest.ts'
import { checkSpecs } from '../validate/specs/check-specs.ts'
import type { HarnessContext } from './context.ts'

export interface ValidationResult {
  /** No error; warnings may be left. */
  readonly ok: boolean
  readonly errors: readonly ValidationError[]
  readonly warnings: readonly ValidationError[]
}

export interface ManifestResult extends ValidationResult {
  /** What the file says; `undefined` where it is no JSON. */
  readonly manifest: unknown
}

export interface CoverageResult extends ValidationResult {
  /** The protected files among those that changed. */
  readonly protectedFiles: readonly string[]
  readonly uncovered: readonly string[]
  readonly note?: string
}

export interface CoverageOptions {
  readonly changedFiles: readonly string[]
  readonly isPullRequest: boolean
  readonly body: string
  /** A name proves nothing, so it exempts nobody; the command line asks the platform. */
  readonly actor?: string
}

const today = (): string => new Date().toISOString().slice(0, 'YYYY-MM-DD'.length)

export function validateSpecs({ repoRoot }: HarnessContext): ValidationResult {
  return resultOf(checkSpecs(openSnapshot(repoRoot), { today: today() }))
}

/** Throws where there is no manifest. */
export function validateManifest({ repoRoot, manifestPath }: HarnessContext): ManifestResult {
  if (!existsSync(manifestPath)) throw new Error(`Manifest not found: ${manifestPath}`)
  const snapshot = openSnapshot(repoRoot)
  const document = snapshot.json('.claude/skills-manifest.json', { comments: false })
  const manifest = document?.errors.length === 0 ? document.value : undefined
  return { ...resultOf(checkManifest(snapshot, { today: today() })), manifest }
}

/** Writes the manifest anew and gives what it says now: dead entries are dropped and new ones added. */
export function refreshChecksums({ repoRoot, manifestPath }: HarnessContext): unknown {
  const refreshed = refreshManifest(openSnapshot(repoRoot), new Date().toISOString())
  if (!refreshed.ok) {
    const [first] = refreshed.diagnostics
    throw first === undefined ? new Error(`Manifest not readable: ${manifestPath}`) : toValidationError(first)
  }
  writeFileSync(manifestPath, refreshed.text)
  return JSON.parse(refreshed.text) as unknown
}

/** Over `agents/*.md` of a folder; all is well where there is no such folder. */
export function validateAgents(folder: string): ValidationResult {
  return agentsResult(folder, (code) => code !== TRIGGER_OVERLAP)
}

export function validateAgentTriggerOverlap(folder: string): ValidationResult {
  return agentsResult(folder, (code) => code === TRIGGER_OVERLAP)
}

const TRIGGER_OVERLAP = 'AGENT_TRIGGER_OVERLAP'

function agentsResult(folder: string, isWanted: (code: string) => boolean): ValidationResult {
  if (!existsSync(folder)) return { ok: true, errors: [], warnings: [] }
  const result = checkAgents(openSnapshot(folder), { today: today(), agentsFolder: 'agents' })
  return resultOf({ ...result, diagnostics: result.diagnostics.filter(({ code }) => isWanted(code)) })
}

export function checkInstructionDrift({ repoRoot }: HarnessContext): ValidationResult {
  return resultOf(runInstructionDrift(openSnapshot(repoRoot), { today: today() }))
}

/** Judged by what is on disk: unlike the command line it is not told what the base branch says. */
export function checkSpecCoverage(
  { repoRoot }: HarnessContext,
  { changedFiles, isPullRequest, body }: CoverageOptions,
): CoverageResult {
  const policy = readPolicy(openSnapshot(repoRoot))
  const changes = changedFiles.map((path): Change => ({ status: 'M', path }))
  const statement = readStatement([body])
  const result = decideCoverage({ changes, base: policy, head: policy, statement, isPullRequest })
  const { protectedFiles, uncovered, notes = [] } = result
  const [note] = notes
  return { ...resultOf(result), protectedFiles, uncovered, ...(note === undefined ? {} : { note }) }
}

function resultOf({ diagnostics }: CheckResult): ValidationResult {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(toValidationError)
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').map(toValidationError)
  return { ok: errors.length === 0, errors, warnings }
}
