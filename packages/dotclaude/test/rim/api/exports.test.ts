// The Node API: the 42 names that version 1.3 exported are all there, each is used here, and gives what it gave then,
// except where what it gave was a defect.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gitEnvironment, makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import type { TreeFiles } from 'testkit/temp-tree'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as api from '../../../src/index.ts'
import type { HarnessContext } from '../../../src/index.ts'

const NAMES_OF_1_3 = `
  createHarnessContext toPosix readJson readText pathExists git loadFacts listSpecDirs listRepoPaths
  escapeRegex globToRegExp matchesGlob anyPathMatches extractTemplateSection isMeaningfulSection
  getPullRequestContext isBotActor getChangedFiles validateSpecs validateManifest refreshChecksums
  validateAgents validateAgentTriggerOverlap checkInstructionDrift checkSpecCoverage scaffoldHarness
  bootstrapGlobal resolveSource syncGlobal resolveMode walkArtifacts parseFrontmatter buildIndex
  validateArtifacts isIndexStale SCHEMAS_DIR isDirectory ValidationError ERROR_CODES formatError
  EXIT_CODES version
`
  .trim()
  .split(/\s+/)

const NEW_NAMES = ['createScrub', 'scanForSecrets']

test('every name of version 1.3 is exported, and what is new', () => {
  expect(NAMES_OF_1_3).toHaveLength(42)
  expect(Object.keys(api).toSorted()).toEqual([...NAMES_OF_1_3, ...NEW_NAMES].toSorted())
})

const SPEC = {
  id: 'login',
  title: 'Login',
  status: 'approved',
  owners: ['@team'],
  linked_paths: ['src'],
  acceptance_commands: ['true'],
  depends_on_specs: [],
  active_prs: [],
}
const AGENT =
  '---\nname: helper\ndescription: Helps when "asked to help".\ntools: Read\nmodel: sonnet\n---\n\nText.\n'
const SKILL = '---\nname: git\ndescription: Speaks to git.\n---\n\nText.\n'

const SOUND: TreeFiles = {
  'docs/repo-facts.json': JSON.stringify({ protected_paths: ['src/**'], instruction_files: ['CLAUDE.md'] }),
  'docs/specs/login/spec.json': JSON.stringify(SPEC),
  'docs/specs/README.md': '',
  'CLAUDE.md': '# Rules\n\nProtected: `src/**`\n',
  'src/a.ts': '',
  '.claude/commands/git.md': SKILL,
}

function contextOf(files: TreeFiles = SOUND): HarnessContext {
  const tree = makeTempTree(files)
  onTestFinished(tree.remove)
  return api.createHarnessContext({ repoRoot: tree.root })
}

const codesOf = (errors: readonly { readonly code: string }[]): readonly string[] =>
  errors.map(({ code }) => code)

test('createHarnessContext: the argument, else the variable, else the repository around', () => {
  const { root, remove } = makeGitRepository({ 'sub/a': '' })
  onTestFinished(remove)
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(api.createHarnessContext({ repoRoot: root })).toEqual({
    repoRoot: root,
    specsRoot: join(root, 'docs/specs'),
    manifestPath: join(root, '.claude/skills-manifest.json'),
    factsPath: join(root, 'docs/repo-facts.json'),
  })
  vi.stubEnv('DOTCLAUDE_REPO_ROOT', '/elsewhere')
  expect(api.createHarnessContext().repoRoot).toBe('/elsewhere')
  vi.stubEnv('DOTCLAUDE_REPO_ROOT', '')
  expect(() => api.createHarnessContext()).toThrow(expect.objectContaining({ code: 'ENV_REPO_ROOT_UNKNOWN' }))
})

