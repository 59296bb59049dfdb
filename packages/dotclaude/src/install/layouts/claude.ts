// Claude Code: every kind has a place of its own, and every field of ours a word.
import type { PortableItem } from '../../library/portable-item.ts'
import { skillPieces, withFrontmatter } from './layout.ts'
import type { Layout, Piece } from './layout.ts'

export const claude: Layout = {
  agent: 'claude',
  pieces: (item) => claudePieces(item, '.claude'),
  gaps: () => [],
}

/** The same below another folder, for the plugin. */
export function claudePieces(item: PortableItem, root: string): readonly Piece[] {
  const { id, kind, description, allowedTools, metadata, body } = item
  const { 'argument-hint': hint, model, effort } = metadata
  const tools = allowedTools.length === 0 ? undefined : allowedTools.join(', ')
  switch (kind) {
    case 'skill':
      return skillPieces(item, `${root}/skills`, { 'argument-hint': hint, model, effort })
    case 'command': {
      // A command that may not run unattended is not for the model to start either.
      const isForPeople = metadata['headless-safe'] === 'false' ? true : undefined
      const fields = {
        description,
        'argument-hint': hint,
        'allowed-tools': tools,
        model,
        'disable-model-invocation': isForPeople,
      }
      return [{ path: `${root}/commands/${id}.md`, text: withFrontmatter(fields, body) }]
    }
    case 'agent':
      return [
        {
          path: `${root}/agents/${id}.md`,
          text: withFrontmatter({ name: id, description, tools, model }, body),
        },
      ]
    case 'rule':
      return [{ path: `${root}/rules/${id}.md`, text: body }]
  }
}
