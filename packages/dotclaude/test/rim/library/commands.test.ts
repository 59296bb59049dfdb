// The commands over the library, against trees on disk: which source has what, the nearest one, facets, and the index.
import { readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { runInProcess } from '../../support/run-in-process.ts'
import type { InProcessRun } from '../../support/run-in-process.ts'

const skill = (name: string, fields: Readonly<Record<string, string>> = {}): string =>
  [
    '---',
    `name: ${name}`,
    'description: Does something. Use it when needed.',
    'metadata:',
    ...Object.entries({ kind: 'skill', version: '1.0.0', ...fields }).map(
      ([key, value]) => `  ${key}: "${value}"`,
    ),
    '---',
    '',
    `# ${name}`,
    '',
  ].join('\n')

const WHOLE = {
  domain: 'infra',
  platform: 'aws, docker',
  task: 'debugging',
  maturity: 'validated',
  owner: 'us',
  created: '2026-01-01',
  updated: '2026-01-02',
}

function tree(files: Readonly<Record<string, string>>): string {
  const made = makeTempTree(files)
  onTestFinished(made.remove)
  return made.root
}

function repositoryOf(files: Readonly<Record<string, string>>): string {
  const made = makeGitRepository(files)
  onTestFinished(made.remove)
  return made.root
}

const run = (
  words: readonly string[],
  {
    repository = {},
    home = {},
  }: Partial<Record<'repository' | 'home', Readonly<Record<string, string>>>> = {},
): Promise<InProcessRun> => runInProcess(words, { cwd: repositoryOf(repository), home: tree(home) })

const idsOf = ({ stdout }: InProcessRun): readonly string[] =>
  (JSON.parse(stdout) as { id: string }[]).map(({ id }) => id)

test('list gives the nearest item of each id, and every one of a source that is named', async () => {
  const files = {
    repository: { '.claude/skills/a/SKILL.md': skill('a', { version: '2.0.0' }) },
    home: { '.claude/skills/a/SKILL.md': skill('a'), '.claude/commands/b.md': '# B\n' },
  }
  const all = await run(['list', '--json'], files)
  expect(JSON.parse(all.stdout)).toContainEqual(
    expect.objectContaining({ id: 'a', version: '2.0.0', source: 'repository' }),
  )
  expect(idsOf(all).filter((id) => id === 'a')).toHaveLength(1)
  expect(idsOf(await run(['list', '--json', '--source', 'user'], files))).toEqual(['a', 'b'])
})

test('the user folder is read through links, and a circle of links ends', async () => {
  const library = tree({ 'skills/linked/SKILL.md': skill('linked') })
  const home = tree({ '.claude/skills/own/SKILL.md': skill('own') })
  symlinkSync(join(library, 'skills/linked'), join(home, '.claude/skills/linked'))
  symlinkSync(join(home, '.claude/skills'), join(home, '.claude/skills/circle'))
  const { stdout } = await runInProcess(['list', '--json', '--source', 'user'], { cwd: library, home })
  const ids = (JSON.parse(stdout) as { id: string }[]).map(({ id }) => id)
  expect(ids).toEqual(['linked', 'own'])
})

test.each([
  [['--platform', 'docker'], ['whole']],
  [['--platform', 'gcp'], []],
  [['--domain', 'infra', '--task', 'debugging'], ['whole']],
  [['--maturity', 'draft'], ['bare']],
  [['--type', 'command'], []],
])('list %j gives %j', async (flags, ids) => {
  const repository = {
    'skills/whole/SKILL.md': skill('whole', WHOLE),
    'skills/bare/SKILL.md': skill('bare'),
  }
  expect(idsOf(await run(['list', '--json', '--source', 'repository', ...flags], { repository }))).toEqual(
    ids,
  )
})

test('search says that nothing matches, and fails nothing', async () => {
  expect(await run(['search', 'xylophone', '--source', 'repository'])).toMatchObject({
    exit: 0,
    stdout: '',
    stderr: 'no matches\n',
  })
  expect((await run(['search', 'xylophone', '--source', 'repository', '--json'])).stdout).toBe('[]\n')
})

test('show tells what is known, prints the text, and suggests the nearest id', async () => {
  const text = skill('deploy', WHOLE)
  const repository = { 'skills/deploy/SKILL.md': text }
  const shown = await run(['show', 'deploy'], { repository })
  expect(shown.stdout).toMatch(/^id: {10}deploy$/m)
  expect(shown.stdout).toMatch(/^platform: {4}aws, docker$/m)
  expect((await run(['show', 'deploy', '--body'], { repository })).stdout).toBe(text)
  const missing = await run(['show', 'deplyo'], { repository })
  expect(missing).toMatchObject({ exit: 1, stdout: '' })
  expect(missing.stderr).toContain('did you mean deploy?')
})

test('two items of one id are told apart by their type', async () => {
  const repository = { 'skills/x/SKILL.md': skill('x'), 'commands/x.md': '---\nname: x\n---\n' }
  expect((await run(['show', 'x'], { repository })).stderr).toContain('choose with --type')
  const chosen = await run(['show', 'x', '--type', 'skill', '--json'], { repository })
  expect(JSON.parse(chosen.stdout)).toMatchObject({ id: 'x', type: 'skill' })
  expect((await run(['show', 'x', '--type', 'agent'], { repository })).exit).toBe(1)
})

test('index writes the files once, and --check tells when they are stale', async () => {
  const root = repositoryOf({ 'skills/a/SKILL.md': skill('a', WHOLE) })
  const index = (...flags: readonly string[]): Promise<InProcessRun> =>
    runInProcess(['index', '--repo-root', root, ...flags], { cwd: root })
  const stale = await index('--check')
  expect(stale.exit).toBe(1)
  expect(stale.stdout + stale.stderr).toContain('LIBRARY_INDEX_STALE')
  expect((await index()).exit).toBe(0)
  const file = join(root, 'index/artifacts.json')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    artifacts: [{ id: 'a', facets: { platform: ['aws', 'docker'] } }],
  })
  const written = statSync(file).mtimeMs
  expect((await index('--check', '--strict')).exit).toBe(0)
  await index()
  expect(statSync(file).mtimeMs).toBe(written)
})

