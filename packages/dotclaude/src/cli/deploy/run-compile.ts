// The work of `compile`: reads the library, plans the files of each agent, and writes or compares them.
import { join, resolve } from 'node:path'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import type { CheckResult } from '../../diagnostics/report.ts'
import { version } from '../../diagnostics/version.ts'
import { applyDeploy, lookAtDisk, readState } from '../../install/apply-deploy.ts'
import type { Deployment } from '../../install/apply-deploy.ts'
import { withLock } from '../../install/apply-lock.ts'
import { desiredFiles, gapsFor } from '../../install/deploy/desired.ts'
import { changesDisk, planDeploy } from '../../install/deploy/plan-deploy.ts'
import type { DeployOp, DesiredFile } from '../../install/deploy/plan-deploy.ts'
import { deployDiff, deployLines, KEPT, keptFiles } from '../../install/describe-deploy.ts'
import { pluginPieces } from '../../install/layouts/claude-plugin.ts'
import { LAYOUT_AGENTS } from '../../install/layouts/layout.ts'
import { readLibrary } from '../../library/library-content.ts'
import type { PortableItem } from '../../library/portable-item.ts'
import { flagValue, flagValues, hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { processes } from '../processes.ts'
import { outputsOf, writeReport } from '../report-outputs.ts'
import { rootOf } from '../root.ts'
import type { Terminal } from '../terminal.ts'

/** Beside the files that it is about, so that a clone knows which of them are compiled. */
const STATE_FILE = '.dotclaude/compiled.json'

export async function runCompile(call: Call, terminal: Terminal): Promise<number> {
  const outputs = outputsOf(call, terminal.env)
  const to = flagValue(call, 'to')
  const root = to === undefined ? rootOf(call, terminal) : resolve(terminal.cwd, to)
  const from = flagValue(call, 'from')
  const { items } = readLibrary(from === undefined ? undefined : resolve(terminal.cwd, from))
  const isReadOnly = ['check', 'diff', 'dry-run'].some((name) => hasFlag(call, name))
  const compileOnce = (): CheckResult => {
    const deployment = planFor(root, items, call)
    if (hasFlag(call, 'diff') && !hasFlag(call, 'json')) terminal.writeResult(deployDiff(deployment.plan))
    if (!isReadOnly) applyDeploy(deployment)
    if (hasFlag(call, 'check')) return checkResult(deployment)
    return writtenResult(deployment, gapLines(items, agentsOf(call)), isReadOnly)
  }
  const result = isReadOnly ? compileOnce() : await withLock(join(root, STATE_FILE), processes, compileOnce)
  writeReport({ checks: [result], root, version }, outputs, call, terminal)
  const hasErrors = result.diagnostics.some(({ severity }) => severity === 'error')
  return hasErrors ? EXIT_CODES.VALIDATION : EXIT_CODES.OK
}

function agentsOf(call: Call): readonly string[] {
  const named = flagValues(call, 'agent')
  return named.length === 0 ? ['claude'] : [...new Set(named)].toSorted()
}

function planFor(root: string, items: readonly PortableItem[], call: Call): Deployment {
  const agents = agentsOf(call)
  const stateFile = join(root, STATE_FILE)
  const before = readState(stateFile)
  const plan = planDeploy(wantedFor(agents, items), before, (path) => lookAtDisk(root, path))
  // The version of the program is left out: another version that compiles to the same files changes nothing.
  return {
    base: root,
    stateFile,
    before,
    after: { version: 1, program: '', agents, files: plan.files },
    plan,
    keepsUndo: false,
  }
}

function wantedFor(agents: readonly string[], items: readonly PortableItem[]): readonly DesiredFile[] {
  const named = LAYOUT_AGENTS.filter((agent) => agents.includes(agent))
  const facts = {
    name: 'dotclaude',
    version,
    description: 'Skills, commands and agents for software written with AI agents, and rules that hold them.',
    owner: 'dotclaude',
  }
  return [
    ...desiredFiles(items, named, 'project'),
    ...(agents.includes('plugin') ? pluginPieces(items, facts) : []),
  ]
}

function writtenResult({ plan }: Deployment, gaps: readonly string[], isReadOnly: boolean): CheckResult {
  const lines = deployLines(plan)
  const done = isReadOnly ? 'would be written' : 'written'
  return {
    check: 'compile',
    passed: [changesDisk(plan) ? `${lines.length} files ${done}` : 'everything is compiled already'],
    diagnostics: keptFiles(plan),
    notes: [...lines, ...gaps],
  }
}

/** What does not hold where, with the number of items that it is said of. */
function gapLines(items: readonly PortableItem[], agents: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  const named = LAYOUT_AGENTS.filter((agent) => agents.includes(agent))
  for (const { agent, what } of gapsFor(items, named)) {
    const line = `${agent}: no ${what}`
    counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  return [...counts].map(([line, count]) => `${line}: ${count} ${count === 1 ? 'item' : 'items'}`)
}

function checkResult({ plan }: Deployment): CheckResult {
  const diagnostics = plan.ops.flatMap(staleness)
  const passed = diagnostics.length === 0 ? ['every compiled file is what the library compiles to'] : []
  return { check: 'compile', passed, diagnostics }
}

const STALE: Readonly<Record<Exclude<DeployOp['kind'], 'keep'>, string>> = {
  create: 'is missing',
  link: 'is missing',
  update: 'is of an earlier state of the library',
  remove: 'is no longer in the library',
  restore: 'is of an earlier state of the library',
}

function staleness(op: DeployOp): readonly Diagnostic[] {
  if (op.kind === 'keep' && op.why === 'current') return []
  const detail = op.kind === 'keep' ? KEPT[op.why as keyof typeof KEPT] : STALE[op.kind]
  return [diagnose('DEPLOY_STALE', { file: op.path }, { path: op.path, detail })]
}
