// Settings from the environment and from a file: what is read, what is refused, and what a change leaves alone.
import { expect, test } from 'vitest'
import type { Failure } from '../../../../src/diagnostics/failure.ts'
import {
  checkSetting,
  findSettings,
  isSettingName,
  settingsFrom,
  withSetting,
} from '../../../../src/handoff/store/settings.ts'

const FILE = [
  '# where handoffs go',
  'export DOTCLAUDE_HANDOFF_REPO="git@host:a.git"',
  "DOTCLAUDE_HANDOFF_FOLDER='~/Sync'",
  'GIT_SSH_COMMAND=touch /tmp/x',
  'DOTCLAUDE_DOCTOR_SH=/tmp/x',
  '',
].join('\n')

test('the environment comes before the file, an empty variable counts as none, and others are never read', () => {
  const env = { DOTCLAUDE_HANDOFF_REPO: 'git@host:b.git', DOTCLAUDE_HANDOFF_FOLDER: '' }
  expect(findSettings(env, FILE)).toEqual([
    { name: 'repo', value: 'git@host:b.git', from: 'environment' },
    { name: 'folder', value: '~/Sync', from: 'file' },
  ])
})

test('paths start in the home, recipients are a list, and there is a time limit without any setting', () => {
  const found = findSettings({ DOTCLAUDE_HANDOFF_RECIPIENT: 'age1aa, age1bb' }, FILE)
  expect(settingsFrom(found, '/home/x')).toEqual({
    repo: 'git@host:a.git',
    folder: '/home/x/Sync',
    recipients: ['age1aa', 'age1bb'],
    timeoutMs: 20_000,
  })
})

test.each([
  { name: 'transport', value: 'ftp', code: 'HANDOFF_SETTING_INVALID' },
  { name: 'folder', value: 'relative', code: 'HANDOFF_SETTING_INVALID' },
  { name: 'recipient', value: 'you@example.com', code: 'HANDOFF_SETTING_INVALID' },
  { name: 'machine', value: 'My Laptop', code: 'HANDOFF_SETTING_INVALID' },
  { name: 'timeout', value: 'soon', code: 'HANDOFF_SETTING_INVALID' },
  { name: 'timeout', value: '0', code: 'HANDOFF_SETTING_INVALID' },
  { name: 'timeout', value: '9999', code: 'HANDOFF_SETTING_INVALID' },
  { name: 'folder', value: '/a\nPATH=/x', code: 'HANDOFF_SETTING_INVALID' },
  { name: 'repo', value: 'ext::sh', code: 'HANDOFF_STORE_REFUSED' },
  { name: 'repo', value: '--upload-pack=id', code: 'HANDOFF_STORE_REFUSED' },
] as const)('$name $value is refused', ({ name, value, code }) => {
  expect(() => checkSetting({ name, value, from: 'environment' })).toThrow(expect.objectContaining({ code }))
})

test('an address with a password may be used and not kept, and is not shown', () => {
  const value = 'https://you:pass-word@host/x.git'
  expect(() => checkSetting({ name: 'repo', value, from: 'environment' })).not.toThrow()
  let thrown: unknown
  try {
    checkSetting({ name: 'repo', value, from: 'file' }, true)
  } catch (error) {
    thrown = error
  }
  expect(thrown).toMatchObject({ code: 'HANDOFF_STORE_REFUSED' })
  expect((thrown as Failure).message).not.toContain('pass-word')
})

test('a change replaces the lines of its name and leaves the others', () => {
  const changed = withSetting(FILE, 'repo', '/srv/x.git')
  expect(changed.split('\n').filter((line) => line.includes('REPO'))).toEqual([
    'DOTCLAUDE_HANDOFF_REPO=/srv/x.git',
  ])
  expect(changed).toContain('# where handoffs go')
  expect(withSetting(changed, 'repo', undefined)).not.toContain('REPO')
  expect(withSetting('', 'timeout', '60')).toBe('DOTCLAUDE_HANDOFF_TIMEOUT=60\n')
})

test.each([
  { text: 'repo', is: true },
  { text: 'toString', is: false },
])('$text is a setting: $is', ({ text, is }) => {
  expect(isSettingName(text)).toBe(is)
})
