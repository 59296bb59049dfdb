// The same change, met by every kind of CI run and on a laptop; and runs that cannot tell what changed.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { GitRepository } from '../../../../testkit/src/git-repository.ts'
import { LOGIN, NOT_STATED, ORPHAN } from './crafted-case.ts'
import type { CraftedCase } from './crafted-case.ts'
import {
  githubEvent,
  mergeGroupEvent,
  mergeRequestEnvironment,
  publishMain,
  pullRequestEvent,
  pushEvent,
} from './crafted-repository.ts'
import type { Environment, PullRequest } from './crafted-repository.ts'

const target = (repository: GitRepository, pullRequest: PullRequest): Environment => {
  const env = pullRequestEvent(repository, pullRequest, 'pull_request_target')
  repository.git('checkout', '--quiet', 'main')
  return env
}
const laptop = (): Environment => ({})
const NO_COMMIT = '0'.repeat(40)
const forgetMain = (repository: GitRepository): void => {
  repository.git('update-ref', '-d', 'refs/remotes/origin/main')
}

export const EVENTS: readonly CraftedCase[] = [
  {
    title: 'pull_request_target, checked out at the base',
    ...ORPHAN,
    event: target,
    verdict: 'fail',
    codes: NOT_STATED,
  },
  {
    title: 'pull_request_target without the head',
    ...ORPHAN,
    files: [],
    event: (repository, pullRequest) => {
      const env = target(repository, pullRequest)
      repository.git('branch', '--quiet', '-D', 'topic')
      repository.git('reflog', 'expire', '--expire=now', '--all')
      repository.git('prune', '--expire=now')
      return env
    },
    verdict: 'refused',
    codes: ['ENV_CHANGE_UNKNOWN'],
  },
  { title: 'merge queue: owned by a spec', ...LOGIN, event: mergeGroupEvent, verdict: 'pass', codes: [] },
  {
    title: 'merge queue: nothing stated',
    ...ORPHAN,
    event: mergeGroupEvent,
    verdict: 'fail',
    codes: ['COVERAGE_UNCOVERED'],
  },
  {
    title: 'merge queue: reason in the commit',
    ...ORPHAN,
    files: [],
    message: 'Fix (#7)\n\n## No-spec rationale\n\nOnly whitespace changes.',
    event: mergeGroupEvent,
    verdict: 'pass',
    codes: [],
  },
  {
    title: 'merge queue: wrong id in the commit',
    ...LOGIN,
    message: 'Fix\n\nSpec-ID: nope',
    event: mergeGroupEvent,
    verdict: 'fail',
    codes: ['COVERAGE_UNKNOWN_SPEC_ID'],
    files: [],
  },
  {
    title: 'push without a spec',
    ...ORPHAN,
    event: (repository) => pushEvent(repository),
    verdict: 'fail',
    codes: ['COVERAGE_UNCOVERED'],
  },
  {
    title: 'push of a new branch',
    ...ORPHAN,
    event: (repository) => pushEvent(repository, NO_COMMIT),
    verdict: 'fail',
    codes: ['COVERAGE_UNCOVERED'],
  },
  {
    title: 'push over a commit that is gone',
    ...ORPHAN,
    files: [],
    event: (repository) => pushEvent(repository, '1'.repeat(40)),
    verdict: 'refused',
    codes: ['ENV_BASE_UNKNOWN'],
  },
  {
    title: 'GitLab: owned by a spec',
    ...LOGIN,
    event: (repository) => mergeRequestEnvironment(repository, 'Spec ID: login'),
    verdict: 'pass',
    codes: [],
  },
  {
    title: 'GitLab: nothing stated, bot by variable',
    ...ORPHAN,
    event: (repository) => mergeRequestEnvironment(repository, 'Fix'),
    verdict: 'fail',
    codes: NOT_STATED,
  },
  {
    title: 'GitLab: target branch not fetched',
    ...ORPHAN,
    files: [],
    afterwards: forgetMain,
    event: (repository) => mergeRequestEnvironment(repository, 'Fix'),
    verdict: 'refused',
    codes: ['ENV_BASE_UNKNOWN'],
  },
  {
    title: 'former workflow: text in a variable',
    ...ORPHAN,
    event: (repository) => ({
      CI: 'true',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_BASE_REF: 'main',
      PR_BODY: 'Spec ID: login',
      PR_ACTOR: 'dependabot[bot]',
      HEAD: repository.root,
    }),
    verdict: 'fail',
    codes: ['COVERAGE_SPEC_ID_UNUSED', 'COVERAGE_UNCOVERED'],
  },
  {
    title: 'laptop: --base, uncommitted and new files',
    write: { 'src/orphan.ts': 'x', 'src/new.ts': 'x' },
    isUncommitted: true,
    event: laptop,
    base: 'main',
    verdict: 'fail',
    codes: ['COVERAGE_UNCOVERED', 'COVERAGE_UNCOVERED'],
    files: ['src/new.ts', 'src/orphan.ts'],
  },
  { title: 'laptop: the default branch is found', ...LOGIN, event: laptop, verdict: 'pass', codes: [] },
  {
    title: 'laptop: unknown base',
    ...LOGIN,
    event: laptop,
    base: 'nope',
    verdict: 'refused',
    codes: ['ENV_BASE_UNKNOWN'],
  },
  {
    title: 'laptop: base that is an option',
    ...LOGIN,
    event: laptop,
    base: '--output=x',
    verdict: 'refused',
    codes: ['ENV_BASE_UNKNOWN'],
  },
  {
    title: 'laptop: files listed by hand',
    event: () => ({ HARNESS_CHANGED_FILES: 'src/orphan.ts, lib/free.ts' }),
    verdict: 'fail',
    codes: ['COVERAGE_UNCOVERED'],
    files: ['src/orphan.ts'],
    note: 'decides nothing',
  },
  {
    title: 'files listed in CI are not believed',
    ...ORPHAN,
    event: (repository, pullRequest) => ({
      ...pullRequestEvent(repository, pullRequest),
      HARNESS_CHANGED_FILES: 'README.md',
    }),
    verdict: 'fail',
    codes: NOT_STATED,
    note: 'ignored in CI',
  },
  {
    title: 'laptop: no default branch, so the last commit',
    write: { 'src/orphan.ts': 'x' },
    isUncommitted: true,
    afterwards: ({ git }) => {
      git('update-ref', '-d', 'refs/remotes/origin/main')
      git('branch', '--quiet', '-D', 'main')
    },
    event: laptop,
    verdict: 'fail',
    codes: ['COVERAGE_UNCOVERED'],
    files: ['src/orphan.ts'],
  },
  {
    title: 'laptop: nothing committed yet',
    isUncommitted: true,
    afterwards: ({ root, git }) => {
      rmSync(join(root, '.git'), { recursive: true })
      git('init', '--quiet', '--template=')
    },
    event: laptop,
    verdict: 'pass',
    codes: [],
    note: 'brings in the policy',
  },
  {
    title: 'laptop: no repository of git at all',
    isUncommitted: true,
    afterwards: ({ root }) => rmSync(join(root, '.git'), { recursive: true }),
    event: laptop,
    verdict: 'refused',
    codes: ['ENV_GIT_FAILED'],
  },
  {
    title: 'another CI without --base',
    ...LOGIN,
    event: () => ({ CI: '1' }),
    verdict: 'refused',
    codes: ['ENV_CHANGE_UNKNOWN'],
  },
  {
    title: 'another CI with --base',
    ...ORPHAN,
    event: () => ({ CI: '1' }),
    base: 'main',
    verdict: 'fail',
    codes: ['COVERAGE_UNCOVERED'],
  },
  {
    title: 'missing base',
    ...LOGIN,
    event: (repository) =>
      githubEvent(repository, 'pull_request', {
        pull_request: {
          base: { ref: 'gone', sha: '1'.repeat(40) },
          head: { sha: repository.git('rev-parse', 'topic') },
        },
      }),
    verdict: 'refused',
    codes: ['ENV_BASE_UNKNOWN'],
  },
  {
    title: 'base that shares no history',
    ...LOGIN,
    afterwards: (repository) => {
      repository.git('checkout', '--quiet', '--orphan', 'other')
      repository.commit('Elsewhere')
      repository.git('branch', '--force', 'main', 'other')
      publishMain(repository)
      repository.git('checkout', '--quiet', 'topic')
    },
    verdict: 'refused',
    codes: ['ENV_BASE_UNKNOWN'],
  },
  {
    title: 'event that cannot be read',
    ...LOGIN,
    event: () => ({ CI: 'true', GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: '/nope' }),
    verdict: 'refused',
    codes: ['ENV_CHANGE_UNKNOWN'],
  },
  {
    title: 'history cut off',
    ...LOGIN,
    afterwards: (repository) => {
      const { root, git } = repository
      git('fetch', '--quiet', '--depth=1', `file://${root}`, 'topic')
    },
    verdict: 'refused',
    codes: ['ENV_HISTORY_SHALLOW'],
  },
]
