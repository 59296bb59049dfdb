// The work of `bootstrap` and `uninstall`: the library in the user's own folders.
import { isAbsolute, join } from 'node:path'
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import type { CheckResult } from '../../diagnostics/report.ts'
import { version } from '../../diagnostics/version.ts'
import { applyDeploy, forgetUndo, lookAtDisk, readState, readUndo } from '../../install/apply-deploy.ts'
import type { Deployment } from '../../install/apply-deploy.ts'
import { desiredFiles } from '../../install/deploy/desired.ts'
import { changesDisk, planDeploy } from '../../install/deploy/plan-deploy.ts'
import type { DesiredFile } from '../../install/deploy/plan-deploy.ts'
import { NO_STATE } from '../../install/deploy/state.ts'
import type { DeployState } from '../../install/deploy/state.ts'
import { planUndo } from '../../install/deploy/undo.ts'
import { agentsAt } from '../../install/deploy/user-agents.ts'
import { LAYOUT_AGENTS } from '../../install/layouts/layout.ts'
import type { LayoutAgent } from '../../install/layouts/layout.ts'
import { flagValue, flagValues, hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { outputsOf, writeReport } from '../report-outputs.ts'
import type { Environment, Terminal } from '../terminal.ts'
import { deployDiff, deployLines, keptFiles } from './describe-deploy.ts'
import { readLibrary } from './library-content.ts'
import { withLock } from './lock.ts'

export function runBootstrap(call: Call, terminal: Terminal): Promise<number> {
  if (hasFlag(call, 'undo')) return run('undo', call, terminal, () => undoPlan(terminal))
  return run('bootstrap', call, terminal, () => {
    const { items } = readLibrary(terminal.cwd, flagValue(call, 'from'))
    const agents = agentsFor(call, terminal.home)
    return deployment(terminal, agents, desiredFiles(items, agents, 'user'))
  })
}

export function runUninstall(call: Call, terminal: Terminal): Promise<number> {
  return run('uninstall', call, terminal, () => deployment(terminal, [], []))
}

function agentsFor(call: Call, home: string): readonly LayoutAgent[] {
  const named = flagValues(call, 'agent')
  return named.length === 0
    ? agentsAt((path) => lookAtDisk(home, path))
    : LAYOUT_AGENTS.filter((agent) => named.includes(agent))
}

/** As the base directory specification says, so that it is with the user's other state and in no agent's folder. */
function stateFileFor({ env, home }: { readonly env: Environment; readonly home: string }): string {
  const named = env['XDG_STATE_HOME'] ?? ''
  const folder = isAbsolute(named) ? named : join(home, '.local/state')
  return join(folder, 'dotclaude/installed.json')
}

function deployment(
  terminal: Terminal,
  agents: readonly LayoutAgent[],
  desired: readonly DesiredFile[],
): Deployment {
  const { home } = terminal
  const stateFile = stateFileFor(terminal)
  const before = readState(stateFile)
  const plan = planDeploy(desired, before, (path) => lookAtDisk(home, path))
  const after: DeployState =
    desired.length === 0
      ? { ...NO_STATE, files: plan.files }
      : { version: 1, program: version, agents, files: plan.files }
  return { base: home, stateFile, before, after, plan, keepsUndo: true }
}

/** Nothing to take back is a plan without ops. */
function undoPlan(terminal: Terminal): Deployment {
  const stateFile = stateFileFor(terminal)
  const before = readState(stateFile)
  const record = readUndo(stateFile)
  const ops = record === undefined ? [] : planUndo(record, (path) => lookAtDisk(terminal.home, path))
  const after = record?.state ?? before
  return {
    base: terminal.home,
    stateFile,
    before,
    after,
    plan: { ops, files: after.files },
    keepsUndo: false,
  }
}

type Name = 'bootstrap' | 'undo' | 'uninstall'

async function run(name: Name, call: Call, terminal: Terminal, plan: () => Deployment): Promise<number> {
  const outputs = outputsOf(call, terminal.env)
  const isReadOnly = hasFlag(call, 'dry-run') || hasFlag(call, 'diff')
  const once = (): CheckResult => {
    const planned = plan()
    if (hasFlag(call, 'diff') && !hasFlag(call, 'json')) terminal.writeResult(deployDiff(planned.plan))
    if (!isReadOnly) applyDeploy(planned)
    if (!isReadOnly && name === 'undo') forgetUndo(planned.stateFile)
    return resultOf(name, planned, isReadOnly)
  }
  const result = isReadOnly ? once() : await withLock(stateFileFor(terminal), once)
  writeReport({ checks: [result], root: terminal.home, version }, outputs, call, terminal)
  return EXIT_CODES.OK
}

const DONE: Readonly<Record<Name, readonly [done: string, nothing: string]>> = {
  bootstrap: ['written', 'everything is installed already'],
  undo: ['taken back', 'there is nothing to take back'],
  uninstall: ['taken away', 'nothing is installed'],
}

function resultOf(name: Name, { plan, after }: Deployment, isReadOnly: boolean): CheckResult {
  const lines = deployLines(plan)
  const [done, nothing] = DONE[name]
  const files = lines.length === 1 ? 'file' : 'files'
  const agents = name === 'bootstrap' ? ` for ${after.agents.join(', ')}` : ''
  const text = `${lines.length} ${files} ${isReadOnly ? 'would be ' : ''}${done}${agents}`
  return {
    check: name,
    passed: [changesDisk(plan) ? text : nothing],
    diagnostics: keptFiles(plan),
    notes: lines,
  }
}