test('toPosix, readJson, readText, pathExists, isDirectory, loadFacts', () => {
  const context = contextOf()
  expect(api.toPosix('a/b')).toBe('a/b')
  expect(api.readText(context, 'docs/specs/login/spec.json')).toBe(JSON.stringify(SPEC))
  expect(api.readJson(context, 'docs/specs/login/spec.json')).toEqual(SPEC)
  expect([api.pathExists(context, 'src'), api.pathExists(context, 'no')]).toEqual([true, false])
  expect([api.isDirectory(context.specsRoot), api.isDirectory(context.factsPath)]).toEqual([true, false])
  expect(api.loadFacts(context)).toMatchObject({ protected_paths: ['src/**'] })
  // It read anything on the machine.
  expect(() => api.readText(context, '../../etc/passwd')).toThrow(RangeError)
  expect(() => api.loadFacts(contextOf({ a: '' }))).toThrow(
    expect.objectContaining({ code: 'ENV_FACTS_MISSING' }),
  )
})

test('git: what it prints, trimmed; no options that start programs', () => {
  const { root, remove } = makeGitRepository({ a: '' })
  onTestFinished(remove)
  const context = api.createHarnessContext({ repoRoot: root })
  expect(api.git(context, ['rev-parse', '--abbrev-ref', 'HEAD'])).toBe('main')
  for (const refused of [
    '--upload-pack=x',
    '--receive-pack',
    '--exec=x',
    '-c',
    'ext::sh',
    '--config-env=a=b',
  ])
    expect(() => api.git(context, ['ls-remote', refused])).toThrow(/not called/)
  expect(() => api.git(context, [1 as unknown as string])).toThrow(TypeError)
  expect(() => api.git(context, ['no-such-command'])).toThrow(
    expect.objectContaining({ code: 'ENV_GIT_FAILED' }),
  )
})

test('listSpecDirs and listRepoPaths', () => {
  const context = contextOf({ ...SOUND, 'node_modules/x/a.js': '', 'bin/tool': '', 'src/bin/b': '' })
  expect(api.listSpecDirs(context)).toEqual(['login'])
  expect(api.listRepoPaths(context)).toEqual([...Object.keys(SOUND), 'src/bin/b'].toSorted())
  expect(
    api.listRepoPaths(context, {
      ignoredTopLevel: ['docs', '.claude', 'node_modules'],
      ignoredDirectories: [],
    }),
  ).toEqual(['CLAUDE.md', 'bin/tool', 'src/a.ts', 'src/bin/b'])
  expect(() => api.listSpecDirs(contextOf({ a: '' }))).toThrow(/ENOENT/)
})

test.each([
  { pattern: 'src/**', path: 'src/a/b.ts', matches: true },
  { pattern: 'src/*', path: 'src/a/b.ts', matches: false },
  { pattern: 'src', path: 'src/a.ts', matches: false },
  // These two did not match.
  { pattern: '**/*.md', path: 'README.md', matches: true },
  { pattern: 'src/**/x.js', path: 'src/x.js', matches: true },
])('matchesGlob $pattern $path: $matches', ({ pattern, path, matches }) => {
  expect(api.matchesGlob(pattern, path)).toBe(matches)
  expect(api.globToRegExp(pattern).test(path)).toBe(matches)
})

test('anyPathMatches stands for a folder too; escapeRegex', () => {
  expect(api.anyPathMatches('src', ['docs/a', 'src/a.ts'])).toBe(true)
  expect(api.anyPathMatches('src', ['srcs/a'])).toBe(false)
  expect(new RegExp(`^${api.escapeRegex('a.b*(c)[d]{e}|f^$+?\\')}$`).test('a.b*(c)[d]{e}|f^$+?\\')).toBe(true)
})

test.each([
  { body: '## Spec ID\n\nlogin\n\n## Next\n', section: 'login' },
  { body: 'text\n## spec id\nlogin', section: 'login' },
  { body: '## Other\n\nlogin\n', section: '' },
  { body: '## Spec ID: x\n', section: '' },
  // A heading of another level and one in a code fence counted.
  { body: '### Spec ID\n\nlogin\n', section: '' },
  { body: '```\n## Spec ID\nlogin\n```\n', section: '' },
])('extractTemplateSection of $body', ({ body, section }) => {
  expect(api.extractTemplateSection(body, 'Spec ID')).toBe(section)
})

test.each([
  { section: 'because', is: true },
  { section: ' \n', is: false },
  { section: '<!-- why -->', is: false },
  { section: '<!-- open\nbecause', is: false },
  { section: '<!-- a --> b', is: true },
])('isMeaningfulSection $section: $is', ({ section, is }) => {
  expect(api.isMeaningfulSection(section)).toBe(is)
})

