// OpenCode: skills, commands and agents as Markdown; the rule floor is a part of AGENTS.md.
import { gapsOf, inWords, skillPieces, withFrontmatter } from './layout.ts'
import type { Layout, Scope } from './layout.ts'

export const opencode: Layout = {
  agent: 'opencode',
  pieces: (item, scope) => {
    const { id, kind, description, body } = item
    const root = rootFor(scope)
    switch (kind) {
      case 'skill':
        return skillPieces(inWords(item), `${root}/skills`)
      case 'command':
        return [{ path: `${root}/commands/${id}.md`, text: withFrontmatter({ description }, body) }]
      case 'agent':
        return [
          {
            path: `${root}/agents/${id}.md`,
            text: withFrontmatter({ description, mode: 'subagent' }, body),
          },
        ]
      case 'rule':
        return [{ path: scope === 'user' ? `${root}/AGENTS.md` : 'AGENTS.md', text: body, isBlock: true }]
    }
  },
  gaps: (item) =>
    gapsOf(item, [
      [item.metadata['model'] !== undefined, 'model of its own (names of models differ)'],
      [item.kind !== 'skill' && item.allowedTools.length > 0, 'limit on its tools'],
    ]),
}

function rootFor(scope: Scope): string {
  return scope === 'user' ? '.config/opencode' : '.opencode'
}
