// `doctor` over real repositories, each broken in one place: it says so with the code and the command that mends it.
import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { runInProcess, codesIn } from '../../../support/run-in-process.ts'
import type { InProcessRun } from '../../../support/run-in-process.ts'

const SETTINGS = '.claude/settings.json'
const HOOK = '.claude/hooks/guard.mjs'
const ENV = { PATH: process.env['PATH'] }

/** As `init` leaves it, and then changed. */
async function governed(
  change: (repository: GitRepository) => unknown = () => undefined,
): Promise<GitRepository> {
  const repository = makeGitRepository({ 'README.md': '# A\n' })
  onTestFinished(repository.remove)
  await runInProcess(['init'], { cwd: repository.root, env: ENV })
  change(repository)
  return repository
}

function doctor(root: string, ...words: string[]): Promise<InProcessRun> {
  return runInProcess(['doctor', ...words], { cwd: root, env: ENV })
}

test('after init all is well', async () => {
  const { root } = await governed()
  const run = await doctor(root)
  expect(run).toMatchObject({ exit: 0, stderr: '' })
  expect(run.stdout).not.toMatch(/[✗⚠]/)
  expect(run.stdout).toContain('guard fires')
})

const PIPELINES = [
  ...['validate-skills', 'detect-drift', 'ai-review'].map((name) => `.github/workflows/${name}.yml`),
  '.gitlab/dotclaude.gitlab-ci.yml',
  '.gitlab-ci.yml',
]

const guardOf = (command: string, args?: readonly string[]): string =>
  JSON.stringify({
    hooks: {
      PreToolUse: [{ hooks: [{ type: 'command', command, ...(args ? { args } : {}) }] }],
      Stop: [{ hooks: [{ type: 'command', command: 'node .claude/hooks/guard.mjs' }] }],
    },
  })

const SAYS_DENY = `node -e "process.stdout.write(JSON.stringify({hookSpecificOutput:{permissionDecision:'deny'}}))" guard`

test.each([
  {
    what: 'a commit hook that git does not know',
    change: (it: GitRepository) => it.git('config', '--unset', 'core.hooksPath'),
    codes: ['ENV_COMMIT_HOOK_INACTIVE'],
    exit: 0,
  },
  {
    what: 'no pipeline',
    change: (it: GitRepository) => it.write(Object.fromEntries(PIPELINES.map((path) => [path, '# empty\n']))),
    codes: ['ENV_GATE_NOT_IN_CI'],
    exit: 0,
  },
  {
    what: 'no facts',
    change: (it: GitRepository) => it.delete('docs/repo-facts.json'),
    codes: ['ENV_FACTS_MISSING'],
    exit: 0,
  },
  {
    what: 'a broken spec',
    change: (it: GitRepository) => it.write({ 'docs/specs/x/spec.json': 'null' }),
    codes: ['ENV_CHECK_FAILS'],
    exit: 1,
  },
  {
    what: 'a broken manifest',
    change: (it: GitRepository) => it.write({ '.claude/skills-manifest.json': '{ "skills": ' }),
    codes: ['ENV_CHECK_FAILS'],
    exit: 1,
  },
  {
    what: 'no default branch',
    change: (it: GitRepository) => it.git('branch', '--move', 'trunk'),
    codes: ['ENV_BASE_UNKNOWN'],
    exit: 0,
  },
])('$what: $codes', async ({ change, codes, exit }) => {
  const { root } = await governed(change)
  const run = await doctor(root, '--json')
  expect([run.exit, codesIn(run.stdout)]).toEqual([exit, codes])
  expectCures(run.stdout)
})

/** A breakage of the hook: what is done to a repository that was well, and the codes that name it. */
interface Breakage {
  readonly what: string
  readonly change: (it: GitRepository) => unknown
  readonly codes: readonly string[]
  /** Programs in front of PATH, or a PATH of their own. */
  readonly env?: (it: GitRepository) => Readonly<Record<string, string | undefined>>
  readonly home?: Readonly<Record<string, string>>
}

type Settings = Record<string, unknown> & {
  hooks: Record<string, { matcher?: string; hooks: Record<string, unknown>[] }[]>
}

