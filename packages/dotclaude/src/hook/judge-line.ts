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
  const writes = judged.verdict.writes.flatMap(
    ({ path, below, isTree, certainty }): readonly PlannedWrite[] => {
      const place = path ?? below
      if (place === undefined) return []
      const isPossible = path === undefined || (isTree && certainty === 'possible')
      return [{ path: place, isTree: isTree || isPossible, ...(isPossible ? { isPossible } : {}) }]
    },
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

function answerOf({ verdict, approvalCode, unsaved }: GuardAnswer): Answer {
  const { decision, rule, reason, next } = verdict
  const remark = unsaved === undefined ? [] : unsavedText(unsaved)
  if (decision === 'allow')
    return remark.length === 0 ? { decision } : { decision: 'warn', reason: asciiReason(remark.join('\n')) }
  const approval =
    approvalCode === undefined
      ? []
      : [`A human can let it pass once, in a terminal of their own: dotclaude guard approve ${approvalCode}`]
  const lines = [`${rule}: ${reason}`, ...approval, `Next: ${next}`, ...remark]
  return { decision, reason: asciiReason(lines.join('\n')) }
}

/** Whoever relies on an undo has to know that there is none. */
function unsavedText({ code, message }: NonNullable<GuardAnswer['unsaved']>): readonly string[] {
  return [
    `${code}: this command can lose work, and the work tree could not be saved before it: ${message}.`,
    'Next: keep what matters elsewhere first, such as by a commit; `dotclaude guard undo` will not bring it back.',
  ]
}
