// Codex: commands are skills, agents are TOML files, and the rule floor is a part of AGENTS.md.
import { stringify } from './toml.ts'
import { gapsOf, inWords, skillPieces } from './layout.ts'
import type { Layout } from './layout.ts'

export const codex: Layout = {
  agent: 'codex',
  pieces: (item, scope) => {
    const { id, kind, description, body } = item
    switch (kind) {
      case 'skill':
        return skillPieces(inWords(item), '.agents/skills')
      case 'command':
        return skillPieces(inWords(item), '.agents/skills')
      case 'agent':
        return [
          {
            path: `.codex/agents/${id}.toml`,
            text: stringify({ name: id, description, developer_instructions: body }),
          },
        ]
      case 'rule':
        return [{ path: scope === 'user' ? '.codex/AGENTS.md' : 'AGENTS.md', text: body, isBlock: true }]
    }
  },
  gaps: (item) =>
    gapsOf(item, [
      [item.metadata['model'] !== undefined, 'model of its own (Codex uses the one of the session)'],
      [item.kind === 'agent' && item.allowedTools.length > 0, 'limit on the tools of an agent'],
      [item.kind === 'command', 'slash command (it is a skill, called with $)'],
    ]),
}
