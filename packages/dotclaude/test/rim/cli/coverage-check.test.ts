// Each crafted pull request is made in a real repository and judged there; at the end stands the table of verdicts.
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { checkCoverage } from '../../../src/cli/coverage-check.ts'
import { Failure } from '../../../src/diagnostics/failure.ts'
import { openSnapshot } from '../../../src/repo/disk-snapshot.ts'
import { craftedRepository, pullRequestEvent, removeBase } from '../gate/crafted-repository.ts'
import { AUTHORS } from '../gate/author-cases.ts'
import { applyCase } from '../gate/crafted-case.ts'
import type { CraftedCase } from '../gate/crafted-case.ts'
import { EVENTS } from '../gate/event-cases.ts'
import { NAMING } from '../gate/naming-cases.ts'
import { PATHS } from '../gate/path-cases.ts'
import { POLICY } from '../gate/policy-cases.ts'
import { RATIONALE } from '../gate/rationale-cases.ts'

const CASES: readonly CraftedCase[] = [...NAMING, ...RATIONALE, ...PATHS, ...POLICY, ...AUTHORS, ...EVENTS]

interface Outcome {
  readonly verdict: CraftedCase['verdict']
  readonly codes: readonly string[]
  readonly files: readonly string[]
  readonly notes: readonly string[]
}

const rows: string[] = []
let asExpected = 0

function judge(crafted: CraftedCase): Outcome {
  const repository = craftedRepository(crafted.main)
  onTestFinished(repository.remove)
  applyCase(repository, crafted)
  const env = (crafted.event ?? pullRequestEvent)(repository, crafted)
  const base = crafted.base === undefined ? {} : { base: crafted.base }
  try {
    return outcomeOf(checkCoverage({ snapshot: openSnapshot(repository.root), env, ...base }))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { verdict: 'refused', codes: [error.code], files: [], notes: [error.message] }
  }
}

function outcomeOf({ verdict, diagnostics, notes = [] }: ReturnType<typeof checkCoverage>): Outcome {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const files = errors.map(({ where }) => where.file).filter((file) => file !== undefined)
  return { verdict, codes: diagnostics.map(({ code }) => code), files: files.toSorted(), notes }
}

afterAll(() => {
  removeBase()
  console.log([...rows, '', `${asExpected} of ${CASES.length} verdicts as expected`].join('\n'))
})

test('every kind of pull request has a name of its own', () => {
  expect(new Set(CASES.map(({ title }) => title)).size).toBe(CASES.length)
  expect(CASES.length).toBeGreaterThanOrEqual(40)
})

test.each(CASES)('$title: $verdict', (crafted) => {
  const outcome = judge(crafted)
  rows.push(`${outcome.verdict.padEnd(8)} ${crafted.title.padEnd(50)} ${outcome.codes.join(' ')}`)
  const { verdict, codes, files = [], note = '' } = crafted
  expect(outcome).toMatchObject({ verdict, codes, files: verdict === 'fail' ? files : [] })
  expect(outcome.notes.join('\n')).toContain(note)
  asExpected += 1
})
