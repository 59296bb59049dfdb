// Every command line of ours that the library tells an agent to run is run, in a repository with a spec, and ends as the
// item says. Those of handoffs want a machine with sessions and have a test of their own.
import { makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundledFolder, openItemFolder } from '../../src/repo/item-folder.ts'
import { callsIn, fencesIn, pagesIn, spansIn } from '../support/content-commands.ts'
import { runInProcess } from '../support/run-in-process.ts'
import type { InProcessRun } from '../support/run-in-process.ts'

/** What stands for the words in capitals; `login` is the spec of the repository. */
const MEANT: Readonly<Record<string, string>> = {
  BASE: 'main',
  'origin/BASEREF': 'main',
  COMMAND: 'true',
  GLOB: 'src/**',
  ID: 'login',
  NAME: 'spec',
  QUERY: 'flaky',
  TITLE: 'Title',
}

/** Each line, and its exit code in a branch whose change to a workflow no spec covers. */
const EXITS: Readonly<Record<string, number>> = {
  'check --base BASE': 1,
  'check-spec-coverage --base BASE': 1,
  'check-spec-coverage --base origin/BASEREF': 1,
  'list --type agent --domain infra': 0,
  'search QUERY --json --limit 5': 0,
  'show NAME': 0,
  'spec graph': 0,
  'spec list': 0,
  'spec new ID --title TITLE --path GLOB --command COMMAND': 0,
  'spec run ID': 1,
  'spec run ID --dry-run': 0,
  'spec run ID --no-record': 1,
  'spec show ID': 0,
  'validate-specs': 0,
}

const folder = bundledFolder()
const pages = pagesIn(folder, openItemFolder(folder)?.files ?? [])
const shell = [...fencesIn(pages).filter(({ language }) => language === 'sh'), ...spansIn(pages)]
const lines = shell
  .flatMap(callsIn)
  .filter(({ program, words }) => program === 'dotclaude' && words[0] !== 'handoff')
  .map(({ words }) => words.join(' '))

test('each line that the library names has an expected end', () => {
  expect([...new Set(lines)].toSorted()).toEqual(Object.keys(EXITS).toSorted())
})

/** One for all: what `spec new` and `spec run` leave behind changes no exit code. */
let repository: GitRepository

beforeAll(async () => {
  repository = makeGitRepository({ 'src/a.ts': 'export const a = 1\n' })
  await run('init')
  repository.git('config', 'core.hooksPath', '/dev/null')
  repository.commit('Set up')
  repository.git('switch', '--quiet', '--create', 'feature')
  // Its acceptance command fails, as one does before the work is done.
  await run('spec', 'new', 'login', '--owner', 'a', '--path', 'src/**', '--command', 'false')
  repository.write({ '.github/workflows/new.yml': 'on: push\n' })
  repository.commit('Change what is protected')
}, 30_000)

afterAll(() => repository.remove())

function run(...words: readonly string[]): Promise<InProcessRun> {
  return runInProcess(words, { cwd: repository.root, env: { PATH: process.env['PATH'] } })
}

test.each(Object.entries(EXITS))('dotclaude %s', async (line, exit) => {
  const isNew = line.startsWith('spec new')
  const words = line.split(' ').map((word) => (isNew && word === 'ID' ? 'logout' : (MEANT[word] ?? word)))
  expect(await run(...words)).toMatchObject({ exit })
})

test('a rationale that is handed over as /pre-pr says is taken', async () => {
  const PR_BODY = '## No-spec rationale\n\nThe workflow is tried out on this branch and goes away with it.\n'
  const words = ['check-spec-coverage', '--base', 'main']
  const { root } = repository
  expect(await runInProcess(words, { cwd: root, env: { PR_BODY } })).toMatchObject({ exit: 0 })
})
