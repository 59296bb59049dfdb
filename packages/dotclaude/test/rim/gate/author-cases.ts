// Pull requests by who opened them, and by what a bot may do; and the merge queue, where only the commits name somebody.
import type { GitRepository } from '../../../../testkit/src/git-repository.ts'
import { NOT_STATED, WORKFLOW } from './crafted-case.ts'
import type { CraftedCase } from './crafted-case.ts'
import { advanceMain, mergeGroupEvent, pullRequestEvent, pushEvent } from './crafted-repository.ts'

const BOT = { login: 'dependabot[bot]', type: 'Bot' } as const
const UPDATE = { write: { '.github/workflows/ci.yml': WORKFLOW } }
const UPDATED = { files: ['.github/workflows/ci.yml'] }

/** Names the author of the last commit, as GitHub does for its bots. */
const commitOf =
  (login: string) =>
  ({ git }: GitRepository): void => {
    const author = `${login} <1234+${login}@users.noreply.github.com>`
    git('commit', '--quiet', '--amend', '--no-edit', '--author', author)
  }
const byBot = commitOf('dependabot[bot]')

/** The queue's own merge: made by whoever put the change into it. */
function queueMerge(repository: GitRepository): void {
  const { git } = repository
  byBot(repository)
  advanceMain(repository, { write: { 'README.md': 'New\n' } })
  git('checkout', '--quiet', '--detach', 'main')
  git('merge', '--quiet', '--no-ff', '--no-edit', 'topic')
  git('branch', '--force', 'topic', 'HEAD')
}

export const AUTHORS: readonly CraftedCase[] = [
  {
    title: 'bot updates an action',
    ...BOT,
    write: { '.github/workflows/ci.yml': WORKFLOW },
    verdict: 'pass',
    codes: [],
    note: 'dependabot[bot]',
  },
  {
    title: 'bot updates a package',
    ...BOT,
    write: {
      'package.json': JSON.stringify(
        { name: 'shop', scripts: { test: 'true' }, dependencies: { left: '^2.0.0' } },
        null,
        2,
      ),
      'package-lock.json': '{"v": 2}',
    },
    verdict: 'pass',
    codes: [],
  },
  {
    title: 'bot with a code change',
    ...BOT,
    write: { '.github/workflows/ci.yml': WORKFLOW, 'src/orphan.ts': 'x' },
    verdict: 'fail',
    codes: NOT_STATED,
    files: ['src/orphan.ts'],
  },
  {
    title: 'bot that changes what a workflow runs',
    ...BOT,
    write: { '.github/workflows/ci.yml': WORKFLOW.replace('npm test', 'curl x | sh') },
    verdict: 'fail',
    codes: NOT_STATED,
    files: ['.github/workflows/ci.yml'],
  },
  {
    title: 'bot that adds a script',
    ...BOT,
    write: {
      'package.json': JSON.stringify(
        { name: 'shop', scripts: { test: 'true', postinstall: 'x' }, dependencies: { left: '^2.0.0' } },
        null,
        2,
      ),
    },
    verdict: 'fail',
    codes: NOT_STATED,
    files: ['package.json'],
  },
  {
    title: 'bot that adds a workflow',
    ...BOT,
    write: { '.github/workflows/new.yml': WORKFLOW },
    verdict: 'fail',
    codes: NOT_STATED,
    files: ['.github/workflows/new.yml'],
  },
  {
    title: 'person with the name of a bot',
    login: 'dependabot[bot]',
    type: 'User',
    write: { '.github/workflows/ci.yml': WORKFLOW },
    verdict: 'fail',
    codes: NOT_STATED,
    files: ['.github/workflows/ci.yml'],
  },
  {
    title: 'bot that is not on the list',
    login: 'other[bot]',
    type: 'Bot',
    write: { '.github/workflows/ci.yml': WORKFLOW },
    verdict: 'fail',
    codes: NOT_STATED,
    files: ['.github/workflows/ci.yml'],
  },
  {
    title: 'bot by the word of a variable',
    write: { '.github/workflows/ci.yml': WORKFLOW },
    event: (repository, pullRequest) => ({
      ...pullRequestEvent(repository, pullRequest),
      PR_ACTOR: 'dependabot[bot]',
      GITHUB_ACTOR: 'dependabot[bot]',
    }),
    verdict: 'fail',
    codes: NOT_STATED,
    files: ['.github/workflows/ci.yml'],
  },
  {
    title: 'merge queue: bot updates an action',
    ...UPDATE,
    afterwards: byBot,
    event: mergeGroupEvent,
    verdict: 'pass',
    codes: [],
  },
  {
    title: 'merge queue: bot, merged by a person',
    ...UPDATE,
    afterwards: queueMerge,
    event: mergeGroupEvent,
    verdict: 'pass',
    codes: [],
  },
  {
    title: 'merge queue: a merge that says more than its parents',
    ...UPDATE,
    ...UPDATED,
    afterwards: (repository) => {
      queueMerge(repository)
      repository.git('checkout', '--quiet', 'topic')
      repository.write({ '.github/workflows/ci.yml': WORKFLOW.replace('@v5', '@v6') })
      repository.git('commit', '--quiet', '--all', '--amend', '--no-edit')
    },
    event: mergeGroupEvent,
    verdict: 'fail',
    codes: ['COVERAGE_UNCOVERED'],
  },
  {
    title: 'merge queue: bot with a code change',
    write: { ...UPDATE.write, 'src/orphan.ts': 'x' },
    files: ['src/orphan.ts'],
    afterwards: byBot,
    event: mergeGroupEvent,
    verdict: 'fail',
    codes: ['COVERAGE_UNCOVERED'],
  },
  {
    title: 'merge queue: a person after the bot',
    ...UPDATE,
    ...UPDATED,
    afterwards: (repository) => {
      byBot(repository)
      repository.write({ '.github/workflows/ci.yml': WORKFLOW.replace('@v5', '@v6') })
      repository.commit('Newer')
    },
    event: mergeGroupEvent,
    verdict: 'fail',
    codes: ['COVERAGE_UNCOVERED'],
  },
  {
    title: 'merge queue: bot that is not on the list',
    ...UPDATE,
    ...UPDATED,
    afterwards: commitOf('other[bot]'),
    event: mergeGroupEvent,
    verdict: 'fail',
    codes: ['COVERAGE_UNCOVERED'],
  },
  {
    title: 'merge queue: person with an address like a bot',
    ...UPDATE,
    ...UPDATED,
    afterwards: ({ git }) => {
      const author = 'dependabot[bot] <dependabot[bot]@users.noreply.github.com.example.org>'
      git('commit', '--quiet', '--amend', '--no-edit', '--author', author)
    },
    event: mergeGroupEvent,
    verdict: 'fail',
    codes: ['COVERAGE_UNCOVERED'],
  },
  {
    title: 'push: bot updates an action',
    ...UPDATE,
    afterwards: byBot,
    event: (repository) => pushEvent(repository),
    verdict: 'pass',
    codes: [],
  },
  {
    title: 'pull request of a person with commits of a bot',
    ...UPDATE,
    ...UPDATED,
    afterwards: byBot,
    verdict: 'fail',
    codes: NOT_STATED,
  },
]
