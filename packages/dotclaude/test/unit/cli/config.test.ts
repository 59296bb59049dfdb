// The configuration as the command line uses it: a part that cannot be understood counts as absent.
import { expect, test } from 'vitest'
import { readConfig } from '../../../src/cli/config.ts'
import { memorySnapshot } from '../../../src/repo/snapshot.ts'

test.each([
  { text: undefined, config: { levels: {}, suppressions: [] } },
  { text: '', config: { levels: {}, suppressions: [] } },
  { text: 'null', config: { levels: {}, suppressions: [] } },
  { text: '[1]', config: { levels: {}, suppressions: [] } },
  { text: '{ "rules": 1, "suppressions": {}, "baseline": 2 }', config: { levels: {}, suppressions: [] } },
  {
    text: '{ "rules": { "A": "off", "B": "loud", "__proto__": "warn" } }',
    config: { levels: { A: 'off', ['__proto__']: 'warn' }, suppressions: [] },
  },
  {
    text: '{ "baseline": "b.json" /* ours */ }',
    config: { levels: {}, suppressions: [], baseline: 'b.json' },
  },
  // Half of a document could say the opposite of the whole.
  { text: '{ "rules": { "A": "off" }, ', config: { levels: {}, suppressions: [] } },
])('$text', ({ text, config }) => {
  const files = text === undefined ? {} : { '.claude/dotclaude.json': text }
  expect(readConfig(memorySnapshot(files))).toEqual(config)
})

test('an entry knows where it stands', () => {
  const text =
    '{\n  "suppressions": [\n    { "code": "A", "reason": "b" },\n    { "reason": "no code" }\n  ]\n}'
  const { suppressions } = readConfig(memorySnapshot({ '.claude/dotclaude.json': text }))
  expect(suppressions).toMatchObject([
    {
      code: 'A',
      reason: 'b',
      where: { file: '.claude/dotclaude.json', line: 3, pointer: '/suppressions/0' },
    },
  ])
})