/** Changes the settings that `init` wrote. */
const inSettings =
  (change: (settings: Settings) => unknown) =>
  (it: GitRepository): void => {
    const settings = JSON.parse(readFileSync(join(it.root, SETTINGS), 'utf8')) as Settings
    change(settings)
    it.write({ [SETTINGS]: JSON.stringify(settings) })
  }

const inHandlers =
  (more: Record<string, unknown>) =>
  ({ hooks }: Settings): void => {
    for (const group of hooks['PreToolUse'] ?? [])
      for (const handler of group.hooks) Object.assign(handler, more)
  }

const inHook = (change: (text: string) => string) => (it: GitRepository) =>
  it.write({ [HOOK]: change(readFileSync(join(it.root, HOOK), 'utf8')) })

const DIRECT = '${CLAUDE_PROJECT_DIR}/.claude/hooks/guard.mjs'
const sh = (script: string): string => `#!/bin/sh\n${script}\n`

const BREAKAGES: readonly Breakage[] = [
  { what: 'no settings', change: (it) => it.delete(SETTINGS), codes: ['ENV_GUARD_UNREGISTERED'] },
  {
    what: 'the hooks were removed from the settings',
    change: inSettings((settings) => Object.assign(settings, { hooks: {} })),
    codes: ['ENV_GUARD_UNREGISTERED'],
  },
  {
    what: 'PowerShell and editors are not covered',
    change: inSettings(({ hooks }) => hooks['PreToolUse']?.splice(1)),
    codes: ['ENV_HOOK_UNCOVERED'],
  },
  {
    what: 'commands are not covered',
    change: inSettings(({ hooks }) => hooks['PreToolUse']?.splice(0, 1)),
    codes: ['ENV_HOOK_UNCOVERED'],
  },
  {
    what: 'the end of a turn is not covered',
    change: inSettings(({ hooks }) => delete hooks['Stop']),
    codes: ['ENV_HOOK_UNCOVERED'],
  },
  {
    what: 'a mistyped path',
    change: inSettings(inHandlers({ command: 'node "${CLAUDE_PROJECT_DIR}/.claude/hook/guard.mjs"' })),
    // The settings are wrong as well.
    codes: ['ENV_CHECK_FAILS', 'ENV_HOOK_FILE_MISSING'],
  },
  {
    what: 'the hook file is gone',
    change: (it) => it.delete(HOOK),
    codes: ['ENV_CHECK_FAILS', 'ENV_HOOK_FILE_MISSING'],
  },
  {
    what: 'no run bit',
    change: inSettings(inHandlers({ command: DIRECT, args: [] })),
    codes: ['ENV_HOOK_NOT_RUNNABLE'],
  },
  {
    what: 'a program that does not exist',
    change: (it) => it.write({ [SETTINGS]: guardOf('no-such-guard', []) }),
    codes: ['ENV_HOOK_PROGRAM_MISSING'],
  },
  {
    what: 'no node on PATH',
    change: () => undefined,
    codes: ['ENV_HOOK_PROGRAM_MISSING'],
    env: () => ({ PATH: pathWithout('node') }),
  },
  {
    what: 'an old node on PATH',
    change: (it) =>
      it.write({ '.build/node': sh('case "$1" in --version) echo v16.20.2;; *) exit 1;; esac') }),
    codes: ['ENV_NODE_OLD'],
    env: (it) => {
      chmodSync(join(it.root, '.build/node'), 0o755)
      return { PATH: `${join(it.root, '.build')}:${process.env['PATH']}` }
    },
  },
  {
    what: 'a limit of one second',
    change: inSettings(inHandlers({ timeout: 1 })),
    codes: ['ENV_HOOK_TIMEOUT'],
  },
  {
    what: 'a hook that takes longer than its limit',
    change: (it) => it.write({ [SETTINGS]: guardOf('sleep 3.2; exit 2 # guard').replace('"command":"sleep', '"timeout":3,"command":"sleep') }), // prettier-ignore
    codes: ['ENV_HOOK_TIMEOUT'],
  },
  {
    what: 'hooks that are switched off for this clone',
    change: (it) => it.write({ '.claude/settings.local.json': '{ "disableAllHooks": true }' }),
    codes: ['ENV_HOOKS_DISABLED'],
  },
  {
    what: 'hooks that are switched off by the user',
    change: () => undefined,
    codes: ['ENV_HOOKS_DISABLED'],
    home: { '.claude/settings.json': '{ "disableAllHooks": true }' },
  },
  {
    what: 'hooks of managed settings only',
    change: () => undefined,
    codes: ['ENV_HOOKS_DISABLED'],
    home: { '.claude/settings.json': '{ "allowManagedHooksOnly": true }' },
  },
  {
    what: 'a second key that shadows the first',
    change: (it) => {
      const text = readFileSync(join(it.root, SETTINGS), 'utf8')
      it.write({ [SETTINGS]: text.replace(/\}\s*$/, ', "hooks": {} }') })
    },
    codes: ['ENV_HOOK_SHADOWED'],
  },
  {
    what: 'the hook registered twice',
    change: (it) => {
      const own = readFileSync(join(it.root, SETTINGS), 'utf8')
      it.write({ '.claude/settings.local.json': own })
    },
    codes: ['ENV_HOOK_DUPLICATE', 'ENV_HOOK_DUPLICATE', 'ENV_HOOK_DUPLICATE', 'ENV_HOOK_DUPLICATE'],
  },
  {
    what: 'a hook that nobody waits for',
    change: inSettings(inHandlers({ async: true })),
    codes: ['ENV_HOOK_WEAKENED'],
  },
  {
    what: 'a hook under a condition',
    change: inSettings(inHandlers({ if: 'Bash(git push *)' })),
    codes: ['ENV_HOOK_WEAKENED'],
  },
  {
    what: 'a hook of an old version',
    change: inHook((text) => text.replace(/dotclaude \d\S*:/, 'dotclaude 1.9.0:')),
    codes: ['ENV_HOOK_OUTDATED'],
  },
  {
    what: 'a hook that somebody changed',
    change: inHook((text) => `${text}// formatted\n`),
    codes: ['ENV_HOOK_MODIFIED'],
  },
  {
    what: 'a hook file that was cut off',
    change: inHook((text) => text.slice(0, 2_000)),
    codes: ['ENV_GUARD_SILENT', 'ENV_HOOK_MODIFIED'],
  },
  {
    what: 'a guard that lets everything pass',
    change: (it) => it.write({ [SETTINGS]: guardOf('true # guard') }),
    codes: ['ENV_GUARD_SILENT'],
  },
  {
    what: 'a guard that stops everything, by its words',
    change: (it) => it.write({ [SETTINGS]: guardOf(SAYS_DENY) }),
    codes: ['ENV_GUARD_OVEREAGER'],
  },
  {
    what: 'an environment that changes the hook',
    change: inSettings((settings) => Object.assign(settings, { env: { NODE_OPTIONS: '--no-warnings' } })),
    codes: ['ENV_HOOK_ENVIRONMENT'],
  },
  {
    what: 'the policy of the session switched off',
    change: (it) => it.write({ '.claude/dotclaude.json': '{ "session": { "mode": "off" } }' }),
    codes: ['ENV_POLICY_OFF'],
  },
  {
    what: 'another agent that is used and has no hook',
    change: (it) => it.write({ '.codex/config.toml': '' }),
    codes: ['ENV_GUARD_UNREGISTERED'],
  },
  {
    what: 'settings that cannot be read',
    change: (it) => it.write({ [SETTINGS]: '{ "hooks": ' }),
    codes: ['ENV_CHECK_FAILS', 'ENV_GUARD_UNREGISTERED'],
  },
]

