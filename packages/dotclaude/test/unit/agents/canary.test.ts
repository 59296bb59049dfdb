// The question that doctor asks a hook is one that the hook understands, in every dialect; and so is the answer.
import { expect, test } from 'vitest'
import { canaryFor, readStop } from '../../../src/agents/canary.ts'
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
  const said = readStop(denied.stdout, name) ?? {
    isStop: denied.exitCode === 2,
    reason: denied.stderr.trim(),
  }
  expect(said).toEqual({ isStop: true, reason: 'no' })
  for (const answer of [{ decision: 'allow' }, { decision: 'warn', reason: 'x' }] as const) {
    const reply = dialect.reply(answer, 'tool')
    expect([reply.exitCode, readStop(reply.stdout, name)?.isStop ?? false]).toEqual([0, false])
  }
})

test.each([
  {
    what: 'the words of another agent',
    agent: 'claude-code',
    stdout: '{"permission":"deny"}',
    isStop: false,
  },
  {
    what: 'a block in old words',
    agent: 'claude-code',
    stdout: '{"decision":"block","reason":"x"}',
    isStop: true,
  },
  {
    what: 'a question that a person answers',
    agent: 'copilot',
    stdout: '{"permissionDecision":"ask"}',
    isStop: true,
  },
  { what: 'a question that nobody is asked', agent: 'cursor', stdout: '{"permission":"ask"}', isStop: false },
  { what: 'a list', agent: 'gemini', stdout: '[{"decision":"deny"}]', isStop: undefined },
  { what: 'something in front of it', agent: 'gemini', stdout: 'hi\n{"decision":"deny"}', isStop: undefined },
] as const)('$agent reads $what', ({ agent, stdout, isStop }) => {
  expect(readStop(stdout, agent)?.isStop).toBe(isStop)
})
