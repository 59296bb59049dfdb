// `fix` over real folders: what it mends, what it leaves, and that every code that claims to be fixable is mended.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import type { TreeFiles } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { FIXERS } from '../../../../src/cli/fix/fixers.ts'
import { CODES, CODE_TABLE } from '../../../../src/diagnostics/code-table.ts'
import { codesIn, runInProcess } from '../../../support/run-in-process.ts'
import type { InProcessRun } from '../../../support/run-in-process.ts'

test('every fixable code has a fixer, and no other has', () => {
  const fixable = CODES.filter((code) => CODE_TABLE[code].fixable === true)
  // Pruning the baseline needs a second look at everything, so it is no fixer of single diagnostics.
  expect([...FIXERS.flatMap(({ codes }) => codes), 'BASELINE_STALE'].toSorted()).toEqual(fixable.toSorted())
})

const FACTS = {
  'docs/repo-facts.json': JSON.stringify({ protected_paths: [], instruction_files: ['CLAUDE.md'] }),
  'CLAUDE.md': '# Rules\n',
}
const SPEC = {
  id: 'a',
  title: 'A',
  status: 'done',
  owners: ['x'],
  linked_paths: ['docs'],
  acceptance_commands: ['true'],
  depends_on_specs: [],
  active_prs: [],
}
const spec = (changes: object): TreeFiles => ({
  'docs/specs/a/spec.json': `${JSON.stringify({ ...SPEC, ...changes }, undefined, 2)}\n`,
})
const SKILL = '---\nname: git\ndescription: Speaks to git.\n---\n\nText.\n'
const SKILLS = { '.claude/commands/git.md': SKILL }

function folderOf(files: TreeFiles): string {
  const { root, remove } = makeGitRepository({ ...FACTS, ...spec({}), ...files })
  onTestFinished(remove)
  return root
}

function fix(root: string, ...words: string[]): Promise<InProcessRun> {
  return runInProcess(['fix', ...words], {
    cwd: root,
    env: { PATH: process.env['PATH'] },
    nowMs: Date.UTC(2026, 0, 2),
  })
}

const textIn = (root: string, path: string): string => readFileSync(join(root, path), 'utf8')

test.each([
  { what: 'an id', files: spec({ id: 'b' }), path: 'docs/specs/a/spec.json', holds: '"id": "a"' },
  {
    what: 'a manifest that is missing',
    files: SKILLS,
    path: '.claude/skills-manifest.json',
    holds: 'git.md',
  },
  {
    what: 'a dead entry',
    files: {
      '.claude/skills-manifest.json': JSON.stringify({
        version: 1,
        generatedAt: '2026-01-01',
        skills: [
          {
            name: 'x',
            path: '.claude/commands/x.md',
            checksum: 'sha256:0',
            dependencies: [],
            lastValidated: null,
          },
        ],
      }),
      ...SKILLS,
    },
    path: '.claude/skills-manifest.json',
    holds: 'git.md',
  },
  {
    what: 'a key that must not be set',
    files: {
      '.claude/settings.json':
        '{\n  // ours\n  "skipDangerousModePermissionPrompt": true,\n  "model": "x"\n}\n',
    },
    path: '.claude/settings.json',
    holds: '{\n  // ours\n  "model": "x"\n}\n',
  },
  {
    what: 'a comment that hides nothing',
    files: {
      'CLAUDE.md': '# Rules\n\n<!-- dotclaude-disable-next-line DRIFT_TEAM_COUNT no reason -->\nText.\n',
    },
    path: 'CLAUDE.md',
    holds: '# Rules\n\nText.\n',
  },
  {
    what: 'an entry of the configuration that hides nothing',
    files: {
      '.claude/dotclaude.json':
        '{\n  "suppressions": [\n    { "code": "SPEC_STATUS_INVALID", "reason": "none" }\n  ]\n}\n',
    },
    path: '.claude/dotclaude.json',
    holds: '"suppressions": [\n  ]',
  },
  {
    what: 'an entry of the baseline that is gone',
    files: {
      '.claude/dotclaude-baseline.json': JSON.stringify({
        version: 1,
        entries: [{ code: 'SPEC_STATUS_INVALID', file: 'x', fingerprint: '0', count: 1 }],
      }),
    },
    path: '.claude/dotclaude-baseline.json',
    holds: '"entries": []',
  },
])('it mends $what', async ({ files, path, holds }) => {
  const root = folderOf(files)
  const run = await fix(root, '--strict', '--json')
  expect([run.exit, codesIn(run.stdout)]).toEqual([0, []])
  expect(textIn(root, path)).toContain(holds)
})

const MORE_TOOLS = SKILL.replace('\n---\n\n', '\nallowed-tools: Bash\n---\n\n')

test.each([
  { what: 'new text', text: SKILL.replace('Text', 'Other text'), codes: [] },
  {
    what: 'a right that nobody agreed to',
    text: MORE_TOOLS,
    codes: ['MANIFEST_CHECKSUM_MISMATCH', 'SKILL_CAPABILITY_CHANGED'],
  },
  {
    what: 'text that nobody can see',
    text: `${SKILL}\u200b`,
    codes: ['MANIFEST_CHECKSUM_MISMATCH', 'SKILL_HIDDEN_UNICODE'],
  },
])('the manifest takes over only what is safe: $what', async ({ text, codes }) => {
  const root = folderOf({ ...SKILLS, '.claude/commands/other.md': SKILL })
  await fix(root)
  writeFileSync(join(root, '.claude/commands/git.md'), text)
  writeFileSync(join(root, '.claude/commands/other.md'), `${SKILL}More.\n`)
  expect(codesIn((await fix(root, '--json')).stdout)).toEqual(codes)
})

test('what it cannot mend is left and reported', async () => {
  const root = folderOf(spec({ id: 'b', status: 'finished' }))
  const run = await fix(root, '--json')
  expect([run.exit, codesIn(run.stdout)]).toEqual([1, ['SPEC_STATUS_INVALID']])
  expect(run.stderr).toBe('mended docs/specs/a/spec.json\n')
})

test('of a comment with two codes only the one that hides nothing goes', async () => {
  const comment = '<!-- dotclaude-disable-next-line DRIFT_TEAM_COUNT, DRIFT_PATH_MISSING known -->'
  const root = folderOf({ 'CLAUDE.md': `# Rules\n\n${comment}\nSee \`docs/nowhere.md\`.\n` })
  expect((await fix(root, '--strict')).exit).toBe(0)
  expect(textIn(root, 'CLAUDE.md')).toContain('<!-- dotclaude-disable-next-line DRIFT_PATH_MISSING known -->')
})

test('a dry run shows a diff and writes nothing', async () => {
  const files = spec({ id: 'b' })
  const root = folderOf(files)
  const run = await fix(root, '--dry-run')
  expect(run.exit).toBe(0)
  expect(run.stdout).toMatch(/^--- a\/docs\/specs\/a\/spec\.json/)
  expect(run.stdout).toContain('\n-  "id": "b",\n+  "id": "a",\n')
  expect(textIn(root, 'docs/specs/a/spec.json')).toBe(files['docs/specs/a/spec.json'])
})

test('where nothing is wrong it says so and changes nothing', async () => {
  const run = await fix(folderOf({}), '--dry-run')
  expect(run).toMatchObject({ exit: 0, stdout: '' })
  expect(run.stderr).toContain('nothing')
})
