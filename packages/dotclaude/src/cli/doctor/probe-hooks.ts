// Is the hook registered with each agent, for all that it has to see, and does it really stop something? A hook that cannot
// be started is skipped in silence, so at the end only its answer counts.
import { spawnSync } from 'node:child_process'
import { DIALECTS } from '../../agents/dialects.ts'
import type { Dialect } from '../../agents/dialect.ts'
import type { Entry, Registration } from '../../agents/registration.ts'
import { REGISTRATIONS } from '../../agents/registrations.ts'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { hostOf } from '../host.ts'
import type { Environment } from '../terminal.ts'
import { openUserSettings } from '../user-settings.ts'
import { fireHook } from './fire-hook.ts'
import type { HookAnswer } from './fire-hook.ts'
import { hookProblem } from './hook-problems.ts'
import { judgeNode } from './judge-node.ts'
import type { DoctorContext, Finding } from './probe.ts'
import { calledFor, guardsIn, settingsOf } from './registered-hooks.ts'
import type { RegisteredHook, SettingsText } from './registered-hooks.ts'
import { changedEnvironment, shadowedKey, switchedOff } from './settings-problems.ts'

/** Every guard has to stop the first and to let the second pass. */
const DESTRUCTIVE = 'git push --force origin main'
const HARMLESS = 'git status'

export function probeHooks(context: DoctorContext): readonly Finding[] {
  return REGISTRATIONS.flatMap((registration) => probeAgent(registration, context))
}

function probeAgent(registration: Registration, context: DoctorContext): readonly Finding[] {
  const { agent, form, file, marks } = registration
  const { snapshot, terminal } = context
  const isUsed = agent === 'claude-code' || marks.some((mark) => isThere(context, mark))
  const dialect = DIALECTS[agent]
  if (form.kind === 'file') return isUsed ? probeFile(registration, dialect, context) : []
  const settings = settingsOf(registration, snapshot, openUserSettings(terminal.home))
  const shadowed = settings.flatMap((one) => shadowedIn(one, context))
  const guards = guardsIn(settings, registration)
  if (shadowed.length > 0) return shadowed
  if (guards.length === 0) return isUsed ? [unregistered(dialect, file)] : []
  const off = switchedOff(settings)
  if (off !== undefined) return [off]
  const findings = [
    ...changedEnvironment(settings),
    ...coverage(form.entries, guards, dialect),
    ...answers(guards, dialect, withEnvironment(context, settings)),
  ]
  return findings
}

function isThere({ snapshot }: DoctorContext, path: string): boolean {
  return snapshot.isFile(path) || snapshot.isDirectory(path)
}

function unregistered({ agent, title }: Dialect, file: string): Diagnostic {
  const name = agent === 'claude-code' ? {} : { name: agent }
  return diagnose('ENV_GUARD_UNREGISTERED', { file }, { agent: title, ...name })
}

function shadowedIn({ file }: SettingsText, { snapshot }: DoctorContext): readonly Diagnostic[] {
  const problem = shadowedKey(file, snapshot.text(file) ?? '')
  return problem === undefined ? [] : [problem]
}

/** A plugin is loaded by being there. */
function probeFile(
  { file, form }: Registration,
  dialect: Dialect,
  { snapshot }: DoctorContext,
): readonly Finding[] {
  const text = snapshot.text(file)
  if (text === undefined) return [unregistered(dialect, file)]
  if (form.kind === 'file' && text !== form.text) return [diagnose('ENV_HOOK_MODIFIED', { file })]
  return [`${dialect.title}: plugin present in ${file}`]
}

function coverage(
  entries: readonly Entry[],
  guards: readonly RegisteredHook[],
  dialect: Dialect,
): readonly Diagnostic[] {
  return entries.flatMap(({ path, purpose }) => {
    if (purpose === undefined) return []
    const event = path.at(-1) ?? ''
    const called = calledFor(guards, event, purpose.tool)
    const what = purpose.tool ?? event
    const file = guards[0]?.file ?? ''
    if (called.length === 0)
      return purpose.isNeeded
        ? [diagnose('ENV_HOOK_UNCOVERED', { file }, { agent: dialect.title, what })]
        : []
    // The one of `bootstrap` is for repositories that have none, and a second opinion where there is one.
    const here = called.filter((one) => !one.file.startsWith('~/'))
    const same = here.length === 0 ? called : here
    return same.length === 1 ? [] : [duplicate(same, dialect, what)]
  })
}