test('getPullRequestContext, isBotActor and getChangedFiles read the variables', () => {
  onTestFinished(() => void vi.unstubAllEnvs())
  vi.stubEnv('GITHUB_EVENT_NAME', 'pull_request')
  vi.stubEnv('PR_BODY', 'text')
  vi.stubEnv('PR_ACTOR', 'someone')
  expect(api.getPullRequestContext()).toEqual({ isPullRequest: true, body: 'text', actor: 'someone' })
  vi.stubEnv('GITHUB_EVENT_NAME', 'push')
  expect(api.getPullRequestContext().isPullRequest).toBe(false)
  expect(['dependabot[bot]', 'github-actions[bot]', 'someone'].map(api.isBotActor)).toEqual([
    true,
    true,
    false,
  ])
  vi.stubEnv('HARNESS_CHANGED_FILES', 'a,b/c')
  expect(api.getChangedFiles()).toEqual(['a', 'b/c'])
})

test('getChangedFiles throws where git cannot tell; an empty list would let everything pass', () => {
  onTestFinished(() => void vi.unstubAllEnvs())
  vi.stubEnv('HARNESS_CHANGED_FILES', '')
  vi.stubEnv('GITHUB_BASE_REF', 'no-such-branch')
  expect(() => api.getChangedFiles()).toThrow(expect.objectContaining({ code: 'ENV_BASE_UNKNOWN' }))
})

test('validateSpecs', () => {
  expect(api.validateSpecs(contextOf())).toMatchObject({ ok: true, errors: [] })
  const broken = { ...SPEC, status: 'finished', depends_on_specs: ['nowhere'] }
  const result = api.validateSpecs(
    contextOf({ ...SOUND, 'docs/specs/login/spec.json': JSON.stringify(broken) }),
  )
  expect([result.ok, codesOf(result.errors)]).toEqual([
    false,
    ['SPEC_STATUS_INVALID', 'SPEC_DEPENDENCY_UNKNOWN'],
  ])
  expect(result.errors[0]).toBeInstanceOf(api.ValidationError)
  // These two crashed.
  expect(codesOf(api.validateSpecs(contextOf({ 'docs/specs/x/spec.json': 'null' })).errors)).toEqual([
    'SPEC_JSON_INVALID',
  ])
  expect(api.validateSpecs(contextOf({ a: '' })).ok).toBe(true)
})

test('validateManifest and refreshChecksums', () => {
  const context = contextOf()
  expect(() => api.validateManifest(context)).toThrow(/Manifest not found: /)
  const written = api.refreshChecksums(context)
  expect(written).toMatchObject({ version: 1, skills: [{ name: 'git', path: '.claude/commands/git.md' }] })
  expect(api.validateManifest(context)).toMatchObject({ ok: true, errors: [], manifest: written })
  const changed = contextOf({
    ...SOUND,
    '.claude/skills-manifest.json': readFileSync(context.manifestPath),
    '.claude/commands/git.md': `${SKILL}More.\n`,
    '.claude/commands/new.md': SKILL.replace('git', 'new'),
  })
  expect(codesOf(api.validateManifest(changed).errors)).toEqual([
    'MANIFEST_CHECKSUM_MISMATCH',
    'MANIFEST_ORPHAN_FILE',
  ])
  const unreadable = contextOf({ '.claude/skills-manifest.json': '{' })
  expect(api.validateManifest(unreadable)).toMatchObject({ ok: false, manifest: undefined })
  expect(() => api.refreshChecksums(unreadable)).toThrow(api.ValidationError)
})

test('validateAgents and validateAgentTriggerOverlap look into agents/ of a folder', () => {
  const folderOf = (files: TreeFiles): string => contextOf(files).repoRoot
  expect(api.validateAgents(folderOf({ 'agents/helper.md': AGENT }))).toEqual({
    ok: true,
    errors: [],
    warnings: [],
  })
  expect(api.validateAgents('/no/such/folder')).toEqual({ ok: true, errors: [], warnings: [] })
  const twins = folderOf({
    'agents/helper.md': AGENT,
    'agents/other.md': AGENT.replace('helper', 'other').replace('sonnet', 'huge'),
  })
  expect(codesOf(api.validateAgents(twins).errors)).toEqual(['AGENT_INVALID_MODEL'])
  expect(new Set(codesOf(api.validateAgentTriggerOverlap(twins).warnings))).toEqual(
    new Set(['AGENT_TRIGGER_OVERLAP']),
  )
})

