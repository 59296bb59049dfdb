// Each checker is shown something wrong and must say so, naming the place. A checker that is misconfigured looks at
// nothing and passes, which no green check could tell from a clean repository. The planting happens in a copy of the
// configuration and the sources; the same copy without the planting must pass.
import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../tools/repository-files.ts'

const CONFIGURATION = [
  '.dependency-cruiser.cjs',
  '.gitignore',
  '.markdownlint-cli2.jsonc',
  '.oxfmtrc.json',
  '.oxlintrc.json',
  'knip.jsonc',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'packages/dotclaude/package.json',
  'packages/metrics-aggregator/package.json',
  'packages/testkit/package.json',
]

/** A small workspace that every checker accepts: real places, so that the real rules apply to it. */
const CLEAN: Readonly<Record<string, string>> = {
  'README.md': '# Title\n\nText.\n',
  'vitest.config.ts': 'export {}\n',
  'packages/metrics-aggregator/src/main.ts':
    "import { describe } from './errors/describe.ts'\n\nprocess.stdout.write(describe('CODE'))\n",
  'packages/metrics-aggregator/src/errors/describe.ts':
    "export function describe(code: 'CODE'): string {\n  return code\n}\n",
  'packages/dotclaude/src/main.ts': "process.stdout.write('')\n",
}

const SOURCE = 'packages/metrics-aggregator/src/errors/describe.ts'
const MAIN = 'packages/metrics-aggregator/src/main.ts'

interface Planting {
  readonly what: string
  readonly command: readonly string[]
  /** Added to the end of the files. */
  readonly plant: Readonly<Record<string, string>>
  /** What the checker has to print. */
  readonly says: readonly RegExp[]
}

const FORMAT = ['oxfmt', '--check']
const LINT = ['oxlint']
const MARKDOWN = ['markdownlint-cli2']
const TYPES = ['tsc', '--project', '.']
const DEAD_CODE = ['knip', '--production', '--no-config-hints']
const DIRECTIONS = ['depcruise', '--output-type', 'err', 'packages']

const PLANTINGS: readonly Planting[] = [
  {
    what: 'a semicolon',
    command: FORMAT,
    plant: { [SOURCE]: 'export const a = 1;\n' },
    says: [/describe\.ts/],
  },
  {
    what: 'a floating promise',
    command: LINT,
    plant: { [SOURCE]: 'async function late(): Promise<void> {}\nlate()\n' },
    says: [/no-floating-promises/, /describe\.ts:5/],
  },
  {
    what: 'a switch that forgets a case',
    command: LINT,
    plant: { [SOURCE]: "export function f(a: 'b' | 'c'): void {\n  switch (a) {\n    case 'b':\n  }\n}\n" },
    says: [/switch-exhaustiveness-check/, /describe\.ts:5/],
  },
  {
    what: 'the process outside the rim',
    command: LINT,
    plant: { [SOURCE]: 'export const home: string | undefined = process.cwd()\n' },
    says: [/no-restricted-globals/, /describe\.ts:4/],
  },
  {
    what: 'the console outside the rim',
    command: LINT,
    plant: { [SOURCE]: "console.log('')\n" },
    says: [/no-console/, /describe\.ts:4/],
  },
  {
    what: 'an import over three levels',
    command: LINT,
    plant: { [SOURCE]: "import '../../../dotclaude/src/main.ts'\n" },
    says: [/two levels of dots/, /describe\.ts:4/],
  },
  {
    what: 'more than types of the configuration in http',
    command: LINT,
    plant: {
      'packages/metrics-aggregator/src/config/config.ts': 'export const port: number = 1\n',
      'packages/metrics-aggregator/src/http/serve.ts': "export { port } from '../config/config.ts'\n",
    },
    says: [/types only/, /serve\.ts:1/],
  },
  {
    what: 'an index that may be missing',
    command: TYPES,
    plant: { [SOURCE]: 'export const first: string = [].map(String)[0]\n' },
    says: [/describe\.ts\(4,/],
  },
  {
    what: 'an export that nobody uses',
    command: DEAD_CODE,
    plant: { [SOURCE]: 'export const unused: number = 1\n' },
    says: [/unused .*describe\.ts/],
  },
  {
    what: 'a cycle of types',
    command: LINT,
    plant: {
      [SOURCE]: "import type { A } from './a.ts'\nexport type B = A\n",
      'packages/metrics-aggregator/src/errors/a.ts':
        "import type { B } from './describe.ts'\nexport type A = B[]\n",
    },
    says: [/no-cycle/, /a\.ts:1/],
  },
  {
    what: 'a cycle of types, by the directions too',
    command: DIRECTIONS,
    plant: {
      [SOURCE]: "import type { A } from './a.ts'\nexport type B = A\n",
      'packages/metrics-aggregator/src/errors/a.ts':
        "import type { B } from './describe.ts'\nexport type A = B[]\n",
    },
    says: [/no-cycle: [^]*describe\.ts →/],
  },
  {
    what: 'a forbidden direction',
    command: DIRECTIONS,
    plant: { [SOURCE]: "import '../main.ts'\n" },
    says: [/aggregator-errors: .*describe\.ts → .*main\.ts/],
  },
  {
    what: 'a package that imports the other',
    command: DIRECTIONS,
    plant: { 'packages/dotclaude/src/main.ts': "import '../../metrics-aggregator/src/main.ts'\n" },
    says: [/packages-apart: packages\/dotclaude/],
  },
  {
    what: 'disk in a pure place',
    command: DIRECTIONS,
    plant: { [SOURCE]: "import 'node:fs'\n" },
    says: [/aggregator-pure: .*describe\.ts → fs/],
  },
  {
    what: 'a place without a row',
    command: DIRECTIONS,
    plant: { [MAIN]: "import './misc/a.ts'\n", 'packages/metrics-aggregator/src/misc/a.ts': 'export {}\n' },
    says: [/aggregator-known-place: .*main\.ts → .*misc\/a\.ts/],
  },
  {
    what: 'a file that no entry reaches',
    command: DIRECTIONS,
    plant: { 'packages/metrics-aggregator/src/errors/lost.ts': 'export {}\n' },
    says: [/reachable: .*lost\.ts/],
  },
  {
    what: 'a second title',
    command: MARKDOWN,
    plant: { 'README.md': '\n# Title\n' },
    says: [/README\.md:5.*MD025/],
  },
]

const folders: string[] = []

function makeWorkspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'planted-'))
  folders.push(folder)
  for (const path of CONFIGURATION) cpSync(join(ROOT, path), join(folder, path))
  for (const [path, text] of Object.entries(CLEAN)) write(folder, path, text)
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir')
  return folder
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

