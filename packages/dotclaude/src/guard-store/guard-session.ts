// The whole guard for one command line, as the hook and `guard explain` use it: options of the repository, state by git,
// approvals, the note of a denial, the log, and a saved work tree before what is allowed and can lose work.
import { Failure } from '../diagnostics/failure.ts'
import type { GuardContext } from '../guard/guard-context.ts'
import { judgeCommand } from '../guard/judge-command.ts'
import type { Shell, Verdict } from '../guard/verdict.ts'
import { noteDenial, useApproval } from './approvals.ts'
import { readGuardOptions } from './guard-options.ts'
import { appendLog } from './guard-log.ts'
import { repositoryState } from './repository-state.ts'
import { saveWorkTree } from './save-work-tree.ts'
import type { StatePlace } from './state-folder.ts'

export interface GuardedCommand extends StatePlace {
  readonly command: string
  readonly shell: Shell
  /** Absolute. */
  readonly cwd: string
  readonly now: Date
}

export interface GuardAnswer {
  readonly verdict: Verdict
  /** Of a denial: with it a human can let this command pass once. */
  readonly approvalCode?: string
  /** Of a lossy command: the name of the saved work tree. */
  readonly saved?: string
  /** Of a lossy command whose work tree could not be saved: why. It runs all the same, and nobody may count on an undo. */
  readonly unsaved?: Failure
}

/** Judges without a trace: no note, no log, nothing saved, and an approval is not used up. */
export function judgeOnly(guarded: GuardedCommand): Verdict {
  return judgeCommand(
    guarded.command,
    contextOf(guarded, () => false),
  )
}

/** Judges and remembers. What cannot be remembered never changes a verdict. */
export function guardCommand(guarded: GuardedCommand): GuardAnswer {
  const repository = repositoryOf(guarded)
  const verdict = judgeCommand(
    guarded.command,
    contextOf(guarded, ({ rule, command }) => {
      const isUsed = attempt(() => useApproval({ rule, command, repository }, guarded, guarded.now)) === true
      if (isUsed) log(guarded, repository, { event: 'use approval', rule })
      return isUsed
    }),
  )
  const { decision, rule } = verdict
  if (decision !== 'allow' && rule !== undefined) {
    const code =
      decision === 'deny'
        ? attempt(() => noteDenial({ rule, command: guarded.command, repository }, guarded, guarded.now))
        : undefined
    log(guarded, repository, { event: decision, rule, ...(code === undefined ? {} : { code }) })
    if (decision === 'deny') return { verdict, ...(code === undefined ? {} : { approvalCode: code }) }
  }
  return { verdict, ...(verdict.isLossy ? saveBefore(guarded, repository) : {}) }
}

function saveBefore(guarded: GuardedCommand, repository: string): Pick<GuardAnswer, 'saved' | 'unsaved'> {
  try {
    const saved = saveWorkTree(repository, guarded)?.name
    if (saved === undefined) return {}
    log(guarded, repository, { event: 'save', code: saved })
    return { saved }
  } catch (cause) {
    return { unsaved: isFailure(cause) ? cause : unwritable(repository, cause) }
  }
}

/** By its name: the hook is made of scripts, and each has a class of its own for it. */
function isFailure(cause: unknown): cause is Failure {
  return cause instanceof Error && cause.name === 'Failure'
}

function unwritable(path: string, cause: unknown): Failure {
  const detail = cause instanceof Error ? cause.message : String(cause)
  return new Failure('ENV_FILE_UNWRITABLE', { path, detail }, { cause })
}

function contextOf(
  { shell, cwd, home, env }: GuardedCommand,
  isApproved: GuardContext['isApproved'],
): GuardContext {
  const state = repositoryState({ env })
  return { shell, cwd, home, options: readGuardOptions(state.rootOf(cwd), state), state, isApproved }
}

function repositoryOf({ cwd, env }: GuardedCommand): string {
  return repositoryState({ env }).rootOf(cwd) ?? cwd
}

type Entry = Omit<Parameters<typeof appendLog>[0], 'time' | 'repository'>

function log(guarded: GuardedCommand, repository: string, entry: Entry): void {
  const time = guarded.now.toISOString()
  attempt(() => appendLog({ time, repository, command: guarded.command, ...entry }, guarded))
}

/** A full disk or a folder without rights must neither stop a command nor let one pass. */
function attempt<Value>(act: () => Value): Value | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
