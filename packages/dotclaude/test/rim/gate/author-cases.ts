// Pull requests by who opened them, and by what a bot may do.
import { NOT_STATED, WORKFLOW } from './crafted-case.ts'
import type { CraftedCase } from './crafted-case.ts'
import { pullRequestEvent } from './crafted-repository.ts'

const BOT = { login: 'dependabot[bot]', type: 'Bot' } as const

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
]
