// What makes up a skill or a command, and what it grants itself.
import { expect, test } from 'vitest'
import { memorySnapshot } from '../../../src/repo/snapshot.ts'
import { capabilitiesOf, toolNames } from '../../../src/validate/capabilities.ts'
import { contentItemAt, contentItemsIn } from '../../../src/validate/content-items.ts'

const SNAPSHOT = memorySnapshot({
  '.claude/commands/git.md': '',
  '.claude/commands/team/release.md': '',
  '.claude/commands/notes.txt': '',
  '.claude/skills/aws/SKILL.md': '---\ntools: Read\nallowed-tools: [Read, Grep]\n---\n!`ls` and !`ls`\n',
  '.claude/skills/aws/scripts/a.py': '',
  '.claude/skills/aws/deep/SKILL.md': '',
  '.claude/skills/flat.md': '',
  '.claude/skills/empty/README.md': '',
  'skills/own/SKILL.md': '',
  'skills/own/x.md': '',
})

test('commands come first, each with its files', () => {
  expect(contentItemsIn(SNAPSHOT)).toEqual([
    { kind: 'command', name: 'git', path: '.claude/commands/git.md', files: ['.claude/commands/git.md'] },
    {
      kind: 'command',
      name: 'team:release',
      path: '.claude/commands/team/release.md',
      files: ['.claude/commands/team/release.md'],
    },
    {
      kind: 'skill',
      name: 'aws',
      path: '.claude/skills/aws/SKILL.md',
      files: [
        '.claude/skills/aws/SKILL.md',
        '.claude/skills/aws/deep/SKILL.md',
        '.claude/skills/aws/scripts/a.py',
      ],
    },
    { kind: 'skill', name: 'flat', path: '.claude/skills/flat.md', files: ['.claude/skills/flat.md'] },
  ])
})

test.each([
  { path: '.claude/commands/git.md', name: 'git', files: 1 },
  { path: 'skills/own/SKILL.md', name: 'own', files: 2 },
  { path: 'docs/x.md', name: 'x', files: 1 },
])('$path is $name', ({ path, name, files }) => {
  const item = contentItemAt(SNAPSHOT, path)
  expect([item.name, item.files.length]).toEqual([name, files])
})

test('capabilities are sorted and come once', () => {
  const item = contentItemAt(SNAPSHOT, '.claude/skills/aws/SKILL.md')
  expect(capabilitiesOf(SNAPSHOT, item)).toEqual(['run:ls', 'script:scripts/a.py', 'tool:Grep', 'tool:Read'])
})

test.each([
  ['Read, Grep', ['Read', 'Grep']],
  ['Read Grep', ['Read', 'Grep']],
  ['Bash(git log *), Read', ['Bash(git log *)', 'Read']],
  [
    ['Read', ' Bash(a, b) ', 7, ''],
    ['Read', 'Bash(a, b)'],
  ],
  ['', []],
  [undefined, []],
])('the tools of %o', (value, names) => {
  expect(toolNames(value)).toEqual(names)
})
