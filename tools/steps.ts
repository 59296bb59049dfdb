// The steps of `npm run check`, cheapest first. A step is either commands that must succeed, which count as one, or a
// kind of test, whose tests are counted one by one.

export type Step =
  | { readonly name: string; readonly commands: readonly (readonly string[])[] }
  | { readonly name: string; readonly tests: string }

const bin = (name: string): string => `node_modules/.bin/${name}`
const tool = (name: string, ...args: string[]): string[] => [
  process.execPath,
  '--import',
  'tsx',
  `tools/${name}`,
  ...args,
]

function tests(kind: string): Step {
  return { name: kind, tests: kind }
}

export const STEPS: readonly Step[] = [
  // Everything below imports generated modules, the engine among them. Costs nothing when they are current.
  {
    name: 'generated',
    commands: [
      [process.execPath, 'tools/ready.mjs', 'generated'],
      // The pages of the library are kept in git, for readers.
      tool('build-catalogue.ts', '--check'),
    ],
  },
  { name: 'format', commands: [[bin('oxfmt'), '--check']] },
  { name: 'lint', commands: [[bin('oxlint')]] },
  { name: 'markdown', commands: [[bin('markdownlint-cli2')]] },
  { name: 'types', commands: [[bin('tsc'), '--project', '.']] },
  // The examples import the packages by name, so as they are built.
  { name: 'build', commands: [[process.execPath, 'tools/ready.mjs', 'build']] },
  { name: 'directions', commands: [tool('directions.ts')] },
  // In production mode an export that only tests use is dead as well.
  { name: 'dead code', commands: [[bin('knip')], [bin('knip'), '--production']] },
  ...['unit', 'property', 'rim', 'golden', 'conformance', 'docs', 'tidy'].map(tests),
  { name: 'package shape', commands: [tool('package-shape.ts')] },
  { name: 'governance', commands: [tool('governance.ts')] },
  tests('e2e'),
]

/** Needs programs that npm does not bring, so it runs by itself: `npm run e2e`. */
export const REAL_PARTS: Step = tests('e2e-real')
