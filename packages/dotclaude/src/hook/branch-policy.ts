// What the gate will compare with: where the branch began, and the policy that is in force there. Found as the gate finds
// it at a terminal; a clone that cannot tell is judged by its last commit, since nothing before a pull request is final.
// Each answer costs a git of its own, so that most are asked for only when they decide.
import { MODES, readPolicy } from '../policy/policy.ts'
import type { Mode, Policy } from '../policy/policy.ts'
import { readStatement } from '../policy/statement.ts'
import type { Statement } from '../policy/statement.ts'
import {
  askGit,
  checkedOut,
  defaultCommit,
  isAncestor,
  mergeBase,
  messagesBetween,
  runGit,
} from '../repo/git.ts'
import { once } from './once.ts'
import { policyInGit } from './policy-source.ts'
import type { SessionHead } from './session-record.ts'

export interface BranchPolicy {
  /** The commit that changes are counted from; absent before the first one. */
  readonly start?: string
  /** In force; the work tree's own where the branch began without any. */
  readonly base: () => Policy
  /** Whether the branch began with a policy; otherwise it brings in its own. */
  readonly isAdopted: () => boolean
  readonly statement: () => Statement
}

/**
 * `session` is what was checked out when the session began. What it commits to the default branch itself would count as what
 * the branch begins with, so there it is counted from that.
 */
export function readBranchPolicy(root: string, disk: Policy, session?: SessionHead): BranchPolicy {
  const head = checkedOut(root)
  if (head === undefined)
    return {
      base: () => atMode(disk, disk.sessionMode),
      isAdopted: () => false,
      statement: () => readStatement([]),
    }
  const tip = head.isShallow ? undefined : defaultCommit(root)
  const own = session !== undefined && tip === head.commit && isMadeHere(root, session, tip)
  const shared = own ? session.commit : tip === undefined ? undefined : beginning(root, tip, head.commit)
  const judging = own ? session.commit : shared === undefined ? head.commit : (tip ?? head.commit)
  const began = once(() => readPolicy(policyInGit(root, judging)))
  return {
    start: shared ?? head.commit,
    base: () => inForce(began(), disk),
    isAdopted: () => began().protection.kind !== 'absent',
    statement: once(() => readStatement(messagesSince(root, shared, head.commit))),
  }
}

/** On the same branch, later, and no remote gave it to us: it has none of it, or only what was pushed from here. */
function isMadeHere(root: string, { branch, commit }: SessionHead, head: string): boolean {
  if (commit === head || branchOf(root) !== branch || !isAncestor(root, commit, head)) return false
  const refs = linesOf(
    askGit(root, ['for-each-ref', '--format=%(refname)', `--contains=${head}`, 'refs/remotes']),
  )
  return refs.every((ref) => {
    const [last] = linesOf(askGit(root, ['reflog', 'show', '-1', '--format=%gs', ref]))
    return last === 'update by push'
  })
}

/** Empty where no branch is checked out. */
export function branchOf(root: string): string {
  const run = runGit(root, ['symbolic-ref', '--quiet', 'HEAD'])
  return run.ok ? run.stdout.toString('utf8').trim() : ''
}

function linesOf(output: Buffer): readonly string[] {
  return output
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
}

function beginning(root: string, tip: string, head: string): string | undefined {
  return tip === head ? head : mergeBase(root, tip, head)
}

function messagesSince(root: string, start: string | undefined, head: string): readonly string[] {
  return start === undefined || start === head ? [] : messagesBetween(root, start, head)
}

/** What is still to be written is held to a policy from its first minute. */
function inForce(began: Policy, disk: Policy): Policy {
  return atMode(
    began.protection.kind === 'absent' ? disk : began,
    stricter(began.sessionMode, disk.sessionMode),
  )
}

/** Its specs stay unread until they are asked for. */
function atMode(policy: Policy, mode: Mode): Policy {
  const { protection, sessionMode, bots } = policy
  return {
    protection,
    get specs() {
      return policy.specs
    },
    mode,
    sessionMode,
    bots,
  }
}

/** What a session switches off for itself stays on until the branch is merged. */
function stricter(one: Mode, other: Mode): Mode {
  return MODES[Math.max(MODES.indexOf(one), MODES.indexOf(other))] ?? one
}
