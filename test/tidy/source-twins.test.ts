// Each source file with logic has its twin under test/unit or test/rim: a test at the same path, or one in the same
// folder that imports it, so that its facts are found without searching. A file without logic of its own (types,
// tables, re-exports) needs none.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { transformSync } from 'esbuild'
import { expect, test } from 'vitest'
import { ROOT, repositoryFiles, sourceFiles } from '../../tools/repository-files.ts'

/** Files whose behaviour is proved elsewhere, each with the place. A row whose file has a twin is refused as stale. */
const PROVED_ELSEWHERE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['exchange', 'open-connection', 'plain-requests', 'read-excerpt', 'receive-body'].map((part) => [
      `packages/metrics-aggregator/src/scrape/${part}.ts`,
      'steps of one scrape: packages/metrics-aggregator/test/rim/scrape/scrape-target.test.ts',
    ]),
  ),
  ...Object.fromEntries(
    ['config/tls-config'].map((part) => [
      `packages/metrics-aggregator/src/${part}.ts`,
      'the files of TLS, from variable to handshake: packages/metrics-aggregator/test/rim/cli/tls-files.test.ts',
    ]),
  ),
  ...provedBy(
    'packages/metrics-aggregator/src/config',
    'the file as a whole: packages/metrics-aggregator/test/unit/config/file/read-config-file.test.ts',
    'build-target target-options file/read-options',
  ),
  ...provedBy(
    'packages/metrics-aggregator/src/cli',
    'through the files that are read: packages/metrics-aggregator/test/rim/daemon/target-options.test.ts',
    'read-config-files read-pem-file read-text-file',
  ),
  ...provedBy(
    'packages/metrics-aggregator/src',
    'over real sockets: packages/metrics-aggregator/test/rim/http/serving.test.ts',
    'daemon/routes http/guard-route http/sd-route',
  ),
  ...provedBy(
    'packages/metrics-aggregator/src',
    'with files that change: packages/metrics-aggregator/test/rim/cli/keep-config-current.test.ts',
    'daemon/in-force daemon/watch-files telemetry/reload-metrics',
  ),
  ...provedBy(
    'packages/metrics-aggregator/src/daemon/discovery',
    'with real listeners: packages/metrics-aggregator/test/rim/daemon/discovery/discovery.test.ts',
    'probe read-listeners',
  ),
  ...provedBy(
    'packages/metrics-aggregator/src',
    'of a daemon with targets: packages/metrics-aggregator/test/rim/http/status/status-routes.test.ts',
    'daemon/status/describe-status',
  ),
  ...provedBy(
    'packages/metrics-aggregator/src/daemon/status',
    'with the record that holds it: packages/metrics-aggregator/test/unit/daemon/status/status-record.test.ts',
    'target-history',
  ),
  ...provedBy(
    'packages/metrics-aggregator/src/http/status',
    'in a real browser: packages/metrics-aggregator/test/e2e-real/status-page.test.ts',
    'page-script',
  ),
  ...provedBy(
    'packages/metrics-aggregator/src/telemetry',
    'in every line of the log: packages/metrics-aggregator/test/unit/telemetry/log.test.ts',
    'iso-time',
  ),
  ...provedBy(
    'packages/metrics-aggregator/src/config',
    'as config check shows it: packages/metrics-aggregator/test/unit/config/given-options.test.ts',
    'show-url',
  ),
  'packages/metrics-aggregator/src/daemon/trace-scrapes.ts':
    'as a collector receives them: packages/metrics-aggregator/test/rim/telemetry/tracing/open-telemetry.test.ts',
  'packages/metrics-aggregator/src/daemon/prepare-targets.ts':
    'from the file to the page: packages/metrics-aggregator/test/rim/daemon/target-options.test.ts',
  'packages/metrics-aggregator/src/exposition/family-filter.ts':
    'through the merge: packages/metrics-aggregator/test/unit/exposition/target-options.test.ts',
  ...provedBy(
    'packages/dotclaude/src/handoff',
    'through the stores, with a real git: packages/dotclaude/test/rim/handoff/transports/git-store.test.ts',
    'transports/remote-repository transports/read-objects transports/git-privacy',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli',
    'by the commands: packages/dotclaude/test/rim/cli/handoff/store-commands.test.ts',
    'commands/handoff-config commands/handoff-doctor commands/handoff-prune handoff/asked handoff/choose-entry handoff/config handoff/doctor handoff/entry-text handoff/prune',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli',
    'by the command: packages/dotclaude/test/rim/cli/handoff/show.test.ts',
    'commands/handoff-show handoff/choose-session handoff/make-scrub handoff/remark-losses',
  ),
  ...provedBy(
    'packages/dotclaude/src',
    'from one machine to another: packages/dotclaude/test/rim/cli/handoff/push-and-pull.test.ts',
    'cli/commands/handoff-push cli/commands/handoff-pull cli/handoff/push cli/handoff/pull cli/handoff/agent-and-query handoff/make-handoff handoff/transports/age-envelope',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli',
    'by what is listed and found: packages/dotclaude/test/rim/cli/handoff/list-and-search.test.ts',
    'commands/handoff-list commands/handoff-search handoff/list handoff/search handoff/sessions-here',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli',
    'by the command: packages/dotclaude/test/rim/cli/handoff/audit.test.ts',
    'commands/handoff-audit handoff/agent-and-query',
  ),
  ...provedBy(
    'packages/dotclaude/src/handoff/scrub',
    'by what is found and what is not: packages/dotclaude/test/unit/handoff/scrub/finders.test.ts',
    'joints header-notations',
  ),
  ...provedBy(
    'packages/dotclaude/src/handoff/scrub',
    'by leaks and by what is none: packages/dotclaude/test/conformance/handoff-leaks.test.ts',
    'kept tool-notations',
  ),
  'packages/dotclaude/src/handoff/sessions/audit-session.ts':
    'by the command: packages/dotclaude/test/rim/cli/handoff/audit.test.ts',
  'packages/dotclaude/src/handoff/store/open-store.ts':
    'by the commands: packages/dotclaude/test/rim/cli/handoff/store-commands.test.ts',
  'packages/metrics-aggregator/src/main.ts':
    'the process itself: packages/metrics-aggregator/test/e2e/command-line.test.ts',
  ...Object.fromEntries(
    ['config', 'exposition', 'program', 'scrape'].map((part) => [
      `packages/metrics-aggregator/src/errors/${part}-codes.ts`,
      'joined into one table: packages/metrics-aggregator/test/unit/errors/codes.test.ts',
    ]),
  ),
  ...provedBy(
    'packages/dotclaude/src/api',
    'by the names that are exported: packages/dotclaude/test/rim/api/exports.test.ts',
    'artifacts context environment global install-global pull-request repository scaffold validators',
  ),
  ...provedBy(
    'packages/dotclaude/src/library',
    'by the names that are exported: packages/dotclaude/test/rim/api/exports.test.ts',
    'artifacts build-index',
  ),
  ...provedBy(
    'packages/dotclaude/src/library',
    'through the commands: packages/dotclaude/test/rim/library/commands.test.ts',
    'filter sources',
  ),
  ...provedBy(
    'packages/dotclaude/src/repo',
    'changed in the same moment: packages/dotclaude/test/rim/handoff/digest/work-patch.test.ts',
    'copy-index',
  ),
  ...provedBy(
    'packages/dotclaude/src/repo',
    'through the commands: packages/dotclaude/test/rim/library/commands.test.ts',
    'item-folder',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli/library',
    'through the commands: packages/dotclaude/test/rim/library/commands.test.ts',
    'budget-text check-index facet-flags item-named library-flags library-text run-index write-index',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli',
    'through the commands: packages/dotclaude/test/rim/cli/check.test.ts',
    'check-table decisions keep-baseline read-branch-history root update-manifest',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli',
    'through the commands: packages/dotclaude/test/rim/cli/run-checks.test.ts',
    'report-outputs write-file',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli',
    'through a run: packages/dotclaude/test/unit/cli/run-program.test.ts',
    'explain-code help-document json-document report-failure terminal',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli',
    'word for word: packages/dotclaude/test/docs/cli-page.test.ts',
    'help',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli',
    'as a process: packages/dotclaude/test/e2e/installed-package.test.ts',
    'process-terminal start',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli',
    'in crafted pull requests: packages/dotclaude/test/rim/cli/coverage-check.test.ts',
    'commit-authors',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli/commands',
    'all rows at once: packages/dotclaude/test/unit/cli/commands/command-rows.test.ts',
    'check check-instruction-drift check-spec-coverage completion detect-drift doctor explain fix guard-approve guard-explain guard-log guard-test guard-undo bootstrap compile sync uninstall hook index-files init list migrate search show spec-graph spec-list spec-new spec-run spec-show validate-settings validate-skills validate-specs',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli/deploy',
    'through the commands: packages/dotclaude/test/rim/install/deploy-commands.test.ts',
    'clone-named run-bootstrap run-compile',
  ),
  ...provedBy(
    'packages/dotclaude/src',
    'through the commands: packages/dotclaude/test/rim/install/deploy-commands.test.ts',
    'cli/processes install/apply-links install/describe-deploy install/user-library library/library-content',
  ),
  ...provedBy(
    'packages/dotclaude/src',
    'over a clone and its remote: packages/dotclaude/test/e2e/sync.test.ts',
    'cli/deploy/run-sync install/apply-package install/apply-sync install/sync-library',
  ),
  ...provedBy(
    'packages/dotclaude/src/install/deploy',
    'through the commands: packages/dotclaude/test/property/bootstrap-keeps-bytes.test.ts',
    'desired plan-deploy undo user-agents',
  ),
  ...provedBy(
    'packages/dotclaude/src/install/layouts',
    'through the commands: packages/dotclaude/test/rim/install/deploy-commands.test.ts',
    'claude claude-plugin codex copilot cursor gemini layout opencode',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli/completion',
    'in real shells: packages/dotclaude/test/e2e-real/completion.test.ts',
    'bash completion-script completion-table fish zsh',
  ),
  ...provedBy(
    'packages/dotclaude/src/agents',
    'by the events that it is part of: packages/dotclaude/test/unit/agents/read-event.test.ts',
    'quoted-word unlisted-tool',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli/doctor',
    'through the command: packages/dotclaude/test/rim/cli/doctor/run-doctor.test.ts',
    'fire-hook probe-agent probe-checks probe-hook-file probe-hooks hook-problems probe-setup',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli/doctor',
    'by breaking them: packages/dotclaude/test/rim/cli/doctor/agent-breakages.test.ts, registered-wrongly.test.ts and started-wrongly.test.ts beside it',
    'agent-settings agent-trust hook-form hook-remarks judge-guard probe-plugin unshared-hook',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli/spec',
    'through the commands: packages/dotclaude/test/rim/cli/spec/spec-commands.test.ts',
    'read-specs run-acceptance run-specs write-spec',
  ),
  ...Object.fromEntries(
    ['claude-code', 'codex', 'copilot', 'cursor', 'gemini', 'opencode'].map((agent) => [
      `packages/dotclaude/src/agents/${agent}/dialect.ts`,
      'in its own words: packages/dotclaude/test/golden/hook-dialects.test.ts',
    ]),
  ),
  ...provedBy(
    'packages/dotclaude/src/agents',
    'in the words of each agent: packages/dotclaude/test/golden/hook-dialects.test.ts',
    'dialect',
  ),
  ...Object.fromEntries(
    ['copilot', 'opencode'].map((agent) => [
      `packages/dotclaude/src/agents/${agent}/registration.ts`,
      'as what is written: packages/dotclaude/test/unit/install/plan-registration.test.ts',
    ]),
  ),
  'packages/dotclaude/src/agents/matches-tool.ts':
    'by what is registered: packages/dotclaude/test/unit/install/plan-registration.test.ts',
  'packages/dotclaude/src/hook/judge-line.ts':
    'in the words of each agent: packages/dotclaude/test/golden/hook-dialects.test.ts',
  ...provedBy(
    'packages/dotclaude/src/hook',
    'by what is judged: packages/dotclaude/test/rim/hook/judge-session.test.ts',
    'branch-policy policy-source session-record every-change',
  ),
  ...provedBy(
    'packages/dotclaude/src/hook',
    'by what the process leaves and finds: packages/dotclaude/test/rim/hook/scripts.test.ts',
    'keep-scripts warm-up',
  ),
  'packages/dotclaude/src/hook.ts':
    'the process itself: packages/dotclaude/test/golden/hook-dialects.test.ts',
  'packages/dotclaude/src/hook/judge-tool.ts':
    'in the words of each agent: packages/dotclaude/test/golden/hook-dialects.test.ts',
  ...provedBy(
    'packages/dotclaude/src/guard-store',
    'through the whole guard: packages/dotclaude/test/rim/guard-store/guard-session.test.ts',
    'guard-options state-folder',
  ),
  ...provedBy(
    'packages/dotclaude/src/guard-store',
    'saved, ruined and brought back: packages/dotclaude/test/rim/guard-store/odd-work-trees.test.ts',
    'differing-files make-room path-bytes',
  ),
  ...provedBy(
    'packages/dotclaude/src/guard',
    'by whole command lines: packages/dotclaude/test/unit/guard/may-be-destructive.test.ts',
    'everyday plain-line',
  ),
  ...provedBy(
    'packages/dotclaude/src/guard/read',
    'by whole command lines: packages/dotclaude/test/unit/guard/read-command.test.ts',
    'builtins cmdlets code-bindings code-calls code-literals expand-braces expand-word found-by git-words kept launchers marks mounts note-write output-of parameter-operation paths powershell powershell-text read-bash reader run run-script scope script-text start-behind start-code start-git start-many start-powershell start-program start-shell start-tools start-variables sure-steps unwrap walk-script wrappers',
  ),
  ...provedBy(
    'packages/dotclaude/src/guard/rules',
    'by whole command lines: packages/dotclaude/test/unit/guard/judge-command.test.ts',
    'judge judge-run other-histories packs services',
  ),
  ...provedBy(
    'packages/dotclaude/src/guard/rules/git',
    'by whole command lines: packages/dotclaude/test/unit/guard/judge-command.test.ts',
    'controls discard git-call history judge-git options shared-history',
  ),
  ...provedBy(
    'packages/dotclaude/src/guard/rules/files',
    'by whole command lines: packages/dotclaude/test/unit/guard/judge-command.test.ts',
    'control-paths delete edits empty-edit file-write git-writes in-place judge-files operands patches places',
  ),
  ...provedBy(
    'packages/dotclaude/src/cli/guard',
    'through the commands: packages/dotclaude/test/rim/cli/guard-commands.test.ts',
    'approve-command explain-command noted-command process-tree show-log test-table undo',
  ),
  'packages/dotclaude/src/main.ts': 'the process itself: packages/testkit/test/rim/run-cli.test.ts',
}

/** A row for each file of a folder, by their names between blanks. */
function provedBy(folder: string, place: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [`${folder}/${name}.ts`, place]))
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
