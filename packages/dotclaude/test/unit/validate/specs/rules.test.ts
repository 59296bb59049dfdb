// Each rule about specs: what it finds and where, and what it leaves to the others.
import { expect, test } from 'vitest'
import { acceptancePresent } from '../../../../src/validate/specs/acceptance-present.ts'
import { dependenciesKnown } from '../../../../src/validate/specs/dependencies-known.ts'
import { dependencyCycles } from '../../../../src/validate/specs/dependency-cycles.ts'
import { folderPresent } from '../../../../src/validate/specs/folder-present.ts'
import { idMatchesFolder } from '../../../../src/validate/specs/id-matches-folder.ts'
import { idsUnique } from '../../../../src/validate/specs/ids-unique.ts'
import { linkedPathsMatch } from '../../../../src/validate/specs/linked-paths-match.ts'
import { linkedPathsPresent } from '../../../../src/validate/specs/linked-paths-present.ts'
import { readable } from '../../../../src/validate/specs/readable.ts'
import { requiredFields } from '../../../../src/validate/specs/required-fields.ts'
import { statusKnown } from '../../../../src/validate/specs/status-known.ts'
import type { Rule } from '../../../../src/validate/rule.ts'
import { diagnosticsOf, foundBy, json } from '../found.ts'
import type { Files } from '../found.ts'

const SPEC = {
  id: 'login',
  title: 'Log in',
  status: 'approved',
  owners: ['team-a'],
  linked_paths: ['src/login.ts'],
  acceptance_commands: ['npm test'],
  depends_on_specs: [] as unknown,
  active_prs: [],
}
const FILE = 'docs/specs/login/spec.json'

/** A spec in which some fields are different; `undefined` leaves a field out. */
const spec = (changes: Record<string, unknown>, folder = 'login'): Files => ({
  [`docs/specs/${folder}/spec.json`]: json({ ...SPEC, id: folder, ...changes }),
})
const dependent = (folder: string, ...on: unknown[]): Files => spec({ depends_on_specs: on }, folder)

interface Row {
  readonly what: string
  readonly rule: Rule
  readonly files: Files
  readonly found: readonly string[]
}

