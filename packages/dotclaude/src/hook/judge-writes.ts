// May these files be written now? The same decision as the gate's, over changes that are still to come. Most files are
// not protected, which the work tree's own policy tells without asking git.
import { decideCoverage } from '../policy/decide-coverage.ts'
import { readPolicy } from '../policy/policy.ts'
import type { Policy } from '../policy/policy.ts'
import type { Change } from '../repo/changes.ts'
import { fieldsOf, runGit } from '../repo/git.ts'
import { gitFiles } from '../guard-store/git-files.ts'
import type { GitFiles } from '../guard-store/git-files.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer } from '../agents/hook-event.ts'
import { readBranchPolicy } from './branch-policy.ts'
import type { Host } from './host.ts'
import { once } from './once.ts'
import { policyReason } from './policy-reason.ts'
import { policyOnDisk } from './policy-source.ts'
import { namesIn, repositoriesAround } from './repository-path.ts'

/** A file or a pattern of the shell, or with `isTree` everything that lies below it. Absolute. */
export interface PlannedWrite {
  readonly path: string
  readonly isTree: boolean
  /** Something below it, and only the run can tell what: that counts where all of it is protected. */
  readonly isPossible?: boolean
}

const ALLOW: Answer = { decision: 'allow' }

export function judgeWrites(writes: readonly PlannedWrite[], env: Host['env'] = {}): Answer {
  const roots = new Set(writes.flatMap(({ path }) => repositoriesAround(path)))
  const answers = [...roots].map((root) => judgeIn(root, writes, env))
  return answers.find(({ decision }) => decision === 'deny') ?? answers.find(isWarning) ?? ALLOW
}

function isWarning({ decision }: Answer): boolean {
  return decision === 'warn'
}

function judgeIn(root: string, writes: readonly PlannedWrite[], env: Host['env']): Answer {
  const disk = readPolicy(policyOnDisk(root))
  if (disk.protection.kind === 'absent') return ALLOW
  const branch = once(() => readBranchPolicy(root, disk))
  // Facts that somebody broke protect what they protected before.
  const protection = disk.protection.kind === 'known' ? disk.protection : branch().base().protection
  const files = gitFiles(root, env)
  const filesOf = (write: PlannedWrite): readonly string[] => filesMeant(root, write, files)
  const paths = [...new Set(writes.flatMap((write) => protectedNames(root, write, protection, filesOf)))]
  if (paths.length === 0) return ALLOW
  const base = branch().base()
  const changes = [...paths.map((path) => plannedChange(root, path)), ...specChanges(base, disk)]
  const { verdict, diagnostics } = decideCoverage({
    changes,
    base,
    head: disk,
    statement: branch().statement(),
    isPullRequest: false,
  })
  const uncovered = diagnostics.filter(
    ({ code, got }) => code === 'COVERAGE_UNCOVERED' && paths.includes(got ?? ''),
  )
  if (uncovered.length === 0) return ALLOW
  return { decision: verdict === 'fail' ? 'deny' : 'warn', reason: policyReason(uncovered) }
}

function plannedChange(root: string, path: string): Change {
  return { status: existsSync(join(root, path)) ? 'M' : 'A', path }
}

/** A spec counts as it is on disk only if it is part of the change, and specs are written before what they cover. */
function specChanges(base: Policy, disk: Policy): readonly Change[] {
  return [...disk.specs.keys()].map((path) => ({ status: base.specs.has(path) ? 'M' : 'A', path }))
}

/** The first name by which the write reaches something protected. */
function protectedNames(
  root: string,
  write: PlannedWrite,
  protection: Policy['protection'],
  filesOf: (write: PlannedWrite) => readonly string[],
): readonly string[] {
  if (protection.kind !== 'known') return []
  const names = namesIn(root, write.path)
  const isProtected = (name: string): boolean => protection.matches(name)
  if (write.isPossible === true) return names.filter((name) => isProtected(`${name}/*`))
  const found = names.find(isProtected) ?? filesOf(write).find(isProtected)
  if (found !== undefined) return [found]
  // Below a tree any name may follow; the one that no pattern expects stands for those that are not there yet.
  return write.isTree ? names.filter((name) => isProtected(`${name}/*`)) : []
}

const PATTERN = /[*?[]/

/** What git knows below a tree or by a pattern; a name that is there is no pattern. */
function filesMeant(root: string, { path, isTree }: PlannedWrite, files: GitFiles): readonly string[] {
  const isPattern = PATTERN.test(path) && !existsSync(path)
  if (!(isPattern || isTree)) return []
  // Build output, mostly, of which git knows nothing.
  if (files.isIgnored(path) === true && files.isUntracked(path) === true) return []
  const [name = ''] = namesIn(root, path)
  const spec = `:(top,${isPattern ? 'glob' : 'literal'})${name}`
  const listed = runGit(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', spec])
  return listed.ok ? fieldsOf(listed.stdout) : []
}
