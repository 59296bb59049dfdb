// One Vitest project per kind of test, so that `npm run check` can run the kinds cheapest first and
// count each by name. The projects find their files by folder: packages/*/test/<kind>/.
import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import type { TestProjectConfiguration, ViteUserConfig } from 'vitest/config'
import { defineConfig } from 'vitest/config'

const SECOND_MS = 1_000

// Deadlines are generous because a loaded machine must not fail a correct test; they only stop a hang.
const TIMEOUT_MS_BY_KIND: Readonly<Record<string, number>> = {
  unit: 20 * SECOND_MS,
  property: 120 * SECOND_MS * Number(process.env['PROPERTY_RUNS'] ?? '1'),
  rim: 30 * SECOND_MS,
  golden: 30 * SECOND_MS,
  conformance: 30 * SECOND_MS,
  docs: 60 * SECOND_MS,
  tidy: 120 * SECOND_MS,
  e2e: 60 * SECOND_MS,
  'e2e-real': 300 * SECOND_MS,
}

/** Pure modules keep nothing from one file to the next, so a worker loads them once instead of once for each file. */
const SHARES_MODULES: ReadonlySet<string> = new Set(['unit'])

/** Vitest leaves a processor to itself, which on two is half of what there is. */
const PROCESSORS = availableParallelism()
/** Tests with real programs wait for scrapes and starts most of the time. */
const MAX_WORKERS_BY_KIND: Readonly<Record<string, number>> = { 'e2e-real': PROCESSORS + 1 }

// Tests import generated modules, the engine among them, also where Vitest is started directly.
execFileSync(process.execPath, ['tools/ready.mjs', 'generated'], {
  cwd: import.meta.dirname,
  stdio: 'inherit',
})

function projectOf(kind: string, testTimeout: number): TestProjectConfiguration {
  return {
    test: {
      name: kind,
      include: [`packages/*/test/${kind}/**/*.test.ts`, `test/${kind}/**/*.test.ts`],
      exclude: ['**/node_modules/**', '**/cases/**', '**/fixtures/**'],
      testTimeout,
      isolate: !SHARES_MODULES.has(kind),
      maxWorkers: MAX_WORKERS_BY_KIND[kind] ?? PROCESSORS,
      // Kinds with different numbers of workers may not run in one group.
      sequence: { groupOrder: kind in MAX_WORKERS_BY_KIND ? 1 : 0 },
      hookTimeout: testTimeout,
      // What another party does in its own time is waited for as patiently as the test itself.
      expect: { poll: { timeout: testTimeout } },
    },
  }
}

const config: ViteUserConfig = defineConfig({
  test: {
    passWithNoTests: true,
    projects: Object.entries(TIMEOUT_MS_BY_KIND).map(([kind, timeoutMs]) => projectOf(kind, timeoutMs)),
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'], exclude: ['**/engine/assembly/**'] },
  },
})

export default config
