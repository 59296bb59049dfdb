// The commands compile, bootstrap and uninstall, against trees on disk.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { applyDeploy, expectNothingLeft, lookAtDisk } from '../../../src/install/apply-deploy.ts'
import { processes } from '../../../src/cli/processes.ts'
import { withLock } from '../../../src/install/apply-lock.ts'
import { planDeploy } from '../../../src/install/deploy/plan-deploy.ts'
import { NO_STATE } from '../../../src/install/deploy/state.ts'
import { runInProcess } from '../../support/run-in-process.ts'
import type { InProcessRun } from '../../support/run-in-process.ts'

const item = (name: string, kind: string, metadata = ''): string =>
  `---\nname: ${name}\ndescription: Does it.\nallowed-tools: Read Bash(git log:*)\nmetadata:\n  kind: ${kind}\n${metadata}---\n\n# ${name}\n\nOver \`$ARGUMENTS\`.\n`

const LIBRARY = {
  'skills/a/SKILL.md': item('a', 'skill'),
  'skills/a/references/r.md': '# R\n',
  'commands/b/SKILL.md': item('b', 'command', '  argument-hint: "[x]"\n  model: haiku\n'),
  'agents/c/SKILL.md': item('c', 'agent', '  model: opus\n'),
  'rules/floor/SKILL.md': item('floor', 'rule'),
}

function tree(files: Readonly<Record<string, string>>): string {
  const made = makeTempTree(files)
  onTestFinished(made.remove)
  return made.root
}

function repository(files: Readonly<Record<string, string>> = {}): string {
  const made = makeGitRepository(files)
  onTestFinished(made.remove)
  return made.root
}

const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8')

function compileIn(
  root: string,
  library = tree(LIBRARY),
): (...flags: readonly string[]) => Promise<InProcessRun> {
  return (...flags) => runInProcess(['compile', '--from', library, ...flags], { cwd: root })
}

const EVERY_AGENT = ['claude', 'codex', 'copilot', 'cursor', 'gemini', 'opencode', 'plugin'].flatMap(
  (agent) => ['--agent', agent],
)

test('each agent gets its own words', async () => {
  const root = repository()
  expect((await compileIn(root)(...EVERY_AGENT)).exit).toBe(0)
  expect(read(root, '.claude/commands/b.md')).toMatch(/^argument-hint: "\[x\]"$/m)
  expect(read(root, '.claude/agents/c.md')).toMatch(/^tools: "Read, Bash\(git log:\*\)"$/m)
  expect(read(root, '.gemini/commands/b.toml')).toContain('{{args}}')
  expect(read(root, '.github/prompts/b.prompt.md')).toContain('${input:arguments}')
  expect(read(root, '.agents/skills/b/SKILL.md')).toContain('what the user typed')
  expect(read(root, '.cursor/rules/floor.mdc')).toMatch(/^alwaysApply: true$/m)
  expect(read(root, '.opencode/agents/c.md')).toMatch(/^mode: "subagent"$/m)
  expect(JSON.parse(read(root, '.claude-plugin/marketplace.json'))).toMatchObject({
    plugins: [{ source: './plugins/dotclaude' }],
  })
  expect(existsSync(join(root, '.claude/skills/a/references/r.md'))).toBe(true)
})

test('a second run changes no byte, and --check is content', async () => {
  const root = repository()
  const compile = compileIn(root)
  await compile(...EVERY_AGENT)
  const state = read(root, '.dotclaude/compiled.json')
  expect((await compile(...EVERY_AGENT)).stdout).toContain('everything is compiled already')
  expect(read(root, '.dotclaude/compiled.json')).toBe(state)
  expect((await compile(...EVERY_AGENT, '--check')).exit).toBe(0)
})

