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
  SKILL_FIELD_INVALID: {
    severity: 'error',
    summary: 'A field of the frontmatter of a skill or command does not follow the schema',
    text: '{field} must be {wanted}',
    since: '2.0.0',
  },
  SKILL_FIELD_UNKNOWN: {
    severity: 'warning',
    summary: 'A field of the frontmatter is probably misspelt',
    text: 'nothing reads the field {field}; did you mean {nearest}?',
    since: '2.0.0',
  },
  SKILL_HIDDEN_UNICODE: {
    severity: 'error',
    summary: 'A text that agents read holds characters that people do not see',
    text: '{count} hidden character(s): {characters}[, which spell "{payload}"]',
    hint: 'Find out how they came there, and remove them.',
    since: '2.0.0',
  },
  SKILL_CAPABILITY_CHANGED: {
    severity: 'error',
    summary: 'A skill or command grants itself more than the manifest records',
    text: '{name} now also has {gained}',
    hint: 'Read the change; if it is meant, run `dotclaude validate-skills --update`.',
    since: '2.0.0',
  },
} as const
