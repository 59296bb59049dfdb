// What a crafted pull request is: a row says what differs from the ordinary one, which is a change on branch `topic`
// against `main`, judged in a GitHub workflow that has the whole history. Words and changes that many rows share.
import type { GitRepository } from '../../../../testkit/src/git-repository.ts'
import { edit, spec } from './crafted-repository.ts'
import type { Edit, Environment, PullRequest } from './crafted-repository.ts'

export interface CraftedCase extends Edit, PullRequest {
  readonly title: string
  /** What `main` has beside the usual files. */
  readonly main?: Readonly<Record<string, string | false>>
  /** The commit's message. */
  readonly message?: string
  /** Left in the work tree without a commit. */
  readonly isUncommitted?: boolean
  /** What happens after the commit. */
  readonly afterwards?: (repository: GitRepository) => void
  /** How CI calls us; an ordinary pull request if absent. */
  readonly event?: (repository: GitRepository, pullRequest: PullRequest) => Environment
  readonly base?: string
  readonly verdict: 'pass' | 'fail' | 'refused'
  /** In the order of the report, errors and warnings. */
  readonly codes: readonly string[]
  /** The files that errors are shown at, sorted. */
  readonly files?: readonly string[]
  /** Part of a note that must be there. */
  readonly note?: string
}

export const FENCE = '```'
export const NOT_STATED: readonly string[] = ['COVERAGE_NO_SPEC_RATIONALE', 'COVERAGE_UNCOVERED']
export const ORPHAN: Pick<CraftedCase, 'write' | 'files'> = {
  write: { 'src/orphan.ts': 'changed\n' },
  files: ['src/orphan.ts'],
}
export const LOGIN: Edit = { write: { 'src/login/form.ts': 'changed\n' } }
const UPDATE = '      - uses: actions/checkout@v5\n'
export const WORKFLOW: string = `jobs:\n  test:\n    steps:\n${UPDATE}      - run: npm test\n`
export const GOVERNANCE: Readonly<Record<string, string>> = {
  'docs/specs/governance/spec.json': spec('governance', 'approved', ['docs/specs/**']),
}

/** Applied by the driver: a case's change as commits on `topic`. */
export function applyCase(repository: GitRepository, crafted: CraftedCase): void {
  edit(repository, crafted)
  if (crafted.isUncommitted !== true) repository.commit(crafted.message ?? 'Change')
  crafted.afterwards?.(repository)
}