test('an item that does not fit its schema warns, and fails with --strict', async () => {
  const repository = { 'skills/a/SKILL.md': skill('a', { ...WHOLE, domain: 'infrastructure' }) }
  const lenient = await run(['index'], { repository })
  expect(lenient.exit).toBe(0)
  expect(lenient.stdout + lenient.stderr).toContain('LIBRARY_ITEM_INVALID')
  expect((await run(['index', '--strict'], { repository })).exit).toBe(1)
})

test.each([
  { what: 'a rule without frontmatter, as `init` writes one', text: '# Governance\n', exit: 0 },
  { what: 'a rule whose frontmatter is no YAML', text: '---\na: [\n---\n', exit: 1 },
  { what: 'a rule whose frontmatter has no end', text: '---\na: b\n', exit: 1 },
])('$what: index --strict exits $exit', async ({ text, exit }) => {
  const repository = { '.claude/rules/governance.md': text }
  expect((await run(['index', '--strict'], { repository })).exit).toBe(exit)
})

test('list --budget says what each agent is told', async () => {
  const text = await runInProcess(['list', '--source', 'bundled', '--budget'])
  expect(text.stdout).toMatch(/^claude +\d+ +\d+ +8000 +\d+ +\d+$/m)
  const json = await runInProcess(['list', '--source', 'bundled', '--type', 'agent', '--budget', '--json'])
  expect(JSON.parse(json.stdout)).toContainEqual(
    expect.objectContaining({ agent: 'codex', list: 0, dropped: [] }),
  )
})
