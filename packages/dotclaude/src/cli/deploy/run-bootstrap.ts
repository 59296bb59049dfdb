// The work of `bootstrap` and `uninstall`: the library in the user's own folders.
import { resolve } from 'node:path'
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import type { CheckResult } from '../../diagnostics/report.ts'
import { version } from '../../diagnostics/version.ts'
import { applyDeploy, expectNothingLeft, forgetUndo } from '../../install/apply-deploy.ts'
import type { Deployment } from '../../install/apply-deploy.ts'
import { canLink } from '../../install/apply-links.ts'
import { withLock } from '../../install/apply-lock.ts'
import { changesDisk } from '../../install/deploy/plan-deploy.ts'
import { deployDiff, deployLines, keptFiles } from '../../install/describe-deploy.ts'
import { LAYOUT_AGENTS } from '../../install/layouts/layout.ts'
import { folderPlace, planInstall, planRemoval, planTakeBack, userPlace } from '../../install/user-library.ts'
import type { InstallPlace, InstallRequest } from '../../install/user-library.ts'
import { compiledFolder, readLibrary } from '../../library/library-content.ts'
import { flagValue, flagValues, hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { processes } from '../processes.ts'
import { outputsOf, writeReport } from '../report-outputs.ts'
import type { Terminal } from '../terminal.ts'
import { cloneNamed } from './clone-named.ts'

export function runBootstrap(call: Call, terminal: Terminal): Promise<number> {
  const place = placeOf(call, terminal)
  if (hasFlag(call, 'undo')) return run('undo', call, terminal, place, () => planTakeBack(place))
  return run('bootstrap', call, terminal, place, () => planInstall(place, requestOf(call, terminal)))
}

export function runUninstall(call: Call, terminal: Terminal): Promise<number> {
  const place = placeOf(call, terminal)
  return run('uninstall', call, terminal, place, () => planRemoval(place))
}

function placeOf(call: Call, { home, env, cwd }: Terminal): InstallPlace {
  const target = flagValue(call, 'target')
  return target === undefined ? userPlace(home, env) : folderPlace(resolve(cwd, target))
}

function requestOf(call: Call, terminal: Terminal): InstallRequest {
  const clone = cloneNamed(call, terminal, 'from')
  const { items } = readLibrary(clone)
  const named = flagValues(call, 'agent')
  const agents = LAYOUT_AGENTS.filter((agent) => named.includes(agent))
  const mayLink = !hasFlag(call, 'copy') && canLink(terminal.home)
  const linkFolder = mayLink && clone !== undefined ? compiledFolder(clone) : undefined
  return {
    items,
    hasHook: !hasFlag(call, 'no-hook'),
    ...(agents.length > 0 ? { agents } : {}),
    ...(linkFolder === undefined ? {} : { linkFolder }),
  }
}

type Name = 'bootstrap' | 'undo' | 'uninstall'

async function run(
  name: Name,
  call: Call,
  terminal: Terminal,
  place: InstallPlace,
  plan: () => Deployment,
): Promise<number> {
  const outputs = outputsOf(call, terminal.env)
  const isReadOnly = hasFlag(call, 'dry-run') || hasFlag(call, 'diff')
  const once = (): CheckResult => {
    const planned = plan()
    if (hasFlag(call, 'diff') && !hasFlag(call, 'json')) terminal.writeResult(deployDiff(planned.plan))
    if (!isReadOnly) applyDeploy(planned)
    if (!isReadOnly && name === 'undo') forgetUndo(planned.stateFile)
    if (!isReadOnly && name !== 'undo') expectNothingLeft(plan().plan)
    return resultOf(name, planned, isReadOnly)
  }
  const result = isReadOnly ? once() : await withLock(place.stateFile, processes, once)
  writeReport({ checks: [result], root: place.base, version }, outputs, call, terminal)
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