test.each([
  ['is missing', (root: string) => rmSync(join(root, '.claude/commands/b.md'))],
  ['was changed since', (root: string) => writeFileSync(join(root, '.claude/commands/b.md'), 'x')],
])('--check says that a file %s', async (words, change) => {
  const root = repository()
  const compile = compileIn(root)
  await compile()
  change(root)
  const checked = await compile('--check')
  expect(checked.exit).toBe(1)
  expect(checked.stdout).toContain(words)
  expect(checked.stdout).toContain('DEPLOY_STALE')
})

test('--check says what is not of this library', async () => {
  const root = repository()
  await compileIn(root)()
  const other = await compileIn(root, tree({ 'skills/z/SKILL.md': item('z', 'skill') }))('--check')
  expect(other.stdout).toContain('.claude/skills/z/SKILL.md is missing')
  expect(other.stdout).toContain('.claude/commands/b.md is no longer in the library')
})

test('the user’s part of a shared file stays, around the block and after it', async () => {
  const root = repository({ 'AGENTS.md': '# Mine\n' })
  const compile = compileIn(root)
  await compile('--agent', 'codex')
  expect(read(root, 'AGENTS.md')).toMatch(/^# Mine\n\n<!-- dotclaude:begin -->\n# floor\n/)
  await compile('--agent', 'claude')
  expect(read(root, 'AGENTS.md')).toBe('# Mine\n')
})

test('--dry-run and --diff write nothing', async () => {
  const root = repository()
  const compile = compileIn(root)
  expect((await compile('--dry-run')).stdout).toContain('create   .claude/commands/b.md')
  expect((await compile('--diff')).stdout).toContain('+++ b/.claude/commands/b.md')
  expect(existsSync(join(root, '.claude'))).toBe(false)
})

test('a folder without items is refused, since everything installed would go', async () => {
  const root = repository()
  const refused = await runInProcess(['compile', '--from', tree({})], { cwd: root })
  expect(refused).toMatchObject({ exit: 64 })
  expect(refused.stderr).toContain('holds no items')
})

test('bootstrap installs for the agents that are there, and tells what it keeps', async () => {
  const home = tree({ '.codex/config.toml': '', '.claude/commands/b.md': 'mine\n' })
  const run = (...words: readonly string[]): Promise<InProcessRun> => runInProcess(words, { cwd: home, home })
  const first = await run('bootstrap', '--from', tree(LIBRARY))
  expect(first).toMatchObject({ exit: 0 })
  expect(first.stdout).toContain('for claude, codex')
  expect(first.stdout).toContain('.claude/commands/b.md is not of dotclaude')
  expect(first.stdout).toContain('DEPLOY_FILE_KEPT')
  expect(read(home, '.claude/commands/b.md')).toBe('mine\n')
  expect(existsSync(join(home, '.gemini'))).toBe(false)
  expect((await run('uninstall', '--dry-run')).stdout).toContain('would be taken away')
  expect(existsSync(join(home, '.claude/agents/c.md'))).toBe(true)
})

test.each([
  { what: 'uninstall', words: ['uninstall'] },
  { what: 'undo', words: ['bootstrap', '--undo'] },
])('$what leaves the folders that were empty before, and no other', async ({ words }) => {
  const home = tree({ '.codex/config.toml': '' })
  for (const folder of ['.gemini', '.claude/skills']) mkdirSync(join(home, folder), { recursive: true })
  const run = (...command: readonly string[]): Promise<InProcessRun> =>
    runInProcess(command, { cwd: home, home })
  const foldersOf = (): readonly string[] =>
    readdirSync(home, { recursive: true, encoding: 'utf8' })
      .filter((path) => !path.startsWith('.local') && statSync(join(home, path)).isDirectory())
      .toSorted()
  const before = foldersOf()
  expect((await run('bootstrap', '--from', tree(LIBRARY))).stdout).toContain('for claude, codex, gemini')
  expect(foldersOf()).not.toEqual(before)
  expect((await run(...words)).exit).toBe(0)
  expect(foldersOf()).toEqual(before)
})

test('a broken record stops everything before a byte is written', async () => {
  const home = tree({ '.local/state/dotclaude/installed.json': '{"version":1,"files":{"../x":{}}}' })
  const run = await runInProcess(['bootstrap', '--from', tree(LIBRARY)], { cwd: home, home })
  expect(run.exit).toBe(2)
  expect(run.stderr).toContain('DEPLOY_STATE_INVALID')
  expect(existsSync(join(home, '.claude'))).toBe(false)
})

// No process has this number: it is above what Linux gives.
test.each([
  { what: 'of a process that is gone', files: { pid: '4999999' } },
  { what: 'of a run that was killed before it wrote its id', files: {} },
  { what: 'whose id was lost', files: { pid: '' } },
])('a lock $what is taken over', async ({ files }) => {
  const home = tree({})
  const lock = join(home, '.local/state/dotclaude/installed.json.lock')
  mkdirSync(lock, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(lock, name), text)
  expect((await runInProcess(['bootstrap', '--from', tree(LIBRARY)], { cwd: home, home })).exit).toBe(0)
  expect(existsSync(lock)).toBe(false)
})

test('runs at the same time end well, one after the other', async () => {
  const home = tree({})
  const library = tree(LIBRARY)
  const runs = await Promise.all(
    Array.from({ length: 5 }, () => runInProcess(['bootstrap', '--from', library], { cwd: home, home })),
  )
  expect(runs.map(({ exit }) => exit)).toEqual([0, 0, 0, 0, 0])
  expect(runs.filter(({ stdout }) => stdout.includes('everything is installed already'))).toHaveLength(4)
})

test.each(['bootstrap', 'uninstall'])(
  '%s where no folder can be is refused and is no bug',
  async (command) => {
    const home = tree({ file: 'in the way' })
    const run = await runInProcess([command, '--target', join(home, 'file')], { cwd: home, home })
    expect([run.exit, run.stderr]).toEqual([2, expect.stringContaining('ENV_FILE_UNWRITABLE')])
  },
)

test('a run does not wait for ever for another one', async () => {
  const stateFile = join(tree({}), 'installed.json')
  const waiting = withLock(stateFile, processes, () => withLock(stateFile, processes, () => 'never', 100))
  await expect(waiting).rejects.toMatchObject({ code: 'DEPLOY_BUSY', facts: { pid: process.pid } })
  expect(existsSync(`${stateFile}.lock`)).toBe(false)
})

test('a file that changed since the plan was made stops everything', () => {
  const base = tree({ 'a/b.md': 'old' })
  const hash = createHash('sha256').update('old').digest('hex')
  const before = { ...NO_STATE, files: { 'a/b.md': { how: 'file', hash } } } as const
  const desired = [
    { path: 'a/b.md', text: 'new' },
    { path: 'a/c.md', text: 'new' },
  ]
  const plan = planDeploy(desired, before, (path) => lookAtDisk(base, path))
  writeFileSync(join(base, 'a/b.md'), 'saved meanwhile')
  const deployment = {
    base,
    stateFile: join(base, 'state.json'),
    before,
    after: before,
    plan,
    keepsUndo: false,
  }
  expect(() => applyDeploy(deployment)).toThrow(expect.objectContaining({ code: 'DEPLOY_CHANGED_MEANWHILE' }))
  expect(read(base, 'a/b.md')).toBe('saved meanwhile')
  expect(existsSync(join(base, 'a/c.md'))).toBe(false)
})

test('what is left to do after everything was done is said', () => {
  const base = tree({ 'a.md': 'new' })
  const plan = planDeploy([{ path: 'a.md', text: 'new' }], NO_STATE, (path) => lookAtDisk(base, path))
  expect(() => expectNothingLeft(plan)).not.toThrow()
  rmSync(join(base, 'a.md'))
  const late = planDeploy([{ path: 'a.md', text: 'new' }], NO_STATE, (path) => lookAtDisk(base, path))
  expect(() => expectNothingLeft(late)).toThrow(expect.objectContaining({ code: 'DEPLOY_UNVERIFIED' }))
})
