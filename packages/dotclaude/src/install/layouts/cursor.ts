// Cursor: skills, commands and agents below .cursor, and the rule floor as a rule that always applies.
import { gapsOf, inWords, skillPieces, withFrontmatter, withoutArguments } from './layout.ts'
import type { Layout } from './layout.ts'

export const cursor: Layout = {
  agent: 'cursor',
  pieces: (item) => {
    const { id, kind, description, body } = item
    switch (kind) {
      case 'skill':
        return skillPieces(inWords(item), '.cursor/skills')
      case 'command':
        return [{ path: `.cursor/commands/${id}.md`, text: withoutArguments(body) }]
      case 'agent':
        return [{ path: `.cursor/agents/${id}.md`, text: withFrontmatter({ name: id, description }, body) }]
      case 'rule':
        return [
          {
            path: `.cursor/rules/${id}.mdc`,
            text: withFrontmatter({ description, alwaysApply: true }, body),
          },
        ]
    }
  },
  gaps: (item) =>
    gapsOf(item, [
      [item.metadata['model'] !== undefined, 'model of its own (names of models differ)'],
      [item.kind !== 'skill' && item.allowedTools.length > 0, 'limit on its tools'],
      [item.kind === 'command', 'description in the list of commands'],
    ]),
}
