// What the answers of a guard come to: every guard has to stop one command line, to say why, and to let another one pass.
import type { Dialect } from '../../agents/dialect.ts'
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { HookAnswer } from './fire-hook.ts'
import type { Finding } from './probe.ts'
import type { RegisteredHook } from './registered-hooks.ts'

const DESTRUCTIVE = 'git push --force origin main'
const HARMLESS = 'git status'

export type Fire = (command: string) => HookAnswer

export function judgeGuard(
  { file, timeoutSeconds }: Pick<RegisteredHook, 'file' | 'timeoutSeconds'>,
  fire: Fire,
  { title }: Dialect,
): readonly Finding[] {
  const answer = fire(DESTRUCTIVE)
  if (answer.kind !== 'stops') return [silent(answer, file)]
  if (timeoutSeconds !== undefined && answer.seconds > timeoutSeconds) {
    const detail = `it took ${answer.seconds.toFixed(1)} s`
    return [diagnose('ENV_HOOK_TIMEOUT', { file }, { agent: title, seconds: timeoutSeconds, detail })]
  }
  if (fire(HARMLESS).kind === 'stops')
    return [diagnose('ENV_GUARD_OVEREAGER', { file }, { command: HARMLESS })]
  if (!answer.hasReason) return [diagnose('ENV_HOOK_REASON_LOST', { file }, { agent: title })]
  return [`${title}: guard fires: it stops \`${DESTRUCTIVE}\` and lets \`${HARMLESS}\` pass`]
}

function silent(answer: Exclude<HookAnswer, { kind: 'stops' }>, file: string): Diagnostic {
  if (answer.kind === 'broken') return diagnose('ENV_GUARD_SILENT', { file }, { detail: answer.detail })
  const { said } = answer
  const noise = said === undefined ? '' : `; what it prints is no JSON: ${said}`
  return diagnose('ENV_GUARD_SILENT', { file }, { detail: `it let \`${DESTRUCTIVE}\` pass${noise}` })
}
