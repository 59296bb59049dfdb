// May this be committed? The index against the last commit, by the policy that the gate will use. Called by the pre-commit
// hook, so that nothing has to be installed for it.
import type { Answer } from '../agents/hook-event.ts'
import { decideCoverage } from '../policy/decide-coverage.ts'
import { readPolicy } from '../policy/policy.ts'
import { stagedChanges } from '../repo/changes.ts'
import { readBranchPolicy } from './branch-policy.ts'
import { JUDGED_CODES } from './judge-session.ts'
import { policyReason } from './policy-reason.ts'
import { policyInGit } from './policy-source.ts'
import { repositoryAround } from './repository-path.ts'

export function judgeCommit(folder: string): Answer {
  const root = repositoryAround(folder)
  if (root === undefined) return { decision: 'allow' }
  const head = readPolicy(policyInGit(root, ''))
  const branch = readBranchPolicy(root, head)
  if (!branch.isAdopted()) return { decision: 'allow' }
  const changes = stagedChanges(root)
  const [base, statement] = [branch.base(), branch.statement()]
  const { verdict, diagnostics } = decideCoverage({ changes, base, head, statement, isPullRequest: false })
  const findings = diagnostics.filter(({ code }) => JUDGED_CODES.has(code))
  if (findings.length === 0) return { decision: 'allow' }
  return { decision: verdict === 'fail' ? 'deny' : 'warn', reason: policyReason(findings) }
}
