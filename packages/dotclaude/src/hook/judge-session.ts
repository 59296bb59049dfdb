// What a session really changed, by git's word: whatever wrote a file, here it shows. The start of a session remembers
// what already differed; its end is refused while a protected file without a spec differs otherwise, twice at most.
import { decideCoverage } from '../policy/decide-coverage.ts'
import { isPolicyFile, readPolicy } from '../policy/policy.ts'
import type { Policy } from '../policy/policy.ts'
import { touchedPaths } from '../policy/touched-path.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Answer, StopEvent } from '../agents/hook-event.ts'
import { checkedOut } from '../repo/git.ts'
import type { Change } from '../repo/changes.ts'
import { branchOf, readBranchPolicy } from './branch-policy.ts'
import { everyChange } from './every-change.ts'
import type { Host } from './host.ts'
import { policyReason } from './policy-reason.ts'
import { policyOnDisk } from './policy-source.ts'
import { repositoryAround } from './repository-path.ts'
import { NO_RECORD, digestOf, readRecord, writeRecord } from './session-record.ts'
import type { SessionHead, SessionRecord } from './session-record.ts'

const ALLOW: Answer = { decision: 'allow' }
/** An agent that cannot mend it in two tries needs a person; its own cap is higher or none at all. */
const REFUSALS_MAX = 2

export interface SessionPlace {
  readonly session: string | undefined
  /** Where the session works, absolute. */
  readonly folder: string
  readonly now: Date
  /** The whole environment for git. */
  readonly env: Host['env']
}

export function noteStart({ session, folder, now, env }: SessionPlace): void {
  const root = repositoryAround(folder)
  if (root === undefined || session === undefined) return
  const { differing } = differences(root, env)
  // A session that goes on has begun before.
  if (readRecord(root, session) !== NO_RECORD) return
  const commit = checkedOut(root)?.commit
  const head = commit === undefined ? {} : { head: { branch: branchOf(root), commit } }
  writeRecord(root, session, { differing, refusals: 0, ...head }, now)
}

export function judgeEnd({ session, folder, now, env }: SessionPlace, { isRepeated }: StopEvent): Answer {
  const root = repositoryAround(folder)
  if (root === undefined) return ALLOW
  const record = session === undefined ? NO_RECORD : readRecord(root, session)
  const { verdict, diagnostics } = differences(root, env, record.head)
  const own = diagnostics.filter((finding) => isOfSession(root, finding, record))
  if (own.length === 0) return ALLOW
  const isLast = session === undefined ? isRepeated : record.refusals >= REFUSALS_MAX
  if (verdict === 'pass' || isLast) return { decision: 'warn', reason: policyReason(own) }
  if (session !== undefined) writeRecord(root, session, { ...record, refusals: record.refusals + 1 }, now)
  return { decision: 'deny', reason: policyReason(own) }
}

function isOfSession(root: string, { where, got }: Diagnostic, { differing }: SessionRecord): boolean {
  const path = got ?? where.file ?? ''
  return !Object.hasOwn(differing, path) || differing[path] !== digestOf(root, path)
}

interface Differences {
  readonly verdict: 'pass' | 'fail'
  readonly diagnostics: readonly Diagnostic[]
  readonly differing: Readonly<Record<string, string>>
}

const NOTHING: Differences = { verdict: 'pass', diagnostics: [], differing: {} }

function differences(root: string, env: Host['env'], head?: SessionHead): Differences {
  const disk = readPolicy(policyOnDisk(root))
  const branch = readBranchPolicy(root, disk, head)
  if (branch.start === undefined) return NOTHING
  const changes = everyChange(root, branch.start, env)
  // What brings the policy in is not judged by it, here as in the gate.
  if (changes.length === 0 || !branch.isAdopted()) return NOTHING
  const base = branch.base()
  if (!concernsPolicy(changes, base)) return NOTHING
  const { verdict, diagnostics } = decideCoverage({
    changes,
    base,
    head: disk,
    statement: branch.statement(),
    isPullRequest: false,
  })
  const findings = diagnostics.filter(({ code }) => JUDGED_CODES.has(code))
  const paths = findings.map(({ got, where }) => got ?? where.file ?? '')
  return {
    verdict,
    diagnostics: findings,
    differing: Object.fromEntries(paths.map((path) => [path, digestOf(root, path)])),
  }
}

/** Otherwise no spec, of which there may be hundreds, has to be read. */
function concernsPolicy(changes: readonly Change[], { protection }: Policy): boolean {
  return (
    protection.kind !== 'known' ||
    touchedPaths(changes).some(({ path }) => isPolicyFile(path) || protection.matches(path))
  )
}

/** What a session can do to files; what a pull request says about itself is for its author. */
export const JUDGED_CODES: ReadonlySet<string> = new Set<string>([
  'COVERAGE_UNCOVERED',
  'COVERAGE_POLICY_WEAKENED',
])
