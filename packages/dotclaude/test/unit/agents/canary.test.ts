// The question that doctor asks a hook is one that the hook understands, in every dialect; and so is the answer.
import { expect, test } from 'vitest'
import { canaryFor, saysStop } from '../../../src/agents/canary.ts'
import { dialectNames, dialectOf } from '../../../src/agents/dialects.ts'
import { readEvent } from '../../../src/agents/read-event.ts'

test.each(dialectNames)('%s', (name) => {
  const dialect = dialectOf(name)
  if (dialect === undefined) throw new Error(name)
  const text = canaryFor(dialect, { command: 'git status', folder: '/w' })
  const event = readEvent(text, dialect, { isWindows: false })
  expect(event).toMatchObject({
    kind: 'tool',
    cwd: '/w',
    command: { text: 'git status' },
    isUnreadable: false,
  })
  const denied = dialect.reply({ decision: 'deny', reason: 'no' }, 'tool')
  expect(denied.exitCode === 2 || saysStop(denied.stdout)).toBe(true)
  for (const answer of [{ decision: 'allow' }, { decision: 'warn', reason: 'x' }] as const) {
    const reply = dialect.reply(answer, 'tool')
    expect([reply.exitCode, saysStop(reply.stdout)]).toEqual([0, false])
  }
})
