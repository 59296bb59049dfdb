// Is the hook registered with each agent, for all that it has to see, and does it really stop something? A hook that cannot
// be started is skipped in silence, so at the end only its answer counts.
import { DIALECTS } from '../../agents/dialects.ts'
import type { Dialect } from '../../agents/dialect.ts'
import { HOOK_PLACE } from '../../agents/registration.ts'
import type { Entry, Registration } from '../../agents/registration.ts'
import { REGISTRATIONS } from '../../agents/registrations.ts'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { hostOf } from '../host.ts'
import { settingsOf } from './agent-settings.ts'
import { trustOf } from './agent-trust.ts'
import { fireHook } from './fire-hook.ts'
import { malformed } from './hook-form.ts'
import { hookProblem } from './hook-problems.ts'
import { hookRemarks } from './hook-remarks.ts'
import { judgeGuard } from './judge-guard.ts'
import { unfitNode } from './judge-node.ts'
import { probePlugin } from './probe-plugin.ts'
import type { DoctorContext, Finding } from './probe.ts'
import { calledFor, guardsIn } from './registered-hooks.ts'
import type { RegisteredHook, SettingsText } from './registered-hooks.ts'
import { changedEnvironment, shadowedKey, switchedOff } from './settings-problems.ts'
import { unshared } from './unshared-hook.ts'

export function probeHooks(context: DoctorContext): readonly Finding[] {
  return REGISTRATIONS.flatMap((registration) => probeAgent(registration, context))
}

function probeAgent(registration: Registration, context: DoctorContext): readonly Finding[] {
  const { agent, form, file, marks } = registration
  const isUsed = agent === 'claude-code' || marks.some((mark) => isThere(context, mark))
  const dialect = DIALECTS[agent]
  if (form.kind === 'file') return isUsed ? probePlugin(registration, form, context) : []
  const settings = settingsOf(registration, context)
  const guards = guardsIn(settings, registration)
  const unread = [
    ...settings.flatMap((one) => shadowedKey(one.file, one.text) ?? []),
    ...malformed(settings, guards, registration, dialect.title),
  ]
  if (unread.length > 0) return unread
  if (guards.length === 0) return isUsed ? [unregistered(dialect, file, context)] : []
  const off = switchedOff(settings, guards)
  if (off !== undefined) return [off]
  return [
    ...changedEnvironment(settings),
    ...coverage(form.entries, guards, dialect),
    ...answers(guards, registration, withEnvironment(context, settings)),
    ...unshared(guards, registration, context),
    ...(guards.some((guard) => guard.file === file) ? trustOf(agent, context) : []),
  ]
}

function isThere({ snapshot }: DoctorContext, path: string): boolean {
  return snapshot.isFile(path) || snapshot.isDirectory(path)
}

function unregistered({ agent, title }: Dialect, file: string, { snapshot }: DoctorContext): Diagnostic {
  const name = agent === 'claude-code' ? {} : { name: agent }
  // The agent follows it; what is behind it is not of this repository, so nobody here answers for it.
  const isElsewhere = snapshot.isFile(file) && snapshot.bytes(file) === undefined
  const hint = `Put a file of the repository in the place of the link ${file}, and run \`dotclaude init\`.`
  return diagnose('ENV_GUARD_UNREGISTERED', { file }, { agent: title, ...name }, isElsewhere ? { hint } : {})
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
    return [
      ...(same.length === 1 ? [] : [duplicate(same, dialect, what)]),
      ...forgotten(
        purpose.also?.filter((tool) => calledFor(guards, event, tool).length === 0) ?? [],
        file,
        dialect,
      ),
    ]
  })
}

/** An entry that somebody wrote, or that is of an earlier version. */
function forgotten(tools: readonly string[], file: string, { title }: Dialect): readonly Diagnostic[] {
  if (tools.length === 0) return []
  const hint = `Add \`${tools.join('|')}\` to the matcher of the entry, or remove the entry and run \`dotclaude init\`.`
  const facts = { agent: title, what: tools.join(', ') }
  return [diagnose('ENV_HOOK_UNCOVERED', { file }, facts, { severity: 'warning', hint })]
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
  registration: Registration,
  context: DoctorContext,
): readonly Finding[] {
  const dialect = DIALECTS[registration.agent]
  const { snapshot, terminal, mayStart } = context
  const machine = { host: hostOf(terminal), snapshot, agent: dialect.title }
  const problems = distinct(guards.flatMap((guard) => hookProblem(guard, machine) ?? []))
  if (problems.length > 0) return problems
  const unfit = mayStart ? unfitNode(guards, snapshot.root, terminal.env) : undefined
  if (unfit !== undefined) return [unfit]
  const remarks = distinct(guards.flatMap((guard) => hookRemarks(guard, machine, registration)))
  const fired = onceEach(guards.filter((guard) => isAsked(guard, dialect)))
  const files = [...new Set(fired.map(({ file }) => file))].join(', ')
  if (!mayStart) return [`${dialect.title}: guard registered in ${files}, not called`, ...remarks]
  const range = { dialect, root: snapshot.root, env: terminal.env }
  const judged = fired.flatMap((guard) =>
    judgeGuard(guard, (command) => fireHook(guard, command, range), dialect),
  )
  // What does not work at all is mended first.
  return judged.every((finding) => typeof finding === 'string')
    ? [...new Set(judged), ...remarks]
    : distinct(judged)
}

/** Ours judges a tool on whatever command line it is called; of the guards of others only those for tools do. */
function isAsked({ event, command, args = [] }: RegisteredHook, { events }: Dialect): boolean {
  const kind = Object.hasOwn(events, event) ? events[event] : undefined
  return kind === 'tool' || (kind === 'stop' && [command, ...args].join(' ').includes(HOOK_PLACE))
}

function distinct<Item extends Finding>(problems: readonly Item[]): readonly Item[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
}

function onceEach(guards: readonly RegisteredHook[]): readonly RegisteredHook[] {
  const byLine = new Map(guards.map((guard) => [JSON.stringify([guard.command, guard.args]), guard]))
  return [...byLine.values()]
}
