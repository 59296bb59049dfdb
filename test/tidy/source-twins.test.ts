// Each source file with logic has its twin under test/unit or test/rim: a test at the same path, or one in the same
// folder that imports it, so that its facts are found without searching. A file without logic of its own (types,
// tables, re-exports) needs none.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { transformSync } from 'esbuild'
import { expect, test } from 'vitest'
import { ROOT, repositoryFiles, sourceFiles } from '../../tools/repository-files.ts'

/** Rows for the files of a folder that one test proves together. */
function provedBy(place: string, folder: string, files: readonly string[]): Record<string, string> {
  return Object.fromEntries(files.map((file) => [`${folder}/${file}.ts`, place]))
}

const DOTCLAUDE = 'packages/dotclaude/src'

/** Files whose behaviour is proved elsewhere, each with the place. A row whose file has a twin is refused as stale. */
const PROVED_ELSEWHERE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['config', 'exposition', 'program', 'scrape'].map((part) => [
      `packages/metrics-aggregator/src/errors/${part}-codes.ts`,
      'joined into one table: packages/metrics-aggregator/test/unit/errors/codes.test.ts',
    ]),
  ),
  ...Object.fromEntries(
    ['exchange', 'read-excerpt', 'receive-body'].map((part) => [
      `packages/metrics-aggregator/src/scrape/${part}.ts`,
      'steps of one scrape: packages/metrics-aggregator/test/rim/scrape/scrape-target.test.ts',
    ]),
  ),
  ...provedBy('the exports as a library: packages/dotclaude/test/rim/api/exports.test.ts', DOTCLAUDE, [
    ...[
      'artifacts',
      'context',
      'environment',
      'global',
      'pull-request',
      'repository',
      'scaffold',
      'validators',
    ].map((part) => `api/${part}`),
    'library/artifacts',
    'library/build-index',
  ]),
  ...provedBy('run as whole commands: packages/dotclaude/test/rim/cli and test/e2e', `${DOTCLAUDE}/cli`, [
    ...[
      'check-instruction-drift',
      'check-spec-coverage',
      'check',
      'completion',
      'detect-drift',
      'doctor',
      'explain',
      'fix',
      'init',
      'migrate',
      'spec-graph',
      'spec-list',
      'spec-new',
      'spec-run',
      'spec-show',
      'validate-settings',
      'validate-skills',
      'validate-specs',
    ].map((command) => `commands/${command}`),
    ...['bash', 'completion-script', 'completion-table', 'fish', 'zsh'].map((part) => `completion/${part}`),
    ...['fire-hook', 'probe-checks', 'probe-guard'].map((part) => `doctor/${part}`),
    ...['read-specs', 'run-acceptance', 'run-specs', 'write-spec'].map((part) => `spec/${part}`),
    'check-table',
    'decisions',
    'explain-code',
    'help',
    'json-document',
    'keep-baseline',
    'process-terminal',
    'read-branch-history',
    'report-failure',
    'report-outputs',
    'root',
    'start',
    'terminal',
    'update-manifest',
    'write-file',
  ]),
  ...provedBy(
    'the files of TLS from variable to handshake: packages/metrics-aggregator/test/rim/cli/tls-files.test.ts',
    'packages/metrics-aggregator/src',
    ['cli/load-config', 'cli/read-tls-files', 'config/tls-config'],
  ),
  'packages/metrics-aggregator/src/main.ts':
    'the process itself: packages/metrics-aggregator/test/e2e/command-line.test.ts',
  'packages/dotclaude/src/main.ts': 'the process itself: packages/testkit/test/rim/run-cli.test.ts',
}

/** Stripping the types first, because a function type is no logic. */
function hasLogic(text: string): boolean {
  const { code } = transformSync(text, { loader: 'ts', legalComments: 'none' })
  return /\bfunction\b|=>|\bclass\b|\bif\b|\bfor\b/.test(code)
}

const twins = repositoryFiles()
  .filter((path) => /^packages\/[^/]+\/test\/(unit|rim)\/.+\.test\.ts$/.test(path))
  .map((path) => ({
    path,
    mirrors: path.replace(/\/test\/(unit|rim)\//, '/src/').replace(/\.test\.ts$/, '.ts'),
    text: readFileSync(join(ROOT, path), 'utf8'),
  }))

function hasTwin(path: string): boolean {
  const fromSrc = path.slice(path.indexOf('/src/'))
  return twins.some(
    ({ mirrors, text }) =>
      mirrors === path || (dirname(mirrors) === dirname(path) && text.includes(`${fromSrc}'`)),
  )
}

test.each([
  { text: 'export type F = (a: string) => void\nexport const CODES = { A: 1 } as const', logic: false },
  { text: "export { a } from './a.ts'", logic: false },
  { text: 'export const add = (a: number): number => a + 1', logic: true },
])('logic in $text: $logic', ({ text, logic }) => {
  expect(hasLogic(text)).toBe(logic)
})

const withLogic = sourceFiles().filter((path) => hasLogic(readFileSync(join(ROOT, path), 'utf8')))

test.each(withLogic)('%s has a twin, or a row that says where it is proved', (path) => {
  // A twin and a row at once would be a stale row.
  expect(hasTwin(path), 'twin').toBe(!(path in PROVED_ELSEWHERE))
})

test('every exception names a file with logic', () => {
  expect(Object.keys(PROVED_ELSEWHERE).filter((path) => !withLogic.includes(path))).toEqual([])
})
