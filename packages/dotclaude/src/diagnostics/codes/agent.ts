// Codes of `.claude/agents/*.md`.

export const AGENT_CODES = {
  AGENT_MISSING_FIELD: {
    severity: 'error',
    summary: 'An agent has no frontmatter, or a required field of it is empty',
    text: 'field {field} is missing or empty',
    hint: 'An agent needs name, description, tools and model.',
    since: '1.3.0',
  },
  AGENT_INVALID_MODEL: {
    severity: 'error',
    summary: 'The model of an agent is not one of the known ones',
    text: 'model {model} is not one of {allowed}[; did you mean {nearest}?]',
    since: '1.3.0',
  },
  AGENT_WRITE_TOOL_IN_READONLY: {
    severity: 'error',
    summary: 'An agent that should only read may write',
    text: '{agent} is a reader by its name, but its tools include {tools}',
    hint: 'Remove the tools that write, or rename the agent.',
    since: '1.3.0',
  },
  AGENT_SECRET_PATTERN: {
    severity: 'warning',
    summary: 'The text of an agent looks as if it held a secret',
    text: 'this looks like a secret ({kind})',
    hint: 'Remove it and revoke it if it is real.',
    since: '1.3.0',
  },
  AGENT_TRIGGER_OVERLAP: {
    severity: 'warning',
    summary: 'Several agents claim the same phrase',
    text: '"{phrase}" is claimed by {agents}',
    hint: 'Give the phrase to one agent, or name the others under `## Collaboration`.',
    since: '1.3.0',
  },
  AGENT_FRONTMATTER_INVALID: {
    severity: 'error',
    summary: 'The frontmatter of an agent cannot be read',
    text: 'the frontmatter is not usable: {detail}',
    hint: 'Agents skip a file that they cannot read, without a word.',
    since: '2.0.0',
  },
  AGENT_FIELD_INVALID: {
    severity: 'error',
    summary: 'A field of the frontmatter of an agent does not follow the schema',
    text: '{field} must be {wanted}',
    since: '2.0.0',
  },
  AGENT_NAME_DUPLICATE: {
    severity: 'error',
    summary: 'Two agents have the same name',
    text: 'the name {name} already belongs to {other}',
    hint: 'Rename one of them; only one of the two can be called.',
    since: '2.0.0',
  },
} as const