test('checkInstructionDrift', () => {
  expect(api.checkInstructionDrift(contextOf())).toMatchObject({ ok: true, errors: [] })
  const drifted = contextOf({ ...SOUND, 'CLAUDE.md': '# Rules\n' })
  expect(codesOf(api.checkInstructionDrift(drifted).errors)).toEqual(['DRIFT_PROTECTED_PATH'])
})

test.each([
  { changedFiles: ['docs/x.md'], body: '', ok: true, uncovered: [] },
  { changedFiles: ['src/a.ts'], body: '', ok: true, uncovered: [] },
  { changedFiles: ['src/a.ts'], body: '## Spec ID\n\nnowhere\n', ok: false, uncovered: [] },
])('checkSpecCoverage of $changedFiles', ({ changedFiles, body, ok, uncovered }) => {
  const result = api.checkSpecCoverage(contextOf(), { changedFiles, isPullRequest: true, body, actor: 'x' })
  expect(result).toMatchObject({ ok, uncovered })
})

test('checkSpecCoverage without a spec; the name of a bot exempts nobody', () => {
  const context = contextOf({
    ...SOUND,
    'docs/specs/login/spec.json': JSON.stringify({ ...SPEC, status: 'draft' }),
  })
  const change = { changedFiles: ['src/a.ts', 'README.md'], isPullRequest: true }
  const result = api.checkSpecCoverage(context, { ...change, body: '', actor: 'dependabot[bot]' })
  expect(result).toMatchObject({ ok: false, protectedFiles: ['src/a.ts'], uncovered: ['src/a.ts'] })
  expect(codesOf(result.errors)).toEqual(['COVERAGE_NO_SPEC_RATIONALE', 'COVERAGE_UNCOVERED'])
  const reason = '## No-spec rationale\n\nOnly a comment changes here.\n'
  expect(api.checkSpecCoverage(context, { ...change, body: reason })).toMatchObject({ ok: true, errors: [] })
})

test('scaffoldHarness fills templates, and leaves what is there', () => {
  const templatesDir = contextOf({
    'claude/settings.json': '{ "name": "{{project_name}}", "keep": "{{other}}" }',
    'workflows/a.yml': '# {{project_name}}\n',
    'docs/specs/README.md': 'ours\n',
    'own.txt': 'ours\n',
  }).repoRoot
  const targetDir = contextOf({ 'own.txt': 'theirs\n' }).repoRoot
  const placeholders = { project_name: 'a"b' }
  const { filesWritten } = api.scaffoldHarness({ templatesDir, targetDir, placeholders })
  expect(filesWritten).toEqual(['.claude/settings.json', '.github/workflows/a.yml', 'docs/specs/README.md'])
  expect(JSON.parse(readFileSync(join(targetDir, '.claude/settings.json'), 'utf8'))).toEqual({
    name: 'a"b',
    keep: '{{other}}',
  })
  expect(readFileSync(join(targetDir, 'own.txt'), 'utf8')).toBe('theirs\n')
  expect(() => api.scaffoldHarness({ templatesDir, targetDir, placeholders })).toThrow(
    expect.objectContaining({ code: 'SCAFFOLD_CONFLICT', file: join(targetDir, 'docs/specs') }),
  )
  expect(
    api.scaffoldHarness({ templatesDir, targetDir, placeholders }, { force: true }).filesWritten,
  ).toEqual(['own.txt'])
  expect(readFileSync(join(targetDir, 'own.txt.bak'), 'utf8')).toBe('theirs\n')
})

