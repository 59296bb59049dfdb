// Which hooks an agent would call before a shell command, by the word of its settings.
import { expect, test } from 'vitest'
import { hooksBefore } from '../../../../src/cli/doctor/registered-hooks.ts'
import { memorySnapshot } from '../../../../src/repo/snapshot.ts'

const FILE = '.claude/settings.json'
const HOOK = { type: 'command', command: 'guard' }
const group = (matcher: unknown, hooks: unknown = [HOOK]): object => ({
  hooks: { PreToolUse: [{ matcher, hooks }] },
})

test.each([
  { settings: group('Bash'), found: 1 },
  { settings: group('Bash|PowerShell'), found: 1 },
  { settings: group(''), found: 1 },
  { settings: group('*'), found: 1 },
  { settings: { hooks: { PreToolUse: [{ hooks: [HOOK] }] } }, found: 1 },
  { settings: group('B.*'), found: 1 },
  { settings: group('Write'), found: 0 },
  { settings: group('BashOutput'), found: 0 },
  { settings: group('Bas'), found: 0 },
  { settings: group('('), found: 0 },
  { settings: group(1), found: 0 },
  { settings: group('Bash', [{ type: 'http', url: 'x' }]), found: 0 },
  { settings: group('Bash', [{ command: 1 }, null, 'guard']), found: 0 },
  { settings: group('Bash', {}), found: 0 },
  { settings: { hooks: { PreToolUse: {} } }, found: 0 },
  { settings: { hooks: [] }, found: 0 },
  { settings: [], found: 0 },
  { settings: null, found: 0 },
])('$settings has $found', ({ settings, found }) => {
  const snapshot = memorySnapshot({ [FILE]: JSON.stringify(settings) })
  expect(hooksBefore('Bash', snapshot).hooks).toHaveLength(found)
})

test('a program without a shell keeps its arguments, a command line has none', () => {
  const hooks = [
    { ...HOOK, args: ['a'] },
    { ...HOOK, args: 'a' },
  ]
  const snapshot = memorySnapshot({ [FILE]: JSON.stringify(group('Bash', hooks)) })
  expect(hooksBefore('Bash', snapshot).hooks).toEqual([
    { file: FILE, command: 'guard', args: ['a'] },
    { file: FILE, command: 'guard' },
  ])
})

test('local settings count, and can switch everything off', () => {
  const snapshot = memorySnapshot({
    [FILE]: JSON.stringify(group('Bash')),
    '.claude/settings.local.json': JSON.stringify({ ...group('Bash'), disableAllHooks: true }),
  })
  expect(hooksBefore('Bash', snapshot)).toMatchObject({
    hooks: [{ file: FILE }, { file: '.claude/settings.local.json' }],
    disabledBy: '.claude/settings.local.json',
  })
})
