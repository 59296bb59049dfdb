// Is the guard registered, and does it really stop something? A hook whose path is mistyped is skipped in silence, so
// only its answer counts.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { fireHook } from './fire-hook.ts'
import type { HookAnswer } from './fire-hook.ts'
import type { DoctorContext, Finding } from './probe.ts'
import { hooksBefore } from './registered-hooks.ts'
import type { RegisteredHook } from './registered-hooks.ts'

const SETTINGS = '.claude/settings.json'
/** Every guard has to stop the first and to let the second pass. */
const DESTRUCTIVE = 'git reset --hard HEAD~1'
const HARMLESS = 'git status'
/** Other people's hooks may do anything, so only those that are for guarding are called. */
const GUARDS = /guard|dotclaude/i

export function probeGuard({ snapshot, terminal, mayStart }: DoctorContext): readonly Finding[] {
  const { hooks, disabledBy } = hooksBefore('Bash', snapshot)
  if (disabledBy !== undefined) return [diagnose('ENV_HOOKS_DISABLED', { file: disabledBy })]
  const guards = hooks.filter(({ command, args = [] }) => GUARDS.test([command, ...args].join(' ')))
  if (guards.length === 0) return [diagnose('ENV_GUARD_UNREGISTERED', { file: SETTINGS })]
  if (!mayStart)
    return [`guard registered in ${[...new Set(guards.map(({ file }) => file))].join(', ')}, not called`]
  return judge(guards, (guard, command) => fireHook(guard, command, snapshot.root, terminal.env))
}

type Fire = (guard: RegisteredHook, command: string) => HookAnswer

function judge(guards: readonly RegisteredHook[], fire: Fire): readonly Finding[] {
  const answers = guards.map((guard) => ({ guard, answer: fire(guard, DESTRUCTIVE) }))
  const problems = answers.flatMap(({ guard, answer }) =>
    answer.kind === 'broken' ? [silent(guard, answer.detail)] : [],
  )
  const stopping = answers.filter(({ answer }) => answer.kind === 'stops').map(({ guard }) => guard)
  if (stopping.length === 0 && problems.length === 0)
    return guards.map((guard) => silent(guard, `it let \`${DESTRUCTIVE}\` pass`))
  const overeager = stopping.filter((guard) => fire(guard, HARMLESS).kind === 'stops')
  const eager = overeager.map(({ file }) => diagnose('ENV_GUARD_OVEREAGER', { file }, { command: HARMLESS }))
  const isSound = stopping.length > 0 && eager.length === 0
  return [
    ...(isSound ? [`guard fires: it stops \`${DESTRUCTIVE}\` and lets \`${HARMLESS}\` pass`] : []),
    ...problems,
    ...eager,
  ]
}

function silent({ file }: RegisteredHook, detail: string): Diagnostic {
  return diagnose('ENV_GUARD_SILENT', { file }, { detail })
}
