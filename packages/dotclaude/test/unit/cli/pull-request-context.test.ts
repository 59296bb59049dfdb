// Variables and event files, and the change that they mean.
import { expect, test } from 'vitest'
import { changeContext } from '../../../src/cli/pull-request-context.ts'
import { Failure } from '../../../src/diagnostics/failure.ts'

type Environment = Readonly<Record<string, string>>

function contextOf(env: Environment, event?: unknown, base?: string): ReturnType<typeof changeContext> {
  return changeContext({
    env: event === undefined ? env : { ...env, GITHUB_EVENT_PATH: '/event.json' },
    readFile: () => (typeof event === 'string' ? event : JSON.stringify(event)),
    ...(base === undefined ? {} : { base }),
  })
}

const GITHUB = { CI: 'true', GITHUB_EVENT_NAME: 'pull_request' }
const PULL = {
  pull_request: {
    number: 7,
    body: 'Spec ID: a',
    user: { login: 'renovate[bot]', type: 'Bot' },
    base: { ref: 'main', sha: 'b' },
    head: { sha: 'h' },
  },
}

test('a pull request: the event counts, not the variables', () => {
  const env = { ...GITHUB, PR_BODY: 'Spec ID: other', PR_ACTOR: 'me', GITHUB_BASE_REF: 'other' }
  expect(contextOf(env, PULL)).toMatchObject({
    title: 'pull_request 7',
    isPullRequest: true,
    body: 'Spec ID: a',
    bases: ['refs/remotes/origin/main', 'b'],
    head: 'h',
    author: { login: 'renovate[bot]', isBot: true },
    messagesCount: false,
  })
})

const push = (before: string, after: string): unknown => ({
  before,
  after,
  repository: { default_branch: 'trunk' },
})

test.each([
  {
    title: 'a review is about its pull request',
    env: { GITHUB_EVENT_NAME: 'pull_request_review' },
    event: PULL,
    expected: { isPullRequest: true, head: 'h' },
  },
  {
    title: 'a merge group',
    env: { GITHUB_EVENT_NAME: 'merge_group' },
    event: { merge_group: { base_sha: 'b', head_sha: 'h' } },
    expected: { bases: ['b'], head: 'h', isLinear: true, messagesCount: true },
  },
  {
    title: 'a push',
    env: { GITHUB_EVENT_NAME: 'push' },
    event: push('b', 'h'),
    expected: { bases: ['b'], head: 'h', isLinear: true },
  },
  {
    title: 'the first push of a branch',
    env: { GITHUB_EVENT_NAME: 'push' },
    event: push('0000', 'h'),
    expected: { bases: ['refs/remotes/origin/trunk'], head: 'h', isLinear: false },
  },
  {
    title: 'any other event',
    env: { GITHUB_EVENT_NAME: 'schedule' },
    event: { repository: { default_branch: 'trunk' } },
    expected: { bases: ['refs/remotes/origin/trunk'], head: 'HEAD' },
  },
  {
    title: 'variables alone',
    env: {
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_BASE_REF: 'main',
      PR_BODY: 'x',
      PR_ACTOR: 'dependabot[bot]',
    },
    event: undefined,
    expected: { isPullRequest: true, body: 'x', bases: ['refs/remotes/origin/main'], head: 'HEAD' },
  },
  {
    title: 'a merge request',
    env: {
      CI_MERGE_REQUEST_IID: '3',
      CI_MERGE_REQUEST_DESCRIPTION: 'x',
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_MERGE_REQUEST_TARGET_BRANCH_SHA: 'b',
      CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: 's',
      CI_COMMIT_SHA: 'm',
    },
    event: undefined,
    expected: {
      title: 'merge request 3',
      isPullRequest: true,
      bases: ['refs/remotes/origin/main', 'b'],
      head: 's',
    },
  },
  {
    title: 'a cut description',
    env: { CI_MERGE_REQUEST_IID: '3', CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED: 'true' },
    event: undefined,
    expected: { notes: [expect.stringContaining('start of the description')] },
  },
  {
    title: 'a GitLab push',
    env: { GITLAB_CI: 'true', CI_COMMIT_BEFORE_SHA: 'b', CI_COMMIT_SHA: 'h' },
    event: undefined,
    expected: { bases: ['b'], head: 'h', isLinear: true },
  },
  {
    title: 'a laptop',
    env: { PR_BODY: 'x' },
    event: undefined,
    expected: { isPullRequest: false, body: 'x', bases: [] },
  },
] as const)('$title', ({ env, event, expected }) => {
  expect(contextOf(env, event)).toMatchObject(expected)
})

test('a base that is named takes the place of the event’s', () => {
  expect(contextOf({ GITHUB_EVENT_NAME: 'push' }, push('b', 'h'), 'v1')).toMatchObject({
    bases: ['v1'],
    isLinear: false,
  })
})

test.each([
  { listed: 'a, b,,c', ci: {}, files: ['a', 'b', 'c'] },
  { listed: 'a', ci: { CI: 'true', GITHUB_EVENT_NAME: 'push' }, files: undefined },
  { listed: '', ci: {}, files: undefined },
])('listed files $listed with $ci: $files', ({ listed, ci, files }) => {
  const context = contextOf({ HARNESS_CHANGED_FILES: listed, ...ci }, push('b', 'h'))
  expect(context.listedFiles).toEqual(files)
})

test.each([
  { title: 'an event that is no JSON', env: GITHUB, event: '{' },
  { title: 'an event that is no object', env: GITHUB, event: '7' },
  { title: 'a pull request without a head', env: GITHUB, event: { pull_request: {} } },
  { title: 'a merge group without commits', env: { GITHUB_EVENT_NAME: 'merge_group' }, event: {} },
  { title: 'a push that removes a branch', env: { GITHUB_EVENT_NAME: 'push' }, event: push('b', '0000') },
  { title: 'an unknown CI', env: { CI: '1' }, event: undefined },
])('$title is refused', ({ env, event }) => {
  expect(() => contextOf(env, event)).toThrow(Failure)
})
