// What `init` plans for repositories of several kinds.
import { expect, test } from 'vitest'
import { claudeCodeRegistration } from '../../../src/agents/claude-code/registration.ts'
import { planDiff, planLines } from '../../../src/install/describe-plan.ts'
import { changesAnything } from '../../../src/install/op.ts'
import type { Op, Plan } from '../../../src/install/op.ts'
import { completeFacts, factsText } from '../../../src/install/plan-facts.ts'
import { planFile } from '../../../src/install/plan-file.ts'
import { planInit } from '../../../src/install/plan-init.ts'
import type { InitInput } from '../../../src/install/plan-init.ts'
import { hasSpecs } from '../../../src/install/plan-specs.ts'
import { makeSnapshot, memorySnapshot } from '../../../src/repo/snapshot.ts'

const HOOKS = {
  folder: '.git/hooks',
  isOfRepository: true,
  isWholeRepository: true,
  present: [],
  preCommit: { path: '.git/hooks/pre-commit', bytes: undefined },
}

type Files = Readonly<Record<string, string>>

const plan = (files: Files, more: Partial<InitInput> = {}): Plan =>
  planInit({
    snapshot: memorySnapshot(files),
    version: '9.8.7',
    name: 'a "quoted" name',
    project: { type: 'go', verificationCommands: ['go test ./...'] },
    ci: ['github'],
    registrations: [claudeCodeRegistration],
    hooks: HOOKS,
    manifest: '{ "skills": [] }\n',
    force: false,
    ...more,
  })

const written = ({ ops }: Plan): Files =>
  Object.fromEntries(ops.flatMap((op) => ('text' in op ? [[op.path, op.text]] : [])))
const kindsOf = ({ ops }: Plan): Record<string, Op['kind']> =>
  Object.fromEntries(ops.flatMap((op) => ('path' in op ? [[op.path, op.kind]] : [])))

test('an empty repository gets everything', () => {
  expect(planLines(plan({}, { ci: ['github', 'gitlab'] }))).toEqual([
    'create     .claude/settings.json',
    'create     .claude/hooks/guard.mjs',
    'create     .claude/dotclaude.json',
    'create     .claude/settings.headless.json',
    'create     .claude/rules/governance.md',
    'create     .claude/skills-manifest.json',
    'create     docs/repo-facts.json',
    'create     docs/specs/README.md',
    'create     docs/specs/governance/spec.json',
    'create     docs/specs/governance/spec.md',
    'create     .github/workflows/validate-skills.yml',
    'create     .github/workflows/detect-drift.yml',
    'create     .github/workflows/ai-review.yml',
    'create     .gitlab/dotclaude.gitlab-ci.yml',
    'create     .gitlab-ci.yml',
    'create     githooks/pre-commit',
    'configure  git: core.hooksPath = githooks',
  ])
})

const OLD_HOOK =
  '#!/usr/bin/env node\n// The hook of dotclaude 1.0.0: x. Written by\n// `dotclaude init` and made\n'

test.each([
  { what: 'a hook of ours of another version', text: OLD_HOOK, kind: 'replace' },
  { what: 'a hook of the user’s', text: '#!/usr/bin/env node\n// Mine.\n', kind: 'keep' },
])('$what: $kind', ({ text, kind }) => {
  expect(kindsOf(plan({ '.claude/hooks/guard.mjs': text }))['.claude/hooks/guard.mjs']).toBe(kind)
})

test.each([
  { config: '{}', kind: 'merge' },
  { config: '{ "session": { "mode": "off" } }', kind: 'keep' },
  { config: '// mine\n{ "coverage": { "mode": "warn" } }', kind: 'merge' },
])('the session of the configuration $config: $kind', ({ config, kind }) => {
  expect(kindsOf(plan({ '.claude/dotclaude.json': config }))['.claude/dotclaude.json']).toBe(kind)
})

test('what was written is kept by the next plan', () => {
  const files = written(plan({}))
  const next = plan(files, { hooks: { ...HOOKS, folder: 'githooks' } })
  expect(changesAnything(next)).toBe(false)
  expect(next.conflicts).toEqual([])
})