test('walkArtifacts, validateArtifacts, buildIndex and isIndexStale', () => {
  const context = contextOf({
    'agents/helper.md': AGENT,
    'skills/git/SKILL.md': SKILL,
    'skills/git/references/more.md': 'no item',
    'commands/broken.md': 'no frontmatter',
    'templates/t/template.yaml': 'name: t\ndomain: devex\n',
    '.claude/commands/own.md': SKILL.replace('name: git', 'name: own'),
  })
  const artifacts = api.walkArtifacts(context.repoRoot)
  expect(artifacts.map(({ type, path }) => `${type} ${path}`)).toEqual([
    'command .claude/commands/own.md',
    'agent agents/helper.md',
    'command commands/broken.md',
    'skill skills/git/SKILL.md',
    'template templates/t/template.yaml',
  ])
  const { artifactsJson, byType, byFacet } = api.buildIndex(artifacts)
  expect(artifactsJson.generatedAt).toBe('1970-01-01T00:00:00.000Z')
  expect(artifactsJson.artifacts.map(({ id }) => id)).toEqual(['broken', 'git', 'helper', 'own', 't'])
  expect(byType).toMatchObject({ agent: ['helper'], skill: ['git'], hook: [], template: ['t'] })
  expect(byFacet.domain).toEqual({ devex: ['t'] })
  expect(api.validateArtifacts(artifacts).warnings).toContain(
    'commands/broken.md: no YAML frontmatter (no opening --- on line 1)',
  )
  expect(() => api.validateArtifacts(artifacts, '/nowhere')).toThrow(/schema not found/)
  expect(existsSync(join(api.SCHEMAS_DIR, 'spec.schema.json'))).toBe(true)
  expect(api.isIndexStale(context.repoRoot)).toBe(true)
})

test('an index that says what the items say is not stale, whenever it was made', () => {
  const { repoRoot } = contextOf({ 'skills/git/SKILL.md': SKILL })
  const { artifactsJson } = api.buildIndex(api.walkArtifacts(repoRoot))
  const fresh = JSON.stringify({ ...artifactsJson, generatedAt: '2026-01-01' })
  const files = { 'skills/git/SKILL.md': SKILL, 'index/artifacts.json': fresh }
  expect(api.isIndexStale(contextOf(files).repoRoot)).toBe(false)
  expect(
    api.isIndexStale(
      contextOf({ ...files, 'skills/git/SKILL.md': SKILL.replace('Speaks', 'Talks') }).repoRoot,
    ),
  ).toBe(true)
  expect(api.isIndexStale(contextOf({ ...files, 'index/artifacts.json': '{' }).repoRoot)).toBe(true)
})

test.each([
  { content: '', warning: 'empty content' },
  { content: 'text', warning: 'no YAML frontmatter (no opening --- on line 1)' },
  { content: '---\na: 1\n', warning: 'unterminated YAML frontmatter (no closing ---)' },
  { content: '---\n- a\n---\n', warning: 'frontmatter is not a YAML mapping' },
])('parseFrontmatter of $content: $warning', ({ content, warning }) => {
  expect(api.parseFrontmatter(content)).toEqual({ frontmatter: {}, warnings: [warning] })
})

test('parseFrontmatter', () => {
  expect(
    api.parseFrontmatter('\uFEFF---\r\ncreated: 2026-01-02\r\nlist: [a, "b"] # c\r\n---\r\nbody'),
  ).toEqual({
    frontmatter: { created: '2026-01-02', list: ['a', 'b'] },
    warnings: [],
  })
  expect(api.parseFrontmatter('---\na: [\n---\n').warnings[0]).toMatch(/^frontmatter YAML parse error: /)
})

test('resolveMode and resolveSource', () => {
  expect([api.resolveMode('/a'), api.resolveMode(undefined), api.resolveMode('')]).toEqual([
    'clone',
    'npm',
    'npm',
  ])
  expect(api.resolveSource('/a', { DOTCLAUDE_DIR: '/b' })).toBe('/a')
  expect(api.resolveSource(undefined, { DOTCLAUDE_DIR: '/b' })).toBe('/b')
  expect(existsSync(join(api.resolveSource(undefined, {}), 'package.json'))).toBe(true)
})