function plantIn(folder: string, plant: Planting['plant']): void {
  for (const [path, text] of Object.entries(plant)) write(folder, path, (CLEAN[path] ?? '') + text)
}

function run(
  folder: string,
  [program = '', ...args]: readonly string[],
): Promise<{ ok: boolean; output: string }> {
  // In CI some of them colour or change their reports.
  const { CI: _ci, GITHUB_ACTIONS: _actions, FORCE_COLOR: _color, ...env } = process.env
  return new Promise((resolve) => {
    execFile(join(ROOT, 'node_modules/.bin', program), args, { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ ok: error === null, output: stripVTControlCharacters(stdout + stderr) }),
    )
  })
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

let clean = ''
beforeAll(() => {
  clean = makeWorkspace()
})

const CHECKERS = [FORMAT, LINT, MARKDOWN, TYPES, DEAD_CODE, DIRECTIONS].map((command) => ({ command }))

test.each(CHECKERS)('$command.0 passes without a planting', async ({ command }) => {
  expect(await run(clean, command)).toMatchObject({ ok: true })
})

test.each(PLANTINGS)('$command.0 finds $what', async ({ command, plant, says }) => {
  const folder = makeWorkspace()
  plantIn(folder, plant)
  const { ok, output } = await run(folder, command)
  expect(ok).toBe(false)
  for (const words of says) expect(output).toMatch(words)
})

test('the directions step refuses to pass when sources were not cruised', async () => {
  const folder = makeWorkspace()
  const rules = readFileSync(join(folder, '.dependency-cruiser.cjs'), 'utf8')
  write(folder, '.dependency-cruiser.cjs', rules.replace("exclude: { path: '", "exclude: { path: '/src/|"))
  cpSync(join(ROOT, 'tools'), join(folder, 'tools'), { recursive: true })
  execFileSync('git', ['init', '--quiet'], { cwd: folder })
  const { ok, output } = await run(folder, ['tsx', 'tools/directions.ts'])
  expect(ok).toBe(false)
  expect(output).toMatch(/not cruised, so not judged: .*describe\.ts/)
})
