// The gate over a real repository: finds the two commits of the change, reads the policy of both sides and has it
// decided. Where git cannot tell what changed it is a Failure, never a pass.
import { readFileSync } from 'node:fs'
import { Failure } from '../diagnostics/failure.ts'
import { decideCoverage } from '../policy/decide-coverage.ts'
import type { CoverageInput, CoverageResult } from '../policy/decide-coverage.ts'
import { isDependencyUpdate } from '../policy/dependency-update.ts'
import { isPolicyFile, readPolicy } from '../policy/policy.ts'
import { readStatement } from '../policy/statement.ts'
import type { Statement } from '../policy/statement.ts'
import { changedFiles, changedSince } from '../repo/changes.ts'
import type { Change } from '../repo/changes.ts'
import {
  commitOf,
  defaultBranch,
  isAncestor,
  isShallow,
  isUnborn,
  mergeBase,
  messagesBetween,
  readAt,
} from '../repo/git.ts'
import { openCommit } from '../repo/revision-snapshot.ts'
import { memorySnapshot } from '../repo/snapshot.ts'
import type { Snapshot } from '../repo/snapshot.ts'
import { commitAuthors } from './commit-authors.ts'
import { changeContext } from './pull-request-context.ts'
import type { ChangeContext } from './pull-request-context.ts'
import type { Environment } from './terminal.ts'

export interface CoverageCheck {
  /** What is on disk. */
  readonly snapshot: Snapshot
  readonly env: Environment
  /** The value of `--base`. */
  readonly base?: string
}

export function checkCoverage({ snapshot, env, base }: CoverageCheck): CoverageResult {
  const readFile = (path: string): string => readFileSync(path, 'utf8')
  const context = changeContext({ env, readFile, ...(base === undefined ? {} : { base }) })
  const result = decideCoverage({ ...inputOf(context, snapshot), ...authorIn(context) })
  return { ...result, notes: [...context.notes, ...(result.notes ?? [])] }
}

function authorIn({ author, isPullRequest }: ChangeContext): Pick<CoverageInput, 'author' | 'isPullRequest'> {
  return author === undefined ? { isPullRequest } : { isPullRequest, author }
}

type Compared = Omit<CoverageInput, 'author' | 'isPullRequest'>

function inputOf(context: ChangeContext, disk: Snapshot): Compared {
  if (context.listedFiles) return listedInput(context, context.listedFiles, disk)
  const base = baseCommit(context, disk.root)
  return base === undefined ? firstInput(context, disk) : comparedInput(context, disk, base)
}

function listedInput(context: ChangeContext, files: readonly string[], disk: Snapshot): Compared {
  const policy = readPolicy(disk)
  const changes = files.map((path): Change => ({ status: 'M', path }))
  return { changes, base: policy, head: policy, statement: readStatement([context.body]) }
}

/** Nothing is committed yet, so there is no policy that could judge. */
function firstInput(context: ChangeContext, disk: Snapshot): Compared {
  const changes = disk.files.map((path): Change => ({ status: 'A', path }))
  const base = readPolicy(memorySnapshot({}))
  return { changes, base, head: readPolicy(disk), statement: readStatement([context.body]) }
}

function comparedInput(context: ChangeContext, disk: Snapshot, base: string): Compared {
  const { root } = disk
  const head = headCommit(context, root)
  const start = startOf(context, root, base, head ?? 'HEAD')
  const before = openCommit(root, base, isPolicyFile)
  const after = head === undefined ? disk : openCommit(root, head, isPolicyFile)
  const changes = head === undefined ? changedSince(root, start) : changedFiles(root, start, head)
  return {
    changes,
    base: readPolicy(before),
    head: readPolicy(after),
    statement: statementOf(context, messagesBetween(root, base, head ?? 'HEAD')),
    files: [...before.files, ...after.files],
    isDependencyUpdate: ({ path }) => updatesOnly(path, readAt(root, start, path), after.text(path)),
    ...(context.commitsNameAuthors === true ? { authorOf: commitAuthors(root, base, head ?? 'HEAD') } : {}),
  }
}

/** In a pull request a commit may name a spec; the reason for having none has to stand where reviewers read it. */
function statementOf({ body, messagesCount }: ChangeContext, messages: readonly string[]): Statement {
  if (messagesCount) return readStatement([body, ...messages])
  const { ids } = readStatement(messages)
  const statement = readStatement([body])
  return { ...statement, ids: [...new Set([...statement.ids, ...ids])] }
}

function updatesOnly(path: string, before: Uint8Array | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return false
  return isDependencyUpdate(path, new TextDecoder().decode(before), after)
}

/** Of several names for the base the newest commit. Only a repository without any commit has none. */
function baseCommit({ bases, head }: ChangeContext, root: string): string | undefined {
  if (bases.length === 0 && head === undefined && isUnborn(root)) return undefined
  const names = bases.length > 0 ? bases : localBases(root, head)
  const commits = names.map((name) => commitOf(root, name)).filter((commit) => commit !== undefined)
  const [first, ...others] = new Set(commits)
  if (first === undefined)
    throw new Failure('ENV_BASE_UNKNOWN', {
      detail:
        names.length === 0
          ? 'no default branch is known'
          : `${names.map(shortName).join(' and ')} is not in this clone`,
    })
  return others.reduce((newest, commit) => (isAncestor(root, newest, commit) ? commit : newest), first)
}

/** At a terminal the default branch; without one, the last commit. */
function localBases(root: string, head: string | undefined): readonly string[] {
  const branch = defaultBranch(root)
  if (branch !== undefined) return [branch]
  return head === undefined && commitOf(root, 'HEAD') !== undefined ? ['HEAD'] : []
}

function headCommit({ head, headHint }: ChangeContext, root: string): string | undefined {
  if (head === undefined) return undefined
  const commit = commitOf(root, head)
  if (commit !== undefined) return commit
  const hint = headHint === undefined ? {} : { hint: headHint }
  throw new Failure(
    'ENV_CHANGE_UNKNOWN',
    { detail: `the commit to judge, ${head}, is not in this clone` },
    hint,
  )
}

/** Where the change begins. A clone that was cut off could name a wrong place, and so hide what changed. */
function startOf({ isLinear }: ChangeContext, root: string, base: string, head: string): string {
  // Between a commit and itself there is no history that could be missing.
  if (base === commitOf(root, head)) return base
  if (isShallow(root)) throw new Failure('ENV_HISTORY_SHALLOW')
  if (isLinear) return base
  const start = mergeBase(root, base, head)
  if (start !== undefined) return start
  throw new Failure('ENV_BASE_UNKNOWN', { detail: 'the change and its base have no commit in common' })
}

function shortName(revision: string): string {
  return revision.replace('refs/remotes/', '')
}
