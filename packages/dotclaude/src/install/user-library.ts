// The library and the hook in a user's own folders: what has to be there, and the plans to install it, to take it away
// and to take the last run back.
import { isAbsolute, join } from 'node:path'
import type { AgentName } from '../agents/hook-event.ts'
import { HOOK_PLACE } from '../agents/registration.ts'
import { userRegistration } from '../agents/user-registration.ts'
import { version } from '../diagnostics/version.ts'
import type { PortableItem } from '../library/portable-item.ts'
import { lookAtDisk, readState, readUndo } from './apply-deploy.ts'
import type { Deployment } from './apply-deploy.ts'
import { desiredFiles } from './deploy/desired.ts'
import { planDeploy } from './deploy/plan-deploy.ts'
import type { DesiredFile } from './deploy/plan-deploy.ts'
import { NO_STATE } from './deploy/state.ts'
import type { DeployState } from './deploy/state.ts'
import { planUndo } from './deploy/undo.ts'
import { agentsAt } from './deploy/user-agents.ts'
import { HOOK_TEXT } from './hook-file.generated.ts'
import type { LayoutAgent } from './layouts/layout.ts'
import { freshRegistration } from './plan-registration.ts'

/** Where an installation stands, and where it is remembered. */
export interface InstallPlace {
  /** Absolute: the home, or a folder that stands for `~/.claude`. */
  readonly base: string
  /** Whether the base is in place of `~/.claude`, which holds one agent's files and no hook. */
  readonly isClaudeFolder: boolean
  readonly stateFile: string
}

export interface InstallRequest {
  readonly items: readonly PortableItem[]
  /** Otherwise those that the user has. */
  readonly agents?: readonly LayoutAgent[]
  /** The folder of a clone that Claude Code's files are linked to; otherwise they are copied. */
  readonly linkFolder?: string
  readonly hasHook: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/** As the base directory specification says, so that it is with the user's other state and in no agent's folder. */
export function userPlace(home: string, env: Environment): InstallPlace {
  const named = env['XDG_STATE_HOME'] ?? ''
  const folder = isAbsolute(named) ? named : join(home, '.local/state')
  return { base: home, isClaudeFolder: false, stateFile: join(folder, 'dotclaude/installed.json') }
}

export function folderPlace(folder: string): InstallPlace {
  return { base: folder, isClaudeFolder: true, stateFile: join(folder, '.dotclaude/installed.json') }
}

export function planInstall(place: InstallPlace, request: InstallRequest): Deployment {
  const agents = place.isClaudeFolder ? (['claude'] as const) : (request.agents ?? agentsIn(place))
  const files = desiredFiles(request.items, agents, 'user').map((file) => linked(file, request))
  const plan = (desired: readonly DesiredFile[]): Deployment =>
    deployment(place, desired, (installed) => ({ version: 1, program: version, agents, files: installed }))
  if (place.isClaudeFolder) return plan(files.map(inFolder))
  const hook = { path: HOOK_PLACE, text: HOOK_TEXT }
  const registered = plan([...files, ...(request.hasHook ? [hook, ...registrationsOf(agents)] : [])])
  return isForeignHook(registered) ? plan([...files, hook]) : registered
}

/** No agent is told to run a program of the user's. */
function isForeignHook({ plan }: Deployment): boolean {
  return plan.ops.some((op) => op.path === HOOK_PLACE && op.kind === 'keep' && op.why === 'foreign')
}

/** What is there of each agent, and what was installed for it before. */
function agentsIn({ base }: InstallPlace): readonly LayoutAgent[] {
  return agentsAt((path) => lookAtDisk(base, path))
}

/** Only whole files of Claude Code lie compiled in a clone. */
function linked(file: DesiredFile, { linkFolder }: InstallRequest): DesiredFile {
  if (linkFolder === undefined || !file.path.startsWith('.claude/')) return file
  return { ...file, linkTo: join(linkFolder, file.path.slice('.claude/'.length)) }
}

function inFolder(file: DesiredFile): DesiredFile {
  return { ...file, path: file.path.replace(/^\.claude\//, '') }
}

const AGENT_NAMES: Readonly<Record<LayoutAgent, AgentName>> = {
  claude: 'claude-code',
  codex: 'codex',
  copilot: 'copilot',
  cursor: 'cursor',
  gemini: 'gemini',
  opencode: 'opencode',
}

/** Behind the hook in the plan, so that no agent is told of a file that is not there. */
function registrationsOf(agents: readonly LayoutAgent[]): readonly DesiredFile[] {
  return agents.map((agent) => {
    const { file, form } = userRegistration(AGENT_NAMES[agent])
    const text = freshRegistration({ form })
    return form.kind === 'file' ? { path: file, text } : { path: file, text, settings: form }
  })
}

export function planRemoval(place: InstallPlace): Deployment {
  return deployment(place, [], (files) => ({ ...NO_STATE, files }))
}

function deployment(
  { base, stateFile }: InstallPlace,
  desired: readonly DesiredFile[],
  stateWith: (files: DeployState['files']) => DeployState,
): Deployment {
  const before = readState(stateFile)
  const plan = planDeploy(desired, before, (path) => lookAtDisk(base, path))
  return { base, stateFile, before, after: stateWith(plan.files), plan, keepsUndo: true }
}

/** Nothing to take back is a plan without ops. */
export function planTakeBack({ base, stateFile }: InstallPlace): Deployment {
  const before = readState(stateFile)
  const record = readUndo(stateFile)
  const ops = record === undefined ? [] : planUndo(record, (path) => lookAtDisk(base, path))
  const after = record?.state ?? before
  return { base, stateFile, before, after, plan: { ops, files: after.files }, keepsUndo: false }
}
