// What the gate will compare with: where the branch began, and the policy that is in force there. Found as the gate finds
// it at a terminal; a clone that cannot tell is judged by its last commit, since nothing before a pull request is final.
import { MODES, readPolicy } from '../policy/policy.ts'
import type { Mode, Policy } from '../policy/policy.ts'
import { readStatement } from '../policy/statement.ts'
import type { Statement } from '../policy/statement.ts'
import { commitOf, defaultBranch, isShallow, mergeBase, messagesBetween } from '../repo/git.ts'
import { policyInGit } from './policy-source.ts'

export interface BranchPolicy {
  /** The commit that changes are counted from; absent before the first one. */
  readonly start?: string
  /** In force; the work tree's own where the branch began without any. */
  readonly base: Policy
  /** Whether the branch began with a policy; otherwise it brings in its own. */
  readonly isAdopted: boolean
  readonly statement: Statement
}

export function readBranchPolicy(root: string, disk: Policy): BranchPolicy {
  const head = commitOf(root, 'HEAD')
  if (head === undefined)
    return { base: { ...disk, mode: disk.sessionMode }, isAdopted: false, statement: readStatement([]) }
  const branch = isShallow(root) ? undefined : defaultBranch(root)
  const tip = branch === undefined ? undefined : commitOf(root, branch)
  const shared = tip === undefined ? undefined : mergeBase(root, tip, head)
  const base = readPolicy(policyInGit(root, shared === undefined ? head : (tip ?? head)))
  const mode = stricter(base.sessionMode, disk.sessionMode)
  return {
    start: shared ?? head,
    // What is still to be written is held to a policy from its first minute.
    base: { ...(base.protection.kind === 'absent' ? disk : base), mode },
    isAdopted: base.protection.kind !== 'absent',
    statement: readStatement(shared === undefined ? [] : messagesBetween(root, shared, head)),
  }
}

/** What a session switches off for itself stays on until the branch is merged. */
function stricter(one: Mode, other: Mode): Mode {
  return MODES[Math.max(MODES.indexOf(one), MODES.indexOf(other))] ?? one
}