test.each(BREAKAGES)('the hook: $what: $codes', async ({ change, codes, env, home = {} }) => {
  const repository = await governed(change)
  const user = makeTempTree(home)
  onTestFinished(user.remove)
  const options = { cwd: repository.root, env: { ...ENV, ...env?.(repository) }, home: user.root }
  const run = await runInProcess(['doctor', '--json'], options)
  expect(codesIn(run.stdout)).toEqual(codes)
  expectCures(run.stdout)
  const after = await cured(run.stdout, options, repository)
  expect(codesIn(after.stdout), 'what is left when the printed cures were applied').toEqual([])
})

/** Every problem comes with the command, or the key to remove, that mends it. */
function expectCures(stdout: string): void {
  const { events } = JSON.parse(stdout) as { events: { kind: string; details?: { hint?: string } }[] }
  const problems = events.filter(({ kind }) => kind !== 'pass')
  expect(
    problems.filter(({ details }) => !/`|Remove/.test(details?.hint ?? '')),
    'the mending command',
  ).toEqual([])
}

interface Place {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

interface Problem {
  readonly code: string
  readonly hint: string
  readonly file: string
}

/** Does what the hints say, in order, and asks `doctor` again. A Node is installed by handing the old PATH back. */
async function cured(stdout: string, place: Place, repository: GitRepository): Promise<InProcessRun> {
  const { events } = JSON.parse(stdout) as { events: { details?: Partial<Problem> }[] }
  let { env } = place
  for (const { details } of events) {
    const { code = '', hint = '', file = '' } = details ?? {}
    if (/[Rr]emove the entry/.test(hint)) removeKey(fileAt(file, place), 'hooks')
    for (const [, words = ''] of hint.matchAll(/`dotclaude (init[^`]*)`/g))
      if (!words.includes('--diff')) await runInProcess(words.split(' '), { ...place, env })
    for (const [, key = ''] of hint.matchAll(/Remove `([^`]+)`/g)) removeKey(fileAt(file, place), key)
    for (const [, path = ''] of hint.matchAll(/`chmod \+x ([^`]+)`/g)) chmodSync(join(place.cwd, path), 0o755)
    if (hint.includes('nvm install')) env = ENV
    BY_HAND[code]?.(repository, file)
  }
  return runInProcess(['doctor', '--json'], { ...place, env })
}

function fileAt(file: string, { cwd, home }: Place): string {
  return file.startsWith('~/') ? join(home, file.slice(2)) : join(cwd, file)
}

/** Wherever it stands in a file of settings. */
function removeKey(path: string, key: string): void {
  const without = (_: string, value: unknown): unknown => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      delete (value as Record<string, unknown>)[key]
    return value
  }
  writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, 'utf8'), without)))
}

