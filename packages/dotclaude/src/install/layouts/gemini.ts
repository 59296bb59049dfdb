// Gemini CLI: commands are TOML files with a prompt, agents are Markdown, and the rule floor is a part of GEMINI.md. Skills
// are where Codex has them too: Gemini reads both places, and warns at each start of every skill that stands in both.
import { gapsOf, inWords, skillPieces, withFrontmatter } from './layout.ts'
import type { Layout } from './layout.ts'
import { stringify } from './toml.ts'

export const gemini: Layout = {
  agent: 'gemini',
  pieces: (item, scope) => {
    const { id, kind, description, body } = item
    switch (kind) {
      case 'skill':
        return skillPieces(inWords(item), '.agents/skills')
      case 'command':
        return [
          {
            path: `.gemini/commands/${id}.toml`,
            text: stringify({ description, prompt: body.replaceAll('$ARGUMENTS', '{{args}}') }),
          },
        ]
      case 'agent':
        return [{ path: `.gemini/agents/${id}.md`, text: withFrontmatter({ name: id, description }, body) }]
      case 'rule':
        return [{ path: scope === 'user' ? '.gemini/GEMINI.md' : 'GEMINI.md', text: body, isBlock: true }]
    }
  },
  gaps: (item) =>
    gapsOf(item, [
      [item.metadata['model'] !== undefined, 'model of its own (names of models differ)'],
      [item.kind !== 'skill' && item.allowedTools.length > 0, 'limit on its tools'],
    ]),
}