test('every blank is filled in, and the version is pinned', () => {
  const texts = Object.values(written(plan({}, { ci: ['github', 'gitlab'] })))
  expect(texts.filter((text) => /(?<!\$)\{\{/.test(text))).toEqual([])
  expect(texts.filter((text) => text.includes('@dotclaude/dotclaude@9.8.7')).length).toBe(7)
  expect(texts.flatMap((text) => text.match(/npx (?!--yes \S+@\d|>)\S*/g) ?? [])).toEqual([])
})

test('the facts are about this repository', () => {
  const facts =
    written(plan({ 'CLAUDE.md': '# Rules\n', 'AGENTS.md': '# Rules\n' }))['docs/repo-facts.json'] ?? ''
  expect(JSON.parse(facts)).toEqual({
    project_name: 'a "quoted" name',
    project_type: 'go',
    protected_paths: [
      '.claude/**',
      'CLAUDE.md',
      'AGENTS.md',
      '.github/workflows/**',
      'docs/repo-facts.json',
      'githooks/**',
    ],
    instruction_files: ['CLAUDE.md', 'AGENTS.md', '.claude/rules/governance.md'],
    regression_paths: [],
    verification_commands: ['go test ./...'],
  })
})

test('our rule mentions every protected path, also of facts that are there', () => {
  const facts = '{"protected_paths": ["src/pay/**", 7]}'
  const rule = written(plan({ 'docs/repo-facts.json': facts }))['.claude/rules/governance.md']
  expect(rule).toContain('- `src/pay/**`\n')
  expect(rule).not.toContain('.claude/**')
})

test('the first spec covers nothing until it is approved, and is left out where there are specs', () => {
  const spec = JSON.parse(written(plan({}))['docs/specs/governance/spec.json'] ?? '')
  expect(spec).toMatchObject({ id: 'governance', status: 'draft', title: 'How a "quoted" name is governed' })
  const kinds = kindsOf(plan({ 'docs/specs/mine/spec.json': '{}' }))
  expect(Object.keys(kinds).filter((path) => path.startsWith('docs/specs/'))).toEqual([
    'docs/specs/README.md',
  ])
  expect(hasSpecs(memorySnapshot({ 'docs/specs/README.md': '' }))).toBe(false)
})

test('files of the user stay, and with --force make room', () => {
  const files = { '.github/workflows/validate-skills.yml': 'mine\n', '.gitlab-ci.yml': 'mine\n' }
  const ci = { ci: ['github', 'gitlab'] } as const
  expect(kindsOf(plan(files, ci))).toMatchObject({
    '.github/workflows/validate-skills.yml': 'keep',
    '.gitlab-ci.yml': 'keep',
  })
  expect(planLines(plan(files, ci))).toContain(
    'keep       .github/workflows/validate-skills.yml (yours; ours is different)',
  )
  expect(plan(files, ci).nextSteps[1]).toMatch(/Include .*dotclaude\.gitlab-ci\.yml/)
  expect(kindsOf(plan(files, { ...ci, force: true }))).toMatchObject({
    '.github/workflows/validate-skills.yml': 'replace',
    '.gitlab-ci.yml': 'keep',
  })
})

test.each([
  {
    what: 'a file where a folder must be',
    files: { githooks: '' },
    path: 'githooks/pre-commit',
    hint: 'in its place',
  },
  {
    what: 'a folder where a file must be',
    files: { '.claude/settings.json/x': '' },
    path: '.claude/settings.json',
    hint: 'in its place',
  },
  { what: 'broken settings', files: { '.claude/settings.json': '{' }, path: '.claude/settings.json' },
  { what: 'broken facts', files: { 'docs/repo-facts.json': '[]' }, path: 'docs/repo-facts.json' },
])('$what is a conflict', ({ files, path, hint = 'dotclaude init --diff' }) => {
  expect(plan({ ...files }).conflicts).toMatchObject([
    { code: 'SCAFFOLD_CONFLICT', where: { file: path }, hint: expect.stringContaining(hint) },
  ])
})

test('bytes that are no text are a conflict where something has to be added, and else kept', () => {
  const bytes = new Uint8Array([0xff])
  const snapshot = makeSnapshot({ root: '/', files: ['a'], read: () => bytes })
  const edit = (text: string) => ({ ok: true, text }) as const
  expect(planFile(snapshot, { path: 'a', text: '', add: { edit, why: '' } }, { force: false }).ok).toBe(false)
  expect(planFile(snapshot, { path: 'a', text: '' }, { force: false })).toMatchObject({
    op: { kind: 'keep' },
  })
})

test('a link that leads out is kept, or a conflict where something has to be added', () => {
  const snapshot = makeSnapshot({ root: '/', files: ['a'], read: () => undefined })
  const edit = (text: string) => ({ ok: true, text }) as const
  expect(planFile(snapshot, { path: 'a', text: '' }, { force: true })).toMatchObject({ op: { kind: 'keep' } })
  expect(planFile(snapshot, { path: 'a', text: '', add: { edit, why: '' } }, { force: true }).ok).toBe(false)
})

test('a link that leads nowhere is a conflict, because nothing would ever be behind it', () => {
  const snapshot = makeSnapshot({ root: '/', files: ['a'], read: () => undefined })
  const planned = planFile(snapshot, { path: 'a', text: '' }, { force: true, leadsNowhere: () => true })
  expect(planned).toMatchObject({
    conflict: { args: { detail: 'is a link that leads nowhere' }, hint: expect.stringContaining('Remove') },
  })
})

test('line ends make no difference', () => {
  const snapshot = memorySnapshot({ a: 'x\r\ny\r\n' })
  expect(planFile(snapshot, { path: 'a', text: 'x\ny\n' }, { force: true })).toEqual({
    ok: true,
    op: { kind: 'keep', path: 'a' },
  })
})

test('facts keep the lists that they have', () => {
  const facts = JSON.parse(factsText({ ...FACTS })) as typeof FACTS
  expect(completeFacts('{"protected_paths": []}', facts)).toEqual({
    ok: true,
    text: '{"protected_paths": [],\n  "instruction_files": [\n    "AGENTS.md"\n  ]\n}',
  })
})

const FACTS = {
  project_name: 'a',
  project_type: 'node',
  protected_paths: ['b'],
  instruction_files: ['AGENTS.md'],
  regression_paths: [],
  verification_commands: [],
}

test('the diff shows additions against what is there', () => {
  const diff = planDiff(plan({ '.claude/settings.json': '{\n  "model": "opus"\n}\n' }))
  expect(diff).toContain('--- a/.claude/settings.json\n+++ b/.claude/settings.json\n@@')
  expect(diff).toContain('--- /dev/null\n+++ b/githooks/pre-commit\n@@ -0,0 +1,')
  expect(diff.match(/^-(?!-)/gm)).toEqual(['-'])
})
