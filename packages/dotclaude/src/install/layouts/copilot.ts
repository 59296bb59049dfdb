// GitHub Copilot: skills, prompts and agents in the repository; the command line has no prompts, so there a command is a
// skill.
import { gapsOf, inWords, skillPieces, withFrontmatter } from './layout.ts'
import type { Layout } from './layout.ts'

export const copilot: Layout = {
  agent: 'copilot',
  pieces: (item, scope) => {
    const { id, kind, description, metadata, body } = item
    const root = scope === 'user' ? '.copilot' : '.github'
    switch (kind) {
      case 'skill':
        return skillPieces(inWords(item), `${root}/skills`)
      case 'command':
        if (scope === 'user') return skillPieces(inWords(item), `${root}/skills`)
        return [
          {
            path: `${root}/prompts/${id}.prompt.md`,
            text: withFrontmatter(
              { description, 'argument-hint': metadata['argument-hint'], agent: 'agent' },
              body.replaceAll('$ARGUMENTS', '${input:arguments}'),
            ),
          },
        ]
      case 'agent':
        return [
          {
            path: `${root}/agents/${id}.agent.md`,
            text: withFrontmatter({ name: id, description }, body),
          },
        ]
      case 'rule':
        return scope === 'user'
          ? [{ path: `${root}/copilot-instructions.md`, text: body, isBlock: true }]
          : [
              {
                path: `${root}/instructions/${id}.instructions.md`,
                text: withFrontmatter({ description, applyTo: '**' }, body),
              },
            ]
    }
  },
  gaps: (item) =>
    gapsOf(item, [
      [item.metadata['model'] !== undefined, 'model of its own (names of models differ)'],
      [item.kind === 'agent' && item.allowedTools.length > 0, 'limit on the tools of an agent'],
    ]),
}
