// A command line before the guard, in the words of a hook: the rule first, then why, how a human can let it pass, and at
// the end the next legal step.
import type { Answer } from '../agents/hook-event.ts'
import { guardCommand, judgeOnly } from '../guard-store/guard-session.ts'
import type { GuardAnswer, GuardedCommand } from '../guard-store/guard-session.ts'
import type { PlannedWrite } from './judge-writes.ts'
import { asciiReason } from './policy-reason.ts'

export interface JudgedLine {
  readonly answer: Answer
  /** What the policy has to look at. */
  readonly writes: readonly PlannedWrite[]
}

export function judgeLine(guarded: GuardedCommand): JudgedLine {
  const judged = guardCommand(guarded)
  const writes = judged.verdict.writes.flatMap(({ path, isTree, certainty }) =>
    // What may be written somewhere below a folder is seen at the end of the turn.
    path === undefined || (isTree && certainty === 'possible') ? [] : [{ path, isTree }],
  )
  return { answer: answerOf(judged), writes }
}

/** As if a shell wrote there: the guard has one rule for such a file and not two. */
export function judgeControls(paths: readonly string[], guarded: Omit<GuardedCommand, 'command'>): Answer {
  for (const path of paths) {
    const line = { ...guarded, command: `: > '${path.replaceAll("'", String.raw`'\''`)}'` }
    if (judgeOnly(line).rule?.startsWith('GUARD_CONTROL_') !== true) continue
    const answer = answerOf(guardCommand(line))
    if (answer.decision !== 'allow') return answer
  }
  return { decision: 'allow' }
}

function answerOf({ verdict, approvalCode }: GuardAnswer): Answer {
  const { decision, rule, reason, next } = verdict
  if (decision === 'allow') return { decision }
  const approval =
    approvalCode === undefined
      ? []
      : [`A human can let it pass once, in a terminal of their own: dotclaude guard approve ${approvalCode}`]
  const lines = [`${rule}: ${reason}`, ...approval, `Next: ${next}`]
  return { decision, reason: asciiReason(lines.join('\n')) }
}