const ROWS: readonly Row[] = [
  { what: 'no folder', rule: folderPresent, files: {}, found: ['SPEC_FOLDER_MISSING docs/specs:1'] },
  { what: 'only a README', rule: folderPresent, files: { 'docs/specs/README.md': '' }, found: [] },
  {
    what: 'no spec.json',
    rule: readable,
    files: { 'docs/specs/login/spec.md': '' },
    found: [`SPEC_JSON_INVALID ${FILE}:1`],
  },
  { what: 'a file beside the folders', rule: readable, files: { 'docs/specs/README.md': '' }, found: [] },
  {
    what: 'broken JSON',
    rule: readable,
    files: { [FILE]: '{\n  "id": "login",\n  oops\n}' },
    found: [`SPEC_JSON_INVALID ${FILE}:3`],
  },
  {
    what: 'a comment, which JSON has not',
    rule: readable,
    files: { [FILE]: '\n// no\n{}' },
    found: [`SPEC_JSON_INVALID ${FILE}:2`],
  },
  { what: 'an empty file', rule: readable, files: { [FILE]: '' }, found: [`SPEC_JSON_INVALID ${FILE}:1`] },
  ...['null', '[]', '"login"', '7'].map((text) => ({
    what: `the document ${text}`,
    rule: readable,
    files: { [FILE]: `\n${text}\n` },
    found: [`SPEC_JSON_INVALID ${FILE}:2`],
  })),
  { what: 'a good spec', rule: readable, files: spec({}), found: [] },
  {
    what: 'another id',
    rule: idMatchesFolder,
    files: spec({ id: 'log-in' }),
    found: [`SPEC_ID_MISMATCH ${FILE}:2 /id`],
  },
  {
    what: 'no id',
    rule: idMatchesFolder,
    files: spec({ id: undefined }),
    found: [`SPEC_ID_MISMATCH ${FILE}:1 /id`],
  },
  {
    what: 'a number as id',
    rule: idMatchesFolder,
    files: spec({ id: 7 }),
    found: [`SPEC_ID_MISMATCH ${FILE}:2 /id`],
  },
  { what: 'the folder as id', rule: idMatchesFolder, files: spec({}), found: [] },
  {
    what: 'an id twice',
    rule: idsUnique,
    files: { ...spec({}), ...spec({ id: 'login' }, 'sign-in') },
    found: ['SPEC_ID_DUPLICATE docs/specs/sign-in/spec.json:2 /id'],
  },
  {
    what: 'no title',
    rule: requiredFields,
    files: spec({ title: undefined }),
    found: [`SPEC_MISSING_REQUIRED_FIELD ${FILE}:1 /title`],
  },
  {
    what: 'a blank title',
    rule: requiredFields,
    files: spec({ title: ' \n' }),
    found: [`SPEC_MISSING_REQUIRED_FIELD ${FILE}:3 /title`],
  },
  {
    what: 'no owners',
    rule: requiredFields,
    files: spec({ owners: [] }),
    found: [`SPEC_MISSING_REQUIRED_FIELD ${FILE}:5 /owners`],
  },
  {
    what: 'a blank owner',
    rule: requiredFields,
    files: spec({ owners: ['a', ''] }),
    found: [`SPEC_MISSING_REQUIRED_FIELD ${FILE}:7 /owners/1`],
  },
  {
    what: 'owners as text',
    rule: requiredFields,
    files: spec({ owners: 'a' }),
    found: [`SPEC_MISSING_REQUIRED_FIELD ${FILE}:5 /owners`],
  },
  {
    what: 'dependencies as text',
    rule: requiredFields,
    files: spec({ depends_on_specs: 'a' }),
    found: [`SPEC_MISSING_REQUIRED_FIELD ${FILE}:14 /depends_on_specs`],
  },
  {
    what: 'pull requests as null',
    rule: requiredFields,
    files: spec({ active_prs: null }),
    found: [`SPEC_MISSING_REQUIRED_FIELD ${FILE}:15 /active_prs`],
  },
  { what: 'a field of its own', rule: requiredFields, files: spec({ _note: 1 }), found: [] },
  {
    what: 'fields with codes of their own',
    rule: requiredFields,
    files: spec({ id: '', status: 1, linked_paths: [], acceptance_commands: 1 }),
    found: [],
  },
  {
    what: 'an unknown status',
    rule: statusKnown,
    files: spec({ status: 'Approved' }),
    found: [`SPEC_STATUS_INVALID ${FILE}:4 /status`],
  },
  {
    what: 'no status',
    rule: statusKnown,
    files: spec({ status: undefined }),
    found: [`SPEC_STATUS_INVALID ${FILE}:1 /status`],
  },
  ...['draft', 'approved', 'implementing', 'done'].map((status) => ({
    what: status,
    rule: statusKnown,
    files: spec({ status }),
    found: [],
  })),
  {
    what: 'no paths',
    rule: linkedPathsPresent,
    files: spec({ linked_paths: [] }),
    found: [`SPEC_LINKED_PATH_MISSING ${FILE}:8 /linked_paths`],
  },
  {
    what: 'a blank path',
    rule: linkedPathsPresent,
    files: spec({ linked_paths: ['a', ' ', 1] }),
    found: [
      `SPEC_LINKED_PATH_MISSING ${FILE}:10 /linked_paths/1`,
      `SPEC_LINKED_PATH_MISSING ${FILE}:11 /linked_paths/2`,
    ],
  },
  {
    what: 'no command',
    rule: acceptancePresent,
    files: spec({ acceptance_commands: undefined }),
    found: [`SPEC_ACCEPTANCE_EMPTY ${FILE}:1 /acceptance_commands`],
  },
  {
    what: 'a blank command',
    rule: acceptancePresent,
    files: spec({ acceptance_commands: [''] }),
    found: [`SPEC_ACCEPTANCE_EMPTY ${FILE}:12 /acceptance_commands/0`],
  },
  {
    what: 'a path to nothing',
    rule: linkedPathsMatch,
    files: spec({ linked_paths: ['src/**', 'docs/**', 'docs'] }),
    found: [`SPEC_LINKED_PATH_UNMATCHED ${FILE}:9 /linked_paths/0`],
  },
  {
    what: 'a draft of what is still to be written',
    rule: linkedPathsMatch,
    files: spec({ status: 'draft', linked_paths: ['gone'] }),
    found: [],
  },
  { what: 'paths as text', rule: linkedPathsMatch, files: spec({ linked_paths: 'src' }), found: [] },
  {
    what: 'an unknown dependency',
    rule: dependenciesKnown,
    files: dependent('login', 'logn'),
    found: [`SPEC_DEPENDENCY_UNKNOWN ${FILE}:15 /depends_on_specs/0`],
  },
  {
    what: 'a dependency whose spec is broken',
    rule: dependenciesKnown,
    files: { ...dependent('login', 'users'), 'docs/specs/users/spec.json': 'null' },
    found: [],
  },
  {
    what: 'dependencies as text are not read letter by letter',
    rule: dependenciesKnown,
    files: spec({ depends_on_specs: 'ab' }),
    found: [],
  },
  {
    what: 'a spec that waits for itself',
    rule: dependencyCycles,
    files: dependent('login', 'login'),
    found: [`SPEC_DEPENDENCY_CYCLE ${FILE}:15 /depends_on_specs/0`],
  },
  {
    what: 'a circle of three, told once',
    rule: dependencyCycles,
    files: { ...dependent('c', 'a'), ...dependent('a', 'x', 'b'), ...dependent('b', 'c') },
    found: ['SPEC_DEPENDENCY_CYCLE docs/specs/a/spec.json:16 /depends_on_specs/1'],
  },
  {
    what: 'two ways to the same spec',
    rule: dependencyCycles,
    files: { ...dependent('a', 'b', 'c'), ...dependent('b', 'c'), ...dependent('c') },
    found: [],
  },
]

test.each(ROWS)('$rule.id: $what', ({ rule, files, found }) => {
  expect(foundBy(rule, files)).toEqual(found)
})

test.each([
  {
    rule: statusKnown,
    files: spec({ status: 'aproved' }),
    facts: { status: 'aproved', nearest: 'approved' },
  },
  {
    rule: dependenciesKnown,
    files: dependent('login', 'logn'),
    facts: { dependency: 'logn', nearest: 'login' },
  },
  {
    rule: requiredFields,
    files: spec({ owners: [''] }),
    facts: { field: 'owners[0]', wanted: 'a text that is not blank' },
  },
  {
    rule: linkedPathsPresent,
    files: spec({ linked_paths: [1] }),
    facts: { detail: 'entry 1 must be of type string' },
  },
  {
    rule: linkedPathsPresent,
    files: spec({ linked_paths: undefined }),
    facts: { detail: 'must be present' },
  },
  { rule: dependencyCycles, files: dependent('login', 'login'), facts: { cycle: 'login -> login' } },
])('$rule.id states $facts', ({ rule, files, facts }) => {
  expect(diagnosticsOf(rule, files)[0]?.args).toMatchObject(facts)
})
