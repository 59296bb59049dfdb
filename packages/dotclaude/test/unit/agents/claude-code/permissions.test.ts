// What `init` writes into `permissions.deny` holds where the hook cannot be started: each rule says what the guard says too.
import { expect, test } from 'vitest'
import { claudeCodeRegistration } from '../../../../src/agents/claude-code/registration.ts'
import { judgeCommand } from '../../../../src/guard/judge-command.ts'
import { contextOf } from '../../../support/guard-world.ts'

const { form } = claudeCodeRegistration
const entries = form.kind === 'settings' ? form.entries : []
const rules = entries
  .filter(({ path }) => path.join('.') === 'permissions.deny')
  .flatMap(({ value }) => (typeof value === 'string' ? [value] : []))

/** A command line that does what the rule forbids. */
function commandOf(rule: string): string {
  const [, tool, text = ''] = /^(Bash|Edit)\((.+)\)$/.exec(rule) ?? []
  if (tool === 'Bash') return text.replace(/:\*$/, ' x')
  return `echo x > ${text.replace('.git/**', '.git/hooks/pre-commit').replace('**', 'x')}`
}

test('there are some', () => {
  expect(rules.length).toBeGreaterThan(3)
})

test.each(rules)('%s: the guard denies it as well', (rule) => {
  expect(judgeCommand(commandOf(rule), contextOf({}))).toMatchObject({ decision: 'deny' })
})
