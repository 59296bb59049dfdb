// Codes of the frontmatter of skills and commands.

export const SKILL_CODES = {
  SKILL_FRONTMATTER_MISSING: {
    severity: 'error',
    summary: 'A skill or command has no frontmatter that can be read',
    text: 'there is no usable frontmatter: {detail}',
    hint: 'Begin the file with `---`, the fields, and `---` again.',
    since: '1.3.0',
  },
  SKILL_NAME_MISMATCH: {
    severity: 'error',
    summary: 'The name of a skill differs from its folder',
    text: 'name is {name}, but the skill is found as {folder}',
    hint: 'Agents find a skill by its folder; give both the same name.',
    since: '1.3.0',
  },
} as const
