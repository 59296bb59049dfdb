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

/** What loads the machine itself, and fails where others do: it comes after the other files of its kind. */
const ALONE: readonly string[] = ['packages/metrics-aggregator/test/e2e-real/soak.test.ts']

// Tests import generated modules, the engine among them, also where Vitest is started directly.
execFileSync(process.execPath, ['tools/ready.mjs', 'generated'], {
  cwd: import.meta.dirname,
  stdio: 'inherit',
})

interface Group {
  readonly name: string
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  /** Groups come one after the other; those of one place share their workers. */
  readonly place: number
}

/** What comes alone is a project of its own, `KIND-alone`. */
function groupsOf(kind: string): readonly Group[] {
  const all = [`packages/*/test/${kind}/**/*.test.ts`, `test/${kind}/**/*.test.ts`]
  const alone = ALONE.filter((file) => file.includes(`/${kind}/`))
  const group: Group = {
    name: kind,
    include: all,
    exclude: alone,
    place: kind in MAX_WORKERS_BY_KIND ? 1 : 0,
  }
  if (alone.length === 0) return [group]
  return [group, { name: `${kind}-alone`, include: alone, exclude: [], place: 2 }]
}

function projectsOf(kind: string, testTimeout: number): readonly TestProjectConfiguration[] {
  return groupsOf(kind).map(({ name, include, exclude, place }) => ({
    test: {
      name,
      include: [...include],
      exclude: ['**/node_modules/**', '**/cases/**', '**/fixtures/**', ...exclude],
      testTimeout,
      hookTimeout: testTimeout,
      // What another party does in its own time is waited for as patiently as the test itself.
      expect: { poll: { timeout: testTimeout } },
      isolate: !SHARES_MODULES.has(kind),
      maxWorkers: MAX_WORKERS_BY_KIND[name] ?? PROCESSORS,
      sequence: { groupOrder: place },
    },
  }))
}

const config: ViteUserConfig = defineConfig({
  test: {
    passWithNoTests: true,
    projects: Object.entries(TIMEOUT_MS_BY_KIND).flatMap(([kind, timeoutMs]) => projectsOf(kind, timeoutMs)),
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'], exclude: ['**/engine/assembly/**'] },
  },
})

export default config
