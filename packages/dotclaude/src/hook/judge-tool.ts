// May this tool run? A command is judged by the guard, and what a tool would write by the policy. The stricter answer wins.
import type { Answer, ToolEvent } from '../agents/hook-event.ts'
import { mayBeDestructive } from '../guard/may-be-destructive.ts'
import type { Host } from './host.ts'
import { absolutePath } from './repository-path.ts'

const ALLOW: Answer = { decision: 'allow' }

export async function judgeTool(event: ToolEvent, host: Host): Promise<Answer> {
  if (event.isUnreadable) throw new Error(`the call of ${event.tool} has a form that is not known`)
  const cwd = absolutePath(event.cwd ?? '.', host.cwd, host.home)
  const answer = await commandAnswer(event, cwd, host)
  return answer.decision === 'allow' ? writesAnswer(event, cwd, host) : answer
}

async function commandAnswer({ command }: ToolEvent, cwd: string, { env, home, now }: Host): Promise<Answer> {
  if (command === undefined || !mayBeDestructive(command.text)) return ALLOW
  const { guardCommand } = await import('../guard-store/guard-session.ts')
  const { text, shell } = command
  const { verdict, approvalCode } = guardCommand({ command: text, shell, cwd, env, home, now: now() })
  const { decision, rule, reason, next } = verdict
  if (decision === 'allow') return ALLOW
  const approval =
    approvalCode === undefined
      ? ''
      : ` A human can let it pass once: dotclaude guard approve ${approvalCode}.`
  return { decision, reason: `${rule}: ${reason}${approval} Next: ${next}` }
}

async function writesAnswer({ paths }: ToolEvent, cwd: string, host: Host): Promise<Answer> {
  if (paths.length === 0) return ALLOW
  const { judgeWrites } = await import('./judge-writes.ts')
  return judgeWrites(paths.map((path) => ({ path: absolutePath(path, cwd, host.home), isTree: false })))
}
