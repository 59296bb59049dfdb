// Agents find a skill by its folder and show it by its name, so both are the same word.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { isText } from '../shape.ts'
import { frontmatterFilesIn } from './frontmatter-file.ts'

export const nameMatchesFolder: Rule = {
  id: 'name-matches-folder',
  codes: ['SKILL_NAME_MISMATCH'],
  check: (snapshot) =>
    frontmatterFilesIn(snapshot).flatMap(({ item, document, fields }) => {
      const name = fields?.['name']
      if (item.kind !== 'skill' || !isText(name) || name === item.name) return []
      const where = placeIn(item.path, document, '/name')
      return [
        diagnose(
          'SKILL_NAME_MISMATCH',
          where,
          { name, folder: item.name },
          { expected: item.name, got: name },
        ),
      ]
    }),
}
