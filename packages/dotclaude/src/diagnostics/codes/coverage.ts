// Codes of the pull-request gate: does a spec cover what changed.

export const COVERAGE_CODES = {
  COVERAGE_NO_SPEC_RATIONALE: {
    severity: 'error',
    summary: 'A pull request changes protected files and names neither a spec nor a reason for having none',
    text: 'the pull request changes {count} protected file(s) and has neither `## Spec ID` nor `## No-spec rationale`',
    hint: 'Name the spec under `## Spec ID`, or say under `## No-spec rationale` why none is needed.',
    since: '1.3.0',
  },
  COVERAGE_UNKNOWN_SPEC_ID: {
    severity: 'error',
    summary: 'A pull request names a spec that does not exist or may not cover anything yet',
    text: '{id} is not a spec that can cover a change[: {detail}][; did you mean {nearest}?]',
    hint: 'Name a spec whose status is approved, implementing or done.',
    since: '1.3.0',
  },
  COVERAGE_UNCOVERED: {
    severity: 'error',
    summary: 'A protected file changed and no spec covers it',
    text: 'protected[ as {former}, its former name], and no approved spec covers it[; {detail}]',
    hint: 'Add the path to `linked_paths` of a spec, or run `dotclaude spec new` and have it approved.',
    since: '1.3.0',
  },
  COVERAGE_RATIONALE_EMPTY: {
    severity: 'error',
    summary: 'The reason for having no spec says nothing',
    text: '`## No-spec rationale` is there, but says nothing',
    hint: 'Say in a sentence why the change needs no spec; comments and code do not count.',
    since: '2.0.0',
  },
  COVERAGE_POLICY_WEAKENED: {
    severity: 'error',
    summary: 'A change loosens the policy that judges it',
    text: 'loosens the policy: {detail}',
    hint: 'Loosen the policy with a spec that covers the file, or say under `## No-spec rationale` why it may be looser.',
    since: '2.0.0',
  },
  COVERAGE_SPEC_CHANGED: {
    severity: 'warning',
    summary: 'A spec covers a change only since that same change',
    text: '{id} covers {count} changed file(s) only because this change {detail}',
    hint: 'Whoever approves the change approves the spec with it; read it first.',
    since: '2.0.0',
  },
  COVERAGE_SPEC_ID_UNUSED: {
    severity: 'warning',
    summary: 'A pull request names a spec that covers nothing of what it changes',
    text: '{id} is named, but covers none of the protected files that changed',
    hint: 'Name the spec that covers them, or add their paths to its `linked_paths`.',
    since: '2.0.0',
  },
} as const
