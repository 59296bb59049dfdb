// Codes of `docs/specs/<id>/spec.json`.

export const SPEC_CODES = {
  SPEC_JSON_INVALID: {
    severity: 'error',
    summary: 'spec.json is absent or cannot be read',
    text: 'spec.json is not usable: {detail}',
    hint: 'Write the file as JSON that the spec schema accepts, or run `dotclaude spec new`.',
    since: '1.3.0',
  },
  SPEC_ID_MISMATCH: {
    severity: 'error',
    summary: 'The id of a spec differs from its folder',
    text: 'id is {id}, but the folder is called {folder}',
    hint: 'Rename the folder, or set `id` to its name; pull requests name specs by id.',
    since: '1.3.0',
    fixable: true,
  },
  SPEC_MISSING_REQUIRED_FIELD: {
    severity: 'error',
    summary: 'A required field of a spec is absent, empty or of the wrong type',
    text: '{field} is missing[: it must be {wanted}]',
    hint: 'Add the field; the schema says what it holds.',
    since: '1.3.0',
  },
  SPEC_STATUS_INVALID: {
    severity: 'error',
    summary: 'The status of a spec is not one of the known ones',
    text: 'status {status} is not one of {allowed}[; did you mean {nearest}?]',
    since: '1.3.0',
  },
  SPEC_LINKED_PATH_MISSING: {
    severity: 'error',
    summary: 'A spec names no path that it covers',
    text: 'linked_paths {detail}',
    hint: 'List the paths or globs that the spec is responsible for.',
    since: '1.3.0',
  },
  SPEC_ACCEPTANCE_EMPTY: {
    severity: 'error',
    summary: 'A spec has no command that shows it is done',
    text: 'acceptance_commands {detail}',
    hint: 'List at least one command; `dotclaude spec run` runs them.',
    since: '1.3.0',
  },
  SPEC_DEPENDENCY_UNKNOWN: {
    severity: 'error',
    summary: 'A spec depends on a spec that does not exist',
    text: 'depends_on_specs names {dependency}, which is no spec[; did you mean {nearest}?]',
    since: '1.3.0',
  },
} as const
