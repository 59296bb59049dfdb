// The guard in the project's settings: added once, and never at the cost of what is there.
import { expect, test } from 'vitest'
import { addGuard, freshSettings } from '../../../src/install/plan-settings.ts'

const preToolUse = (text: string): readonly { matcher: string }[] => JSON.parse(text).hooks.PreToolUse

test.each([
  { what: 'nothing', text: '{}', matchers: ['Bash|PowerShell'] },
  { what: 'other events', text: '{"hooks":{"Stop":[]}}', matchers: ['Bash|PowerShell'] },
  {
    what: 'another hook',
    text: '{"hooks":{"PreToolUse":[{"matcher":"Write","hooks":[]}]}}',
    matchers: ['Write', 'Bash|PowerShell'],
  },
])('registers the guard beside $what', ({ text, matchers }) => {
  const edit = addGuard(text)
  expect(edit.ok && preToolUse(edit.text).map(({ matcher }) => matcher)).toEqual(matchers)
})

test('adds nothing where the guard is registered, in whatever form', () => {
  const shell = `{"hooks":{"PreToolUse":[{"hooks":[{"command":"node .claude/hooks/guard.mjs"}]}]}}`
  for (const text of [freshSettings(), shell]) expect(addGuard(text)).toEqual({ ok: true, text })
})

test.each(['', '[]', '{"hooks": []}', '{"hooks": {"PreToolUse": {}}}', '{ "hooks": '])(
  'refuses %j',
  (text) => {
    expect(addGuard(text)).toMatchObject({ ok: false })
  },
)

test('the guard is started without a shell, with a limit in seconds, and blocks where it cannot be started', () => {
  const [group] = JSON.parse(freshSettings()).hooks.PreToolUse
  expect(group.hooks).toEqual([
    {
      type: 'command',
      command: 'node',
      args: ['${CLAUDE_PROJECT_DIR}/.claude/hooks/guard.mjs'],
      timeout: 10,
      onFailure: 'block',
    },
  ])
})
