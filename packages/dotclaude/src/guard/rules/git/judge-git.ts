// A call of git: finds the verb and asks the rules about it. A verb that is not known is tried as each of the dangerous
// ones, because a command that might be one of them must not pass by hiding its name.
import { DECODED, UNSET, isUnknown } from '../../read/marks.ts'
import type { Run } from '../../read/run.ts'
import { newJudgement } from '../judge.ts'
import type { Judge } from '../judge.ts'
import { judgeControls } from './controls.ts'
import { DISCARD } from './discard.ts'
import type { VerbRule } from './discard.ts'
import { gitCall, isFresh, keepFresh } from './git-call.ts'
import { HISTORY } from './history.ts'
import { SHARED_HISTORY } from './shared-history.ts'

const TABLES: readonly Readonly<Record<string, VerbRule>>[] = [DISCARD, HISTORY, SHARED_HISTORY]

export function judgeGit(run: Run, judge: Judge): void {
  const call = gitCall(run, judge)
  const { verb, args, globals } = call.words
  // Help shows a page, whatever stands with it.
  if (verb === undefined || args[0] === '--help' || (args.length === 1 && args[0] === '-h')) return
  if (isUnknown(verb)) {
    judgeUnknownVerb(run, verb, judge, { globals, args })
    return
  }
  if (verb === 'init' || verb === 'clone') keepFresh(call)
  for (const table of isFresh(call) ? [SHARED_HISTORY] : TABLES)
    if (Object.hasOwn(table, verb)) table[verb]?.(call)
  judgeControls(call)
}

/** More letters behind one dash than git has together. */
const FOREIGN = /^-[a-zA-Z][\w-]{4}/

interface Around {
  readonly globals: readonly string[]
  readonly args: readonly string[]
}

function judgeUnknownVerb(run: Run, verb: string, judge: Judge, { globals, args }: Around): void {
  const { context } = judge
  // A variable that is empty leaves the next word as the verb.
  if (verb === UNSET && args.length > 0) judgeGit({ ...run, args: [...globals, ...args] }, judge)
  const isStopped = (words: readonly string[]): boolean => {
    const trial = newJudgement(context, judge.discarded)
    judgeGit({ ...run, args: [...globals, ...words] }, trial.judge)
    return trial.offences.length > 0
  }
  // Where nothing says that it is git at all, the words that are known must have something of it.
  const isGuess = isUnknown(run.path)
  const isForeign = isGuess && args.some((arg) => FOREIGN.test(arg))
  const couldBeBad = TABLES.flatMap((table) => (isForeign ? [] : Object.keys(table))).some(
    (candidate) => isStopped([candidate, ...args]) && !(isGuess && isStopped([candidate])),
  )
  if (verb.includes(DECODED) || couldBeBad)
    gitCall(run, judge).stop(
      'GUARD_UNDECIDABLE',
      'which command of git it is comes from a variable or another program',
    )
}
