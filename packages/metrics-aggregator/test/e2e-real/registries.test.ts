/**
 * The laws (test/laws) over registries that the client libraries of other languages write, in every format that they
 * speak. The same registries in every run, so that a failure is news; ORACLE_SEED and PROPERTY_RUNS look further.
 */
import { hasRealParts } from 'testkit/real-parts'
import { report } from 'testkit/report'
import { describe } from 'vitest'
import { describeLaws } from '../laws/describe-laws.ts'
import type { Written } from '../laws/describe-laws.ts'
import { REGISTRY_WRITERS } from '../oracles/registries.ts'
import type { RegistryWriter } from '../oracles/registries.ts'

const RUNS = 150 * Number(process.env['PROPERTY_RUNS'] ?? '1')
const FIRST_SEED = Number(process.env['ORACLE_SEED'] ?? 1) * 1_000_000
const SEEDS = Array.from({ length: RUNS }, (_, place) => FIRST_SEED + place)

async function registriesOf({ library, write }: RegistryWriter): Promise<readonly Written[]> {
  const registries = await write(SEEDS)
  const pages = registries.flatMap(({ seed, pages: own }) =>
    own.map((page) => ({ ...page, title: `${library} ${seed} ${page.format}` })),
  )
  report(`${library}: ${registries.length} registries from seed ${FIRST_SEED}, ${pages.length} pages`)
  return pages
}

for (const writer of REGISTRY_WRITERS) {
  describe.runIf(hasRealParts(writer.parts))(`registries of ${writer.library}`, () => {
    describeLaws(() => registriesOf(writer))
  })
}
