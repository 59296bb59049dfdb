/** The sections of the READMEs that need more than Node, run with the real programs. The others: test/docs. */
import { needsOf } from 'testkit/markdown-fences'
import { hasRealParts } from 'testkit/real-parts'
import type { RealPart } from 'testkit/real-parts'
import { runSection } from 'testkit/run-fences'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt, readmeWorld, runnableSections } from '../support/readme-world.ts'

beforeAll(ensureBuilt)

const sections = runnableSections().filter((section) => needsOf(section).length > 0)

describe.each(sections)('$page: $title', (section) => {
  const available = hasRealParts(needsOf(section) as RealPart[])
  test.runIf(available)('is as it is shown', async () => {
    expect(await runSection(section, await readmeWorld())).toBeUndefined()
  })
})
