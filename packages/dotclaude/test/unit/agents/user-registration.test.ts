// The hook in a user's home: each agent is told of the same file, by a name that any shell knows.
import { expect, test } from 'vitest'
import { REGISTRATIONS } from '../../../src/agents/registrations.ts'
import { USER_HOOK, userRegistration } from '../../../src/agents/user-registration.ts'

const withSettings = REGISTRATIONS.filter(({ form }) => form.kind === 'settings').map(({ agent }) => agent)

test.each(withSettings)('%s calls the hook of the home', (agent) => {
  const { file, form } = userRegistration(agent)
  const text = JSON.stringify(form)
  expect(file).toMatch(/^\.[a-z]+\//)
  const commands = [...text.matchAll(/"(?:command|bash|powershell)":"((?:[^"\\]|\\.)*)"/g)].map(
    ([, one]) => one,
  )
  expect(commands.length).toBeGreaterThan(2)
  for (const command of commands) expect(command).toContain(`node \\"${USER_HOOK}\\"`)
  // Rules about a repository stay in the repository.
  expect(text).not.toContain('permissions')
})

test('OpenCode is handed a plugin that asks for the home', () => {
  expect(userRegistration('opencode')).toMatchObject({
    form: { kind: 'file', text: expect.stringContaining("join(homedir(), '.claude/hooks/guard.mjs')") },
  })
})
