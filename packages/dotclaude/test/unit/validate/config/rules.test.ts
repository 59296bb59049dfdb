// The rules about our own configuration.
import { expect, test } from 'vitest'
import { memorySnapshot } from '../../../../src/repo/snapshot.ts'
import { checkConfig } from '../../../../src/validate/config/check-config.ts'
import { codesKnown } from '../../../../src/validate/config/codes-known.ts'
import { configIn } from '../../../../src/validate/config/config-file.ts'
import { configValid } from '../../../../src/validate/config/config-valid.ts'
import { OPTIONS, diagnosticsOf, foundBy, json } from '../found.ts'

const FILE = '.claude/dotclaude.json'
const GOOD = {
  $schema: 'x',
  rules: { SPEC_LINKED_PATH_UNMATCHED: 'off' },
  coverage: { mode: 'warn', bots: ['dependabot[bot]'] },
  suppressions: [{ code: 'SPEC_ID_MISMATCH', file: 'docs/**', pointer: '/id', reason: 'old' }],
  baseline: '.claude/baseline.json',
  guard: {
    packs: { databases: 'deny' },
    rules: { GUARD_GIT_TAG_DELETE: 'off' },
    protectedBranches: ['release/*'],
  },
}

test.each([
  { what: 'none', text: undefined, found: [] },
  { what: 'everything', text: `// ours\n${json(GOOD)}`, found: [] },
  { what: 'half', text: '{\n"rules": {\n', found: [`CONFIG_INVALID ${FILE}:3`] },
  { what: 'a list', text: '\n[]', found: [`CONFIG_INVALID ${FILE}:2`] },
  {
    what: 'a level',
    text: json({ rules: { SPEC_ID_MISMATCH: 'warning' } }),
    found: [`CONFIG_INVALID ${FILE}:3 /rules/SPEC_ID_MISMATCH`],
  },
  {
    what: 'a key',
    text: json({ coverage: { mod: 'warn' } }),
    found: [`CONFIG_INVALID ${FILE}:3 /coverage/mod`],
  },
  {
    what: 'a pack of the guard',
    text: json({ guard: { packs: { git: 'off' } } }),
    found: [`CONFIG_INVALID ${FILE}:4 /guard/packs/git`],
  },
  {
    what: 'a mode of the guard',
    text: json({ guard: { rules: { GUARD_GIT_CLEAN: 'error' } } }),
    found: [`CONFIG_INVALID ${FILE}:4 /guard/rules/GUARD_GIT_CLEAN`],
  },
  {
    what: 'a suppression without a reason',
    text: json({ suppressions: [{ code: 'A' }] }),
    found: [`CONFIG_INVALID ${FILE}:3 /suppressions/0/reason`],
  },
])('config-valid: $what', ({ text, found }) => {
  expect(foundBy(configValid, text === undefined ? {} : { [FILE]: text })).toEqual(found)
})

test('rules of the guard are codes too', () => {
  const text = json({ guard: { rules: { GUARD_GIT_CLEEN: 'off' } } })
  expect(foundBy(codesKnown, { [FILE]: text })).toEqual([
    `CONFIG_CODE_UNKNOWN ${FILE}:4 /guard/rules/GUARD_GIT_CLEEN`,
  ])
})

test('codes exist, and a slip is recognised', () => {
  const text = json({
    rules: { SPEC_ID_MISMATH: 'off', SPEC_ID_MISMATCH: 'off' },
    suppressions: [{ code: 'NOBODY' }, 7],
  })
  expect(foundBy(codesKnown, { [FILE]: text })).toEqual([
    `CONFIG_CODE_UNKNOWN ${FILE}:3 /rules/SPEC_ID_MISMATH`,
    `CONFIG_CODE_UNKNOWN ${FILE}:8 /suppressions/0/code`,
  ])
  expect(diagnosticsOf(codesKnown, { [FILE]: text })[0]?.args).toEqual({
    name: 'SPEC_ID_MISMATH',
    nearest: 'SPEC_ID_MISMATCH',
  })
})

test('the whole check says nothing where there is no configuration', () => {
  expect(checkConfig(memorySnapshot({}), OPTIONS)).toEqual({
    check: 'validate-config',
    passed: [],
    diagnostics: [],
  })
  const snapshot = memorySnapshot({ [FILE]: json(GOOD) })
  expect(checkConfig(snapshot, OPTIONS).passed).toEqual(['configuration valid'])
  expect(configIn(snapshot)?.errors).toEqual([])
})
