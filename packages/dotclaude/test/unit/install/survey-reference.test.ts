// What is said about files of version 1.3.
import { expect, test } from 'vitest'
import { surveyReference } from '../../../src/install/survey-reference.ts'
import { memorySnapshot } from '../../../src/repo/snapshot.ts'

const WORKFLOW = '.github/workflows/a.yml'

test('nothing is said where nothing of it is', () => {
  expect(surveyReference(memorySnapshot({ 'README.md': '' }))).toEqual({ read: [], remarks: [] })
})

test.each([
  { files: { 'docs/specs/a/spec.json': '{}', 'docs/specs/b/spec.json': '{}' }, read: /2 spec\(s\)/ },
  { files: { 'docs/repo-facts.json': '{"instruction_files": []}' }, read: /repo-facts/ },
  { files: { '.claude/skills-manifest.json': '{}' }, read: /manifest/ },
  { files: { '.claude/settings.json': '{"a": {"timeout": 600}}' }, read: /settings/ },
  { files: { 'githooks/pre-commit': '' }, read: /pre-commit/ },
  { files: { [WORKFLOW]: 'run: npx dotclaude-check-spec-coverage' }, read: /workflows/ },
  { files: { [WORKFLOW]: 'run: npx --yes @dotclaude/dotclaude@2.0.0 check\n' }, read: /workflows/ },
])('$files is read without a remark', ({ files, read }) => {
  expect(surveyReference(memorySnapshot(files))).toEqual({ read: [expect.stringMatching(read)], remarks: [] })
})

test.each([
  { files: { 'docs/repo-facts.json': '{}' }, remark: /no instruction_files/ },
  { files: { '.claude/hooks/guard-destructive-git.sh': '' }, remark: /where jq is missing/ },
  {
    files: { '.claude/settings.json': '{"hooks": {"PreToolUse": [{"timeout": 5000}]}}' },
    remark: /milliseconds/,
  },
  { files: { [WORKFLOW]: 'npx dotclaude-check-instruction-drift' }, remark: /nothing runs the gate/ },
  {
    files: { [WORKFLOW]: 'npx --yes @dotclaude/dotclaude dotclaude-check-spec-coverage' },
    remark: /never was a command/,
  },
])('$files gets a remark', ({ files, remark }) => {
  expect(surveyReference(memorySnapshot(files)).remarks).toEqual([expect.stringMatching(remark)])
})