function duplicate(called: readonly RegisteredHook[], { title }: Dialect, what: string): Diagnostic {
  const files = [...new Set(called.map(({ file }) => file))].join(', ')
  const facts = { agent: title, count: called.length, what, files }
  return diagnose('ENV_HOOK_DUPLICATE', { file: called[0]?.file ?? '' }, facts)
}

/** Agents hand what settings say to the hooks that they start. */
function withEnvironment(context: DoctorContext, settings: readonly SettingsText[]): DoctorContext {
  const added = settings.flatMap(({ value }) => {
    const env = (value as { env?: Readonly<Record<string, unknown>> } | undefined)?.env ?? {}
    return Object.entries(env).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  })
  const { terminal } = context
  return { ...context, terminal: { ...terminal, env: { ...terminal.env, ...Object.fromEntries(added) } } }
}

/** Each command line once, however often it is registered. */
function answers(
  guards: readonly RegisteredHook[],
  dialect: Dialect,
  context: DoctorContext,
): readonly Finding[] {
  const { snapshot, terminal, mayStart } = context
  const machine = { host: hostOf(terminal), snapshot, agent: dialect.title }
  const problems = distinct(guards.flatMap((guard) => hookProblem(guard, machine) ?? []))
  if (problems.length > 0) return problems
  const outdated = mayStart ? oldNode(guards, terminal.env) : undefined
  if (outdated !== undefined) return [outdated]
  const fired = onceEach(guards.filter(({ event }) => dialect.events[event] === 'tool'))
  const files = [...new Set(fired.map(({ file }) => file))].join(', ')
  if (!mayStart) return [`${dialect.title}: guard registered in ${files}, not called`]
  const range = { dialect, root: snapshot.root, env: terminal.env }
  return fired.flatMap((guard) => judge(guard, dialect, (command) => fireHook(guard, command, range)))
}

/** The agent's PATH may lead to another Node than the one that runs here. */
function oldNode(guards: readonly RegisteredHook[], env: Environment): Diagnostic | undefined {
  const startsNode = guards.some(({ command }) => /^node(?:\.exe)?(?:\s|$)/.test(command))
  const run = startsNode ? spawnSync('node', ['--version'], { env: { ...env }, encoding: 'utf8' }) : undefined
  const found = /^v(\d+\.\d+\.\d+)/.exec(run?.stdout ?? '')?.[1]
  const finding = found === undefined ? undefined : judgeNode(found)
  return typeof finding === 'string' ? undefined : finding
}

function distinct(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
}

function onceEach(guards: readonly RegisteredHook[]): readonly RegisteredHook[] {
  const byLine = new Map(guards.map((guard) => [JSON.stringify([guard.command, guard.args]), guard]))
  return [...byLine.values()]
}

function judge(
  { file, timeoutSeconds }: RegisteredHook,
  { title }: Dialect,
  fire: (command: string) => HookAnswer,
): readonly Finding[] {
  const answer = fire(DESTRUCTIVE)
  if (answer.kind === 'broken') return [diagnose('ENV_GUARD_SILENT', { file }, { detail: answer.detail })]
  if (answer.kind === 'allows')
    return [diagnose('ENV_GUARD_SILENT', { file }, { detail: `it let \`${DESTRUCTIVE}\` pass` })]
  if (timeoutSeconds !== undefined && answer.seconds > timeoutSeconds) {
    const detail = `it took ${answer.seconds.toFixed(1)} s`
    return [diagnose('ENV_HOOK_TIMEOUT', { file }, { agent: title, seconds: timeoutSeconds, detail })]
  }
  if (fire(HARMLESS).kind === 'stops')
    return [diagnose('ENV_GUARD_OVEREAGER', { file }, { command: HARMLESS })]
  return [`${title}: guard fires: it stops \`${DESTRUCTIVE}\` and lets \`${HARMLESS}\` pass`]
}
