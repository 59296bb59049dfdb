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
    text: '{file} is protected and no approved spec covers it',
    hint: 'Add the path to `linked_paths` of a spec, or run `dotclaude spec new`.',
    since: '1.3.0',
  },
} as const
