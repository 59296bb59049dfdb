// The hook in the settings of each agent: added once, and never at the cost of what is there.
import { expect, test } from 'vitest'
import { claudeCodeRegistration } from '../../../src/agents/claude-code/registration.ts'
import { matchesTool } from '../../../src/agents/matches-tool.ts'
import type { SettingsForm } from '../../../src/agents/registration.ts'
import { REGISTRATIONS } from '../../../src/agents/registrations.ts'
import { addRegistration, freshRegistration } from '../../../src/install/plan-registration.ts'

const withSettings = REGISTRATIONS.flatMap(({ agent, form, file }) =>
  form.kind === 'settings' ? [{ agent, form, file }] : [],
)
const claude = withSettings[0]?.form as SettingsForm

interface Groups {
  readonly PreToolUse: readonly { matcher: string; hooks: readonly unknown[] }[]
}
const hooksIn = (text: string): Groups & Record<string, readonly unknown[]> => JSON.parse(text).hooks

const OWN_MATCHERS = ['Bash|PowerShell|Monitor', '^(Edit|Write|MultiEdit|NotebookEdit|mcp__.*)$']

test.each([
  { what: 'nothing', text: '{}', matchers: OWN_MATCHERS },
  { what: 'other events', text: '{"hooks":{"Stop":[]}}', matchers: OWN_MATCHERS },
  {
    what: 'another hook',
    text: '{"hooks":{"PreToolUse":[{"matcher":"Write","hooks":[]}]}}',
    matchers: ['Write', ...OWN_MATCHERS],
  },
  {
    what: 'a registration for commands alone',
    text: '{"hooks":{"PreToolUse":[{"matcher":"Bash","hooks":[{"command":"node .claude/hooks/guard.mjs"}]}]}}',
    matchers: ['Bash', OWN_MATCHERS[1]],
  },
  {
    what: 'an entry that names the file and starts nothing',
    text: '{"hooks":{"PreToolUse":[{"matcher":"Bash","hooks":["node .claude/hooks/guard.mjs"]}]}}',
    matchers: ['Bash', ...OWN_MATCHERS],
  },
])('registers what is missing beside $what', ({ text, matchers }) => {
  const edit = addRegistration(text, claude)
  expect(edit.ok && hooksIn(edit.text).PreToolUse.map(({ matcher }) => matcher)).toEqual(matchers)
})

test.each(withSettings)('$agent: a second time nothing is added', ({ form }) => {
  const registration = REGISTRATIONS.find((one) => one.form === form)
  const text = registration === undefined ? '' : freshRegistration(registration)
  expect(addRegistration(text, form)).toEqual({ ok: true, text })
  const added = addRegistration('{\n  // mine\n  "x": 1\n}\n', form)
  expect(added.ok && addRegistration(added.text, form)).toEqual(added)
  expect(added.ok && added.text).toContain('// mine\n  "x": 1')
})

test.each(['', '\n', '\uFEFF\n'])('an empty file %j says as much as none', (text) => {
  expect(addRegistration(text, claude)).toEqual({ ok: true, text: freshRegistration({ form: claude }) })
})

test.each([
  '[]',
  '{"hooks": []}',
  '{"hooks": {"PreToolUse": {}}}',
  '{ "hooks": ',
  '{"hooks": {"PreToolUse": []}, "hooks": {"Stop": []}}',
  '{"hooks": {"PreToolUse": [], "PreToolUse": []}}',
])('refuses %j', (text) => {
  expect(addRegistration(text, claude)).toMatchObject({ ok: false })
})

test('a plugin is a file of its own', () => {
  const plugin = REGISTRATIONS.find(({ form }) => form.kind === 'file')
  expect(plugin && freshRegistration(plugin)).toContain("'tool.execute.before'")
})

test('Claude Code starts it with one line, with a limit in seconds, and blocks where it cannot', () => {
  const { PreToolUse, Stop } = hooksIn(freshRegistration(claudeCodeRegistration))
  const handler = {
    type: 'command',
    command: 'node "${CLAUDE_PROJECT_DIR}/.claude/hooks/guard.mjs"',
    timeout: 10,
  }
  expect(PreToolUse.map(({ hooks }) => hooks)).toEqual([
    [{ ...handler, onFailure: 'block' }],
    [{ ...handler, onFailure: 'block' }],
  ])
  expect(Stop).toEqual([{ hooks: [handler] }])
})

test.each([
  { matcher: undefined, tool: 'Bash', is: true },
  { matcher: '*', tool: 'Bash', is: true },
  { matcher: 'Bash|PowerShell|Monitor', tool: 'PowerShell', is: true },
  { matcher: 'Bash', tool: 'BashOutput', is: false },
  { matcher: 'Edit, Write', tool: 'Write', is: true },
  { matcher: 'Edit.*', tool: 'NotebookEdit', is: true },
  { matcher: '^(Edit|mcp__.*)$', tool: 'TodoEdit', is: false },
  { matcher: '[', tool: '[', is: false },
  { matcher: 7, tool: 'Bash', is: false },
])('$matcher and $tool: $is', ({ matcher, tool, is }) => {
  expect(matchesTool(matcher, tool)).toBe(is)
})
