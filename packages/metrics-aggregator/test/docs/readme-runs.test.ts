/**
 * The READMEs are true as far as Node alone can tell: every command in them is run, and what is shown comes out. Sections
 * that need more programs are run with the real parts (test/e2e-real/readme-runs.test.ts).
 */
import { readFileSync } from 'node:fs'
import { needsOf, sectionsOf } from 'testkit/markdown-fences'
import { runSection } from 'testkit/run-fences'
import { beforeAll, expect, test } from 'vitest'
import { README_PATHS, ensureBuilt, readmeWorld, runnableSections } from '../support/readme-world.ts'

const ROOT = new URL('../../../../', import.meta.url)

beforeAll(ensureBuilt)

test.each(README_PATHS)('every command and program in %s is run', (page) => {
  const fences = sectionsOf(readFileSync(new URL(page, ROOT), 'utf8')).flatMap((section) => section.fences)
  const programs = fences.filter(({ language }) => ['sh', 'ts', 'js', 'bash', 'console'].includes(language))
  expect(programs.length).toBeGreaterThan(0)
  expect(programs.filter(({ orders }) => !orders.has('run')).map(({ line }) => line)).toEqual([])
})

const sections = runnableSections().filter((section) => needsOf(section).length === 0)

test.each(sections)('$page: $title', async (section) => {
  expect(await runSection(section, await readmeWorld())).toBeUndefined()
})
