// The repository that all crafted pull requests start from, and how a case becomes commits and a CI environment.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { copyGitRepository, makeGitRepository } from '../../../../testkit/src/git-repository.ts'
import type { GitRepository } from '../../../../testkit/src/git-repository.ts'
import type { TreeFiles } from '../../../../testkit/src/temp-tree.ts'

export type Environment = Readonly<Record<string, string>>

/** A change of the work tree; `false` deletes a file. */
export interface Edit {
  readonly write?: Readonly<Record<string, string | false>>
  readonly move?: Readonly<Record<string, string>>
}

export interface PullRequest {
  readonly body?: string | null
  readonly login?: string
  readonly type?: 'User' | 'Bot'
}

export const facts = (protectedPaths: readonly string[]): string =>
  JSON.stringify(
    { project_name: 'shop', protected_paths: protectedPaths, instruction_files: ['CLAUDE.md'] },
    null,
    2,
  )

export const spec = (id: string, status: string, linkedPaths: readonly string[]): string =>
  JSON.stringify(
    {
      id,
      title: `The ${id}`,
      status,
      owners: ['team'],
      linked_paths: linkedPaths,
      acceptance_commands: ['true'],
      depends_on_specs: [],
      active_prs: [],
    },
    null,
    2,
  )

export const PROTECTED: readonly string[] = [
  'src/**',
  'packages/*/lib/**',
  'CLAUDE.md',
  'package.json',
  '.github/workflows/**',
  'docs/repo-facts.json',
  'docs/specs/**/spec.json',
]

const code = (name: string): string => `export const ${name} = 1\n`.repeat(8)

const BASE_FILES: TreeFiles = {
  'docs/repo-facts.json': facts(PROTECTED),
  'docs/specs/README.md': '# Specs\n',
  'docs/specs/login/spec.json': spec('login', 'approved', ['src/login/**', 'packages/*/lib/login.ts']),
  'docs/specs/billing/spec.json': spec('billing', 'implementing', ['src/billing']),
  'docs/specs/search/spec.json': spec('search', 'done', ['src/search/{index,rank}.ts', 'src/Überblick.ts']),
  'docs/specs/export/spec.json': spec('export', 'draft', ['src/export/**']),
  'src/login/form.ts': code('form'),
  'src/billing/invoice.ts': code('invoice'),
  'src/search/index.ts': code('index'),
  'src/export/csv.ts': code('csv'),
  'src/orphan.ts': code('orphan'),
  'src/Überblick.ts': code('overview'),
  'packages/a/lib/login.ts': code('login'),
  'packages/a/lib/other.ts': code('other'),
  'lib/free.ts': code('free'),
  'package.json': JSON.stringify(
    { name: 'shop', scripts: { test: 'true' }, dependencies: { left: '^1.0.0' } },
    null,
    2,
  ),
  'package-lock.json': '{}\n',
  '.github/workflows/ci.yml':
    'jobs:\n  test:\n    steps:\n      - uses: actions/checkout@v4\n      - run: npm test\n',
  'README.md': '# Shop\n'.repeat(8),
  'CLAUDE.md': '# Rules\n',
}

let base: GitRepository | undefined

/** On branch `topic`, which starts from `main`; `origin/main` is known as in a checkout of CI. */
export function craftedRepository(more: Readonly<Record<string, string | false>> = {}): GitRepository {
  base ??= makeBase()
  const repository = copyGitRepository(base)
  if (Object.keys(more).length === 0) return repository
  edit(repository, { write: more })
  repository.commit('Prepare')
  repository.git('branch', '--force', 'main')
  publishMain(repository)
  return repository
}

function makeBase(): GitRepository {
  const repository = makeGitRepository(BASE_FILES)
  publishMain(repository)
  repository.git('checkout', '--quiet', '-b', 'topic')
  return repository
}

export function removeBase(): void {
  base?.remove()
  base = undefined
}

export function edit(repository: GitRepository, { write = {}, move = {} }: Edit): void {
  for (const [path, contents] of Object.entries(write)) {
    if (contents === false) repository.delete(path)
    else repository.write({ [path]: contents })
  }
  for (const [from, to] of Object.entries(move)) {
    mkdirSync(dirname(join(repository.root, to)), { recursive: true })
    renameSync(join(repository.root, from), join(repository.root, to))
  }
}

export function publishMain(repository: GitRepository): void {
  repository.git('update-ref', 'refs/remotes/origin/main', 'refs/heads/main')
}

/** Commits on `main` while the pull request is open, and comes back. */
export function advanceMain(repository: GitRepository, change: Edit): void {
  repository.git('checkout', '--quiet', 'main')
  edit(repository, change)
  repository.commit('On main')
  publishMain(repository)
  repository.git('checkout', '--quiet', 'topic')
}

const at = (repository: GitRepository, revision: string): string => repository.git('rev-parse', revision)

/** The event's file stands beside git's own, where it is no part of the work tree. */
export function githubEvent(repository: GitRepository, name: string, payload: unknown): Environment {
  const path = join(repository.root, '.git', 'event.json')
  writeFileSync(path, JSON.stringify(payload))
  return { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path }
}

export function pullRequestEvent(
  repository: GitRepository,
  { body = '', login = 'dev', type = 'User' }: PullRequest,
  name = 'pull_request',
): Environment {
  return githubEvent(repository, name, {
    number: 7,
    repository: { default_branch: 'main' },
    pull_request: {
      number: 7,
      body,
      user: { login, type },
      base: { ref: 'main', sha: at(repository, 'main') },
      head: { ref: 'topic', sha: at(repository, 'topic'), repo: { full_name: 'someone/shop', fork: true } },
    },
  })
}

export function mergeGroupEvent(repository: GitRepository): Environment {
  return githubEvent(repository, 'merge_group', {
    merge_group: {
      base_sha: at(repository, 'main'),
      head_sha: at(repository, 'topic'),
      head_ref: 'refs/heads/gh-readonly-queue/main/pr-7-0123',
    },
  })
}

export function pushEvent(repository: GitRepository, before: string = at(repository, 'main')): Environment {
  return githubEvent(repository, 'push', {
    ref: 'refs/heads/main',
    before,
    after: at(repository, 'topic'),
    repository: { default_branch: 'main' },
  })
}

export function mergeRequestEnvironment(repository: GitRepository, description: string): Environment {
  return {
    CI: 'true',
    GITLAB_CI: 'true',
    CI_MERGE_REQUEST_IID: '7',
    CI_MERGE_REQUEST_DESCRIPTION: description,
    CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED: 'false',
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: '',
    CI_COMMIT_SHA: at(repository, 'topic'),
    GITLAB_USER_LOGIN: 'dependabot[bot]',
  }
}
