// `sync` as the command line and the API have it: a clone with its remote or the package with its registry, and behind a
// pull the installation with what came.
import { EXIT_CODES } from '../diagnostics/exit-codes.ts'
import type { CheckResult } from '../diagnostics/report.ts'
import { Failure } from '../diagnostics/failure.ts'
import { version } from '../diagnostics/version.ts'
import { compiledFolder, readLibrary } from '../library/library-content.ts'
import { applyDeploy, expectNothingLeft, readState } from './apply-deploy.ts'
import { withLock } from './apply-lock.ts'
import type { Processes } from './apply-lock.ts'
import { canLink } from './apply-links.ts'
import { newestVersion, updatePackage } from './apply-package.ts'
import { cloneStatus, pullClone, pushClone } from './apply-sync.ts'
import type { SyncWorld } from './apply-sync.ts'
import { HOOK_PLACE } from '../agents/registration.ts'
import { deployLines, keptFiles } from './describe-deploy.ts'
import { LAYOUT_AGENTS } from './layouts/layout.ts'
import { planInstall, userPlace } from './user-library.ts'
import type { InstallRequest } from './user-library.ts'

export const SYNC_COMMANDS = ['pull', 'push', 'status'] as const
export type SyncCommand = (typeof SYNC_COMMANDS)[number]

export interface SyncOptions extends SyncWorld {
  /** The clone; otherwise the installed package. Absolute. */
  readonly clone: string | undefined
  readonly home: string
  readonly processes: Processes
}

export function syncLibrary(command: SyncCommand, options: SyncOptions): Promise<CheckResult> {
  const { clone } = options
  if (clone === undefined) return Promise.resolve(syncPackage(command, options))
  if (command === 'pull') return pull(clone, options)
  return Promise.resolve(command === 'push' ? push(clone, options) : status(clone, options))
}

async function pull(clone: string, options: SyncOptions): Promise<CheckResult> {
  const commits = pullClone(clone, options.env)
  const place = userPlace(options.home, options.env)
  const { plan } = await withLock(place.stateFile, options.processes, () => {
    const request = requestFor(clone, options)
    const planned = planInstall(place, request)
    applyDeploy(planned)
    expectNothingLeft(planInstall(place, request).plan)
    return planned
  })
  const lines = deployLines(plan)
  const pulled = commits === 0 ? 'the clone is up to date' : `${counted(commits, 'commit')} pulled`
  const installed =
    lines.length === 0 ? 'everything is installed already' : `${counted(lines.length, 'file')} written`
  return { check: 'sync', passed: [pulled, installed], diagnostics: keptFiles(plan), notes: lines }
}

/** What was installed before is installed again in the same way. */
function requestFor(clone: string, { home, env }: SyncOptions): InstallRequest {
  const { items } = readLibrary(clone)
  const { files, agents: known } = readState(userPlace(home, env).stateFile)
  const installed = Object.values(files)
  const agents = LAYOUT_AGENTS.filter((agent) => known.includes(agent))
  const isNew = installed.length === 0
  const mayLink = isNew || installed.some(({ how }) => how === 'link')
  const folder = mayLink && canLink(home) ? compiledFolder(clone) : undefined
  return {
    items,
    hasHook: isNew || HOOK_PLACE in files,
    ...(agents.length > 0 ? { agents } : {}),
    ...(folder === undefined ? {} : { linkFolder: folder }),
  }
}

function push(clone: string, options: SyncOptions): CheckResult {
  const { pushed, secrets } = pushClone(clone, options)
  const done = pushed === 0 ? 'no changes to push' : `${counted(pushed, 'commit')} pushed`
  return { check: 'sync', passed: secrets.length > 0 ? [] : [done], diagnostics: secrets }
}

function status(clone: string, options: SyncOptions): CheckResult {
  const { branch, ahead, behind, changed } = cloneStatus(clone, options.env)
  const plan = planInstall(userPlace(options.home, options.env), requestFor(clone, options)).plan
  const lines = deployLines(plan)
  return {
    check: 'sync',
    passed: [
      `${branch}: ${ahead} to push, ${behind} to pull, ${counted(changed.length, 'changed file')}`,
      lines.length === 0
        ? 'installed: up to date'
        : `installed: ${counted(lines.length, 'file')} to bring up to date`,
    ],
    diagnostics: [],
    notes: [...changed, ...lines],
  }
}

function syncPackage(command: SyncCommand, { env }: SyncOptions): CheckResult {
  if (command === 'push')
    throw new Failure('SYNC_CLONE_UNKNOWN', { path: 'the installed package', detail: 'is no clone' })
  const newest = newestVersion(env)
  const passed = [`installed: v${version}  latest: v${newest}`]
  const isCurrent = newest === version
  if (command === 'pull' && !isCurrent) updatePackage(newest, env)
  const note = isCurrent
    ? []
    : [command === 'pull' ? `v${newest} is installed` : '`dotclaude sync pull` gets it']
  return { check: 'sync', passed, diagnostics: [], notes: note }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

export function exitCodeOfSync({ diagnostics }: CheckResult): number {
  return diagnostics.some(({ severity }) => severity === 'error') ? EXIT_CODES.VALIDATION : EXIT_CODES.OK
}
