// Items in the portable format as values.
import { expect, test } from 'vitest'
import { portableItemsIn } from '../../../src/library/portable-item.ts'
import { memorySnapshot } from '../../../src/repo/snapshot.ts'

const SKILL = `---
name: deploy
description: >
  Deploys it.
license: MIT
allowed-tools: Bash(git log:*) Read Bash(npm run build)
metadata:
  kind: skill
  version: 1.0.0
---

# Deploy

Do it.
`

test('an item has its fields, its text and the files beside it, without tests and carriage returns', () => {
  const items = portableItemsIn(
    memorySnapshot({
      'skills/deploy/SKILL.md': SKILL.replaceAll('\n', '\r\n'),
      'skills/deploy/references/a.md': 'a\r\n',
      'skills/deploy/evals/triggers.json': '{}',
      'skills/deploy/references/SKILL.md': SKILL,
      'rules/broken/SKILL.md': 'no frontmatter',
      'README.md': '# Not an item',
    }),
  )
  expect(items).toEqual([
    {
      kind: 'skill',
      id: 'deploy',
      description: 'Deploys it.',
      license: 'MIT',
      allowedTools: ['Bash(git log:*)', 'Read', 'Bash(npm run build)'],
      metadata: { kind: 'skill', version: '1.0.0' },
      body: '# Deploy\n\nDo it.\n',
      files: [
        { path: 'references/SKILL.md', text: SKILL },
        { path: 'references/a.md', text: 'a\n' },
      ],
    },
  ])
})
