// From the files of each agent to a digest: the planted facts are there, what was taken back, injected or a sub-agent's
// is not, and no damage makes it crash or pass an empty digest for one.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import { expect, onTestFinished, test } from 'vitest'
import { Failure } from '../../../../src/diagnostics/failure.ts'
import { collectDigest } from '../../../../src/handoff/digest/collect-digest.ts'
import type { Digest } from '../../../../src/handoff/digest/digest.ts'
import { publishDigest } from '../../../../src/handoff/digest/publish-digest.ts'
import { renderBlock } from '../../../../src/handoff/digest/render-digest.ts'
import type { SessionFile } from '../../../../src/handoff/sessions/session.ts'
import { cutsThatRead, mutations, truncations } from '../../../support/damage.ts'
import { STORIES, ownStory, storyOf } from '../../../support/session-fixtures.ts'
import { tempTree } from '../../../support/temp-tree.ts'

const HOME = { env: process.env, home: '/home/me' }
const NAMES = Object.keys(STORIES) as (keyof typeof STORIES)[]

test.each(NAMES)('%s: what was planted is there, what nobody said is not', (name) => {
  const digest = collectDigest(storyOf(name), HOME)
  const said = JSON.stringify([digest.asked, digest.tail, digest.decisions])
  expect(digest.asked.join('\n')).toMatch(
    /gives up at the first 503\.\s+Add a retry with backoff, and a test for it\./,
  )
  expect(digest.files.map(({ path }) => basename(path)).slice(0, 2)).toEqual([
    'fetch-tides.ts',
    'fetch-tides.test.ts',
  ])
  expect(digest.commands).toContainEqual({ command: 'npm test -- fetch-tides', ok: true })
  expect(digest.commits).toEqual([{ id: '4be19c2', subject: 'Retry the tide fetcher' }])
  expect(JSON.stringify([digest.decisions, digest.asked])).toMatch(/five attempts/)
  expect(said).not.toMatch(
    /taken back|SUBAGENT|SIDECHAIN|Be strict|Always test|linter is strict|SKILL TEXT|Set model|API Error/,
  )
  expect(digest.losses).toEqual([])
})

test('claude: questions, steps and the deeds of sub-agents', () => {
  const digest = collectDigest(storyOf('claude'), HOME)
  expect(digest.title).toBe('Tide retry, „final“')
  expect(digest.files.map(({ path }) => path)).toEqual([
    'src/fetch-tides.ts',
    'test/fetch-tides.test.ts',
    'src/inline-side.ts',
    'src/caller-one.ts',
  ])
  expect(digest.questions).toEqual([
    'does the mirror server send Retry-After?',
    'Should the README name the five attempts?',
  ])
  expect(digest.steps.map(({ state }) => state)).toEqual(['done', 'done', 'doing'])
  expect(digest.nextStep).toBe('Mention it in the README')
  expect(digest.decisions[0]).toMatch(
    /^Should the retry stop after three or after five attempts\? — .*"five"/,
  )
})

test('the state of the repository and its change come with it', () => {
  const repository = makeGitRepository({ 'a.txt': 'a\n' })
  onTestFinished(repository.remove)
  repository.write({ 'a.txt': 'b\n' })
  const file = ownStory('claude')
  writeFileSync(file.path, readFileSync(file.path, 'utf8').replaceAll('/srv/work/harbour', repository.root))
  const digest = collectDigest(file, { ...HOME, home: dirname(repository.root), withPatch: true })
  expect(digest.cwd).toBe(`~/${basename(repository.root)}`)
  expect(digest.repository).toMatchObject({ branch: 'main', isDirty: true, dirtyPaths: ['a.txt'] })
  expect(digest.patch?.files.map(({ path }) => path)).toEqual(['a.txt'])
  expect(collectDigest(file, HOME)).not.toHaveProperty('patch')
})

test('a session in which nothing was said or done has no digest', () => {
  const file = ownStory('claude')
  writeFileSync(file.path, '{"type":"mode"}\n{broken\n')
  const folder = file.path.replace(/\.jsonl$/, '')
  writeFileSync(join(folder, 'subagents', 'agent-a1b2c3d4.jsonl'), '')
  expect(() => collectDigest(file, HOME)).toThrow(
    expect.objectContaining({ code: 'SESSION_EMPTY', facts: { path: file.path, skipped: 1 } }),
  )
})

/** A digest that says something, or the failure that says why there is none. */
function outcome(file: SessionFile): Digest | Failure {
  try {
    return collectDigest(file, HOME)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

function isSound(result: Digest | Failure): boolean {
  if (result instanceof Failure) return result.code === 'SESSION_EMPTY'
  const { digest } = publishDigest(result, (value) => ({ value, report: { kinds: [], secretCount: 0 } }))
  const isSaying = [digest.asked, digest.tail, digest.files, digest.commands].some((list) => list.length > 0)
  return isSaying && renderBlock(digest, 'claude').endsWith('</handoff>\n')
}

const MUTATIONS = 500

test.each(NAMES)('%s: every truncation and 500 mutations', (name) => {
  const tree = tempTree()
  const { path, ...file } = storyOf(name)
  const bytes = readFileSync(path)
  mkdirSync(tree.root, { recursive: true })
  const damaged = { ...file, path: join(tree.root, basename(path)) }
  expect(name === 'gemini-old' ? [] : cutsThatRead(bytes)).toEqual([])
  const unsound = [...truncations(bytes), ...mutations(bytes, MUTATIONS)].filter((text) => {
    writeFileSync(damaged.path, text)
    return !isSound(outcome(damaged))
  })
  expect(unsound.map((text) => text.toString('latin1').slice(0, 200))).toEqual([])
})

test.each(NAMES.filter((name) => name !== 'gemini-old'))('%s: a cut inside a line is counted', (name) => {
  const file = ownStory(name)
  const bytes = readFileSync(file.path)
  writeFileSync(file.path, bytes.subarray(0, bytes.length - 10))
  expect(collectDigest(file, HOME).losses).toEqual([{ reason: 'unfinished-line', count: 1 }])
})