/** Hints that speak to a person, who does with an editor what they say. */
const BY_HAND: Readonly<Record<string, (it: GitRepository, file: string) => unknown>> = {
  // `validate-settings` shows where the text breaks off; then `init` can add to it.
  ENV_CHECK_FAILS: (it) => {
    const text = readFileSync(join(it.root, SETTINGS), 'utf8')
    if (!text.trimEnd().endsWith('}')) it.write({ [SETTINGS]: '{}' })
  },
  ENV_HOOK_SHADOWED: (it, file) => {
    const text = readFileSync(join(it.root, file), 'utf8')
    it.write({ [file]: text.replace(/, "hooks": \{\} \}$/, '}') })
  },
  ENV_HOOK_DUPLICATE: (it) => rmSync(join(it.root, '.claude/settings.local.json'), { force: true }),
  ENV_POLICY_OFF: (it) => it.write({ '.claude/dotclaude.json': '{ "session": { "mode": "warn" } }' }),
}

const MINE = '#!/bin/sh\necho mine\n'

test.each([
  { what: 'a hook of git', folder: '.git/hooks', mode: 0o755, codes: [] },
  { what: 'a folder of hooks', folder: '.husky', mode: 0o755, codes: [] },
  { what: 'a hook that is no program', folder: '.husky', mode: 0o644, codes: ['ENV_COMMIT_HOOK_INACTIVE'] },
])('init adds to $what, and doctor sees whether it runs: $codes', async ({ folder, mode, codes }) => {
  const repository = makeGitRepository({ 'README.md': '# A\n' })
  onTestFinished(repository.remove)
  const { root } = repository
  repository.write({ [`${folder}/pre-commit`]: MINE })
  if (folder === '.husky') repository.git('config', 'core.hooksPath', folder)
  await runInProcess(['init'], { cwd: root, env: ENV })
  chmodSync(join(root, folder, 'pre-commit'), mode)
  expect(codesIn((await doctor(root, '--json')).stdout)).toEqual(codes)
})

