// The work of `init`: gathers what the planner needs from disk and git, shows the plan, and applies it unless only the
// plan was asked for.
import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { REGISTRATIONS } from '../agents/registrations.ts'
import type { Registration } from '../agents/registration.ts'
import { EXIT_CODES } from '../diagnostics/exit-codes.ts'
import { Failure } from '../diagnostics/failure.ts'
import { formatHuman } from '../diagnostics/format/human.ts'
import { formatJson } from '../diagnostics/format/json.ts'
import type { Report } from '../diagnostics/report.ts'
import { version } from '../diagnostics/version.ts'
import { applyPlan } from '../install/apply.ts'
import type { Applied } from '../install/apply.ts'
import { planDiff, planLines } from '../install/describe-plan.ts'
import { CI_HOSTS, detectCi } from '../install/detect-ci.ts'
import type { CiHost } from '../install/detect-ci.ts'
import { detectProject } from '../install/detect-project.ts'
import { changesAnything } from '../install/op.ts'
import type { Plan } from '../install/op.ts'
import { planInit } from '../install/plan-init.ts'
import { openSnapshot } from '../repo/disk-snapshot.ts'
import { readGitHooks } from '../repo/git-hooks.ts'
import { resolveRoot, runGit } from '../repo/git.ts'
import type { Snapshot } from '../repo/snapshot.ts'
import { refreshManifest } from '../validate/manifest/refresh-manifest.ts'
import { flagValue, flagValues, hasFlag } from './command.ts'
import type { Call } from './command.ts'
import { rootOf } from './root.ts'
import type { Terminal } from './terminal.ts'

export function runInit(call: Call, terminal: Terminal): number {
  const root = targetOf(call, terminal)
  const plan = planFor(root, call, terminal)
  const isDryRun = hasFlag(call, 'dry-run') || hasFlag(call, 'diff')
  const isBlocked = plan.conflicts.length > 0
  if (hasFlag(call, 'diff') && !hasFlag(call, 'json')) terminal.writeResult(planDiff(plan))
  const applied = isDryRun || isBlocked ? undefined : applyPlan(root, plan)
  print(reportOf(root, plan, applied), isBlocked ? [] : plan.nextSteps, call, terminal)
  return isBlocked ? EXIT_CODES.VALIDATION : EXIT_CODES.OK
}

/** Where nothing is named and no repository is around, the current folder. */
function targetOf(call: Call, terminal: Terminal): string {
  const { cwd } = terminal
  const target = flagValue(call, 'target-dir')
  if (target !== undefined) return resolveRoot({ cwd, named: resolve(cwd, target) })
  try {
    return rootOf(call, terminal)
  } catch (error) {
    const isOutside = error instanceof Failure && error.code === 'ENV_REPO_ROOT_UNKNOWN'
    if (isOutside && error.facts['path'] === undefined && !isInsideGitFolder(cwd))
      return resolveRoot({ cwd, named: cwd })
    throw error
  }
}

/** In `.git` or a bare repository git answers, and there is nothing to set up. */
function isInsideGitFolder(cwd: string): boolean {
  return runGit(cwd, ['rev-parse', '--is-inside-git-dir']).ok
}

function planFor(root: string, call: Call, terminal: Terminal): Plan {
  const snapshot = openSnapshot(root)
  const project = detectProject(snapshot)
  const type = flagValue(call, 'project-type')
  return planInit({
    snapshot,
    version,
    name: flagValue(call, 'project-name') ?? basename(root),
    project: type === undefined ? project : { ...project, type },
    ci: ciOf(root, snapshot, flagValues(call, 'ci')),
    registrations: registrationsOf(snapshot, flagValues(call, 'agent')),
    hooks: readGitHooks(root),
    manifest: manifestOf(snapshot, terminal.now().toISOString()),
    force: hasFlag(call, 'force'),
    leadsNowhere: (path) => !existsSync(join(root, path)),
  })
}

function ciOf(root: string, snapshot: Snapshot, named: readonly string[]): readonly CiHost[] {
  if (named.length > 0) return CI_HOSTS.filter((host) => named.includes(host))
  const remote = runGit(root, ['remote', 'get-url', 'origin'])
  return detectCi(snapshot, remote.ok ? remote.stdout.toString('utf8') : undefined)
}

/** Claude Code always, and whose files the repository has; or those that are named. */
function registrationsOf(snapshot: Snapshot, named: readonly string[]): readonly Registration[] {
  return REGISTRATIONS.filter(({ agent, marks }) => {
    if (agent === 'claude-code' || named.includes(agent)) return true
    return marks.some((mark) => snapshot.isFile(mark) || snapshot.isDirectory(mark))
  })
}

/** Only used where there is no manifest yet, so a broken one is none of our business. */
function manifestOf(snapshot: Snapshot, now: string): string {
  const manifest = refreshManifest(snapshot, now)
  return manifest.ok ? manifest.text : ''
}

function reportOf(root: string, plan: Plan, applied: Applied | undefined): Report {
  const passed = applied === undefined ? [] : [doneText(root, plan)]
  const notes = [...planLines(plan), ...(applied?.backups ?? []).map((backup) => `backup     ${backup}`)]
  return { checks: [{ check: 'init', passed, diagnostics: plan.conflicts, notes }], root, version }
}

function doneText(root: string, plan: Plan): string {
  if (!changesAnything(plan)) return `${root} has everything already; nothing was changed`
  const written = plan.ops.filter(({ kind }) => kind !== 'keep' && kind !== 'configure')
  return `${root} is set up (${written.length} files written)`
}

function print(report: Report, nextSteps: readonly string[], call: Call, terminal: Terminal): void {
  const color = terminal.hasColor && !hasFlag(call, 'no-color')
  terminal.writeResult(
    hasFlag(call, 'json') ? formatJson(withNotes(report, nextSteps)) : formatHuman(report, { color }),
  )
  if (!hasFlag(call, 'json') && nextSteps.length > 0) terminal.writeResult(listText(nextSteps))
}

function withNotes(report: Report, more: readonly string[]): Report {
  const checks = report.checks.map((check) => ({ ...check, notes: [...(check.notes ?? []), ...more] }))
  return { ...report, checks }
}

function listText(nextSteps: readonly string[]): string {
  const lines = nextSteps.map((step, index) => `    ${index + 1}. ${step}\n`)
  return `\n  Next:\n${lines.join('')}`
}