/** A clone of a library with one command, and its remote. */
function cloneOfLibrary(): {
  readonly root: string
  readonly remote: string
  readonly git: GitRepository['git']
} {
  const skill = '---\nname: a\ndescription: Does it.\nmetadata:\n  kind: command\n---\n\n# A\n'
  const { root, git, remove } = makeGitRepository({ 'content/commands/a/SKILL.md': skill })
  onTestFinished(remove)
  const remote = makeTempTree()
  onTestFinished(remote.remove)
  git('init', '--quiet', '--bare', '--initial-branch=main', remote.root)
  git('remote', 'add', 'origin', remote.root)
  git('push', '--quiet', '--set-upstream', 'origin', 'main')
  return { root, remote: remote.root, git }
}

/** The API reads the process, so the process is given another home, and no configuration of git. */
function inHome(): string {
  const home = makeTempTree()
  onTestFinished(home.remove)
  onTestFinished(() => void vi.unstubAllEnvs())
  const env = { ...gitEnvironment(), HOME: home.root, XDG_STATE_HOME: '', DOTCLAUDE_DIR: '' }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  return home.root
}

test('bootstrapGlobal installs, counts, and leaves what is the user’s', async () => {
  const home = inHome()
  const { root } = cloneOfLibrary()
  // The command, the hook file and the settings that name it.
  expect(await api.bootstrapGlobal({ source: root })).toEqual({
    ok: true,
    linked: 3,
    skipped: 0,
    backed_up: 0,
  })
  expect(readFileSync(join(home, '.claude/commands/a.md'), 'utf8')).toContain('# A\n')
  writeFileSync(join(home, '.claude/commands/a.md'), 'mine\n')
  expect(await api.bootstrapGlobal({ source: root })).toMatchObject({ linked: 2, skipped: 1 })
  const target = join(home, 'elsewhere')
  expect(await api.bootstrapGlobal({ source: root, target })).toMatchObject({ linked: 1, skipped: 0 })
  expect(existsSync(join(target, 'commands/a.md'))).toBe(true)
  await expect(api.bootstrapGlobal({ source: home })).rejects.toMatchObject({ code: 'USAGE_FLAG_VALUE' })
})

test('syncGlobal pulls, pushes and tells how a clone stands', async () => {
  const home = inHome()
  const { root, git, remote } = cloneOfLibrary()
  const sync = (command: 'pull' | 'status' | 'push') => api.syncGlobal(command, { source: root })
  expect(await sync('status')).toMatchObject({
    ok: true,
    mode: 'clone',
    summary: expect.stringContaining('0 to push'),
  })
  expect(await sync('pull')).toMatchObject({ ok: true, summary: expect.stringContaining('up to date') })
  expect(existsSync(join(home, '.claude/commands/a.md'))).toBe(true)
  writeFileSync(join(root, 'notes.md'), 'new\n')
  expect(await sync('push')).toEqual({ ok: true, mode: 'clone', summary: '1 commit pushed' })
  expect(git('--git-dir', remote, 'rev-parse', 'main')).toBe(git('rev-parse', 'HEAD'))
  writeFileSync(join(root, 'notes.md'), `AK${'IA'}0123456789ABCDEF\n`)
  expect(await sync('push')).toMatchObject({ ok: false, summary: expect.stringContaining('secret') })
  expect(await api.syncGlobal('x' as 'pull')).toMatchObject({ ok: false, mode: 'npm' })
})

test('ValidationError, ERROR_CODES, formatError, EXIT_CODES and version', () => {
  const error = new api.ValidationError({ code: 'X', message: 'wrong', file: 'a.json', hint: 'mend it' })
  expect(error.toString()).toBe('a.json: wrong')
  expect(error.toJSON()).toEqual({ code: 'X', message: 'wrong', file: 'a.json', hint: 'mend it' })
  expect(api.formatError(error, { verbose: true })).toBe('a.json: wrong\n  code:     X\n  hint:     mend it')
  expect(() => new api.ValidationError({ code: '', message: 'x' })).toThrow(TypeError)
  expect(api.ERROR_CODES.SPEC_ID_MISMATCH).toBe('SPEC_ID_MISMATCH')
  expect(api.EXIT_CODES).toEqual({ OK: 0, VALIDATION: 1, ENV: 2, USAGE: 64 })
  expect(api.version).toMatch(/^\d+\.\d+\.\d+/)
})