test('hooks of all repositories of a user are his to change', async () => {
  const elsewhere = makeTempTree()
  onTestFinished(elsewhere.remove)
  const { root } = await governed((it) => it.git('config', 'core.hooksPath', elsewhere.root))
  expect((await doctor(root)).stdout).toContain(
    `Let the pre-commit hook in ${elsewhere.root} run \`githooks/pre-commit\`.`,
  )
})

/** A folder with a `claude` that says this, and node and git as they are. */
function pathWithClaude(says: string): Readonly<Record<string, string>> {
  const tree = makeTempTree({ claude: `#!/bin/sh\n${says}\n` })
  onTestFinished(tree.remove)
  chmodSync(join(tree.root, 'claude'), 0o755)
  return { PATH: `${tree.root}:${process.env['PATH']}` }
}

test.each([
  { says: 'echo "2.1.200 (Claude Code)"', codes: ['ENV_AGENT_OLD'], shown: false },
  { says: 'echo "2.1.330 (Claude Code)"', codes: [], shown: true },
  { says: 'echo "no idea"', codes: [], shown: false },
  { says: 'exit 1', codes: [], shown: false },
])('an agent that says $says: $codes', async ({ says, codes, shown }) => {
  const { root } = await governed()
  const run = await runInProcess(['doctor', '--json'], { cwd: root, env: pathWithClaude(says) })
  expect([run.exit, codesIn(run.stdout)]).toEqual([0, codes])
  expect(run.stdout.includes('knows what the settings use')).toBe(shown)
})

/** Links to the programs that doctor needs, without one of them. */
function pathWithout(program: string): string {
  const tree = makeTempTree()
  onTestFinished(tree.remove)
  for (const name of ['git', 'sh', 'sleep', 'node'].filter((one) => one !== program)) {
    const path = execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()
    symlinkSync(path, join(tree.root, name))
  }
  return tree.root
}

test.each(['codex', 'gemini', 'copilot', 'cursor'])('the hook of %s fires too', async (agent) => {
  const { root } = await governed()
  await runInProcess(['init', '--agent', agent], { cwd: root, env: ENV })
  const run = await doctor(root)
  expect(run).toMatchObject({ exit: 0, stderr: '' })
  expect(run.stdout).not.toMatch(/[✗⚠]/)
  expect(run.stdout.match(/guard fires/g)).toHaveLength(2)
})

test('with --strict a warning fails', async () => {
  const { root } = await governed((it) => it.delete(SETTINGS))
  expect((await doctor(root, '--strict')).exit).toBe(1)
})

test('nothing is started where nothing may be', async () => {
  const { root } = await governed((it) => it.write({ [SETTINGS]: guardOf('touch started # guard') }))
  const run = await doctor(root, '--no-start')
  expect(run.exit).toBe(0)
  expect(run.stdout).toContain('not called')
})

test('other people’s hooks are not called', async () => {
  const { root } = await governed((it) =>
    it.write({
      [SETTINGS]: JSON.stringify({ hooks: { PreToolUse: [{ hooks: [{ command: 'touch started' }] }] } }),
    }),
  )
  expect(codesIn((await doctor(root, '--json')).stdout)).toEqual(['ENV_GUARD_UNREGISTERED'])
})

test('a folder that is no repository has its own say', async () => {
  const tree = makeTempTree({ 'a.txt': '' })
  onTestFinished(tree.remove)
  expect(await doctor(tree.root)).toMatchObject({ exit: 2 })
  expect(await doctor(tree.root, '--repo-root', join(tree.root, 'nope'))).toMatchObject({ exit: 2 })
  expect(codesIn((await doctor(tree.root, '--repo-root', tree.root, '--json')).stdout)).toContain(
    'ENV_COMMIT_HOOK_INACTIVE',
  )
})
