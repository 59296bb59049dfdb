// The hook in a user's home: each agent is told of the same file, by a name that any shell knows.
import { expect, test } from 'vitest'
import { REGISTRATIONS } from '../../../src/agents/registrations.ts'
import { USER_HOOK, userRegistration } from '../../../src/agents/user-registration.ts'

test.each(REGISTRATIONS.map(({ agent }) => agent))('%s calls the hook of the home', (agent) => {
  const { file, form } = userRegistration(agent)
  const text = JSON.stringify(form)
  expect(file).toMatch(/^\./)
  if (form.kind === 'file') {
    expect(form.text).toContain('homedir()')
    return
  }
  const commands = [...text.matchAll(/"(?:command|bash|powershell)":"((?:[^"\\]|\\.)*)"/g)].map(([, one]) => one)
  expect(commands.length).toBeGreaterThan(2)
  for (const command of commands) expect(command).toContain(`node \\"${USER_HOOK}\\"`)
  // Rules about a repository stay in the repository.
  expect(text).not.toContain('permissions')
})
