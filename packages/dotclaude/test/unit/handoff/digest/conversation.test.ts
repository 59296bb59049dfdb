// What events add up to.
import { expect, test } from 'vitest'
import type { SessionEvent } from '../../../../src/agents/session-event.ts'
import { makeConversation } from '../../../../src/handoff/digest/conversation.ts'
import type { Conversation } from '../../../../src/handoff/digest/conversation.ts'

function read(...events: readonly SessionEvent[]): Conversation {
  const conversation = makeConversation()
  for (const event of events) conversation.add(event)
  return conversation.read()
}

const prompt = (text: string): SessionEvent => ({ kind: 'prompt', text })
const answer = (text: string): SessionEvent => ({ kind: 'answer', text })
const result = (call: string, isError = false, output = ''): SessionEvent => ({
  kind: 'result',
  call,
  isError,
  output,
})

test('a command stands once, where it ran last, with how it ended then', () => {
  const { commands } = read(
    { kind: 'command', call: '1', command: 'npm test' },
    result('1', true),
    { kind: 'command', call: '2', command: 'make' },
    { kind: 'command', call: '3', command: 'cd /x && npm test' },
    result('3'),
    { kind: 'command', call: '4', command: 'ls' },
  )
  expect(commands).toEqual([{ command: 'make' }, { command: 'npm test', ok: true }])
})

test('a write that failed is none, and of two results of a call the first counts', () => {
  const { files } = read(
    { kind: 'write', call: '1', paths: ['a'] },
    { kind: 'write', call: '2', paths: ['a', 'b'] },
    result('2', true),
    result('1'),
    result('1', true),
  )
  expect(files).toEqual([{ path: 'a', edits: 1 }])
})

test('what is taken back was not said, what was done stays done', () => {
  const read3 = read(
    prompt('a'),
    answer('b'),
    prompt('c'),
    answer('We decided on d.'),
    { kind: 'write', call: '', paths: ['x'] },
    { kind: 'rewind', prompts: 1 },
    prompt('e'),
  )
  expect(read3).toMatchObject({ asked: ['a', 'e'], decisions: [], files: [{ path: 'x' }] })
  expect(read3.tail.map(({ text }) => text)).toEqual(['a', 'b', 'e'])
  expect(read(prompt('a'), { kind: 'rewind', prompts: 9 }).asked).toEqual([])
})

test('an answer to a question and an agreed plan are decisions; a question without an answer is open', () => {
  const { decisions, questions } = read(
    prompt('a'),
    { kind: 'question', call: '1', text: 'three or five?' },
    result('1', false, 'User has answered your questions: five'),
    { kind: 'plan', call: '2', text: 'all of it' },
    result('2'),
    { kind: 'plan', call: '3', text: 'nothing' },
    result('3', true),
    { kind: 'question', call: '4', text: 'now?' },
  )
  expect(decisions).toEqual(['three or five? — five', 'The plan was agreed: all of it'])
  expect(questions).toEqual(['now?'])
})

test('old turns keep their prompts alone, so that a long session takes little memory', () => {
  const events = Array.from({ length: 50 }, (_, index) => [prompt(`p${index}`), answer(`a${index}`)]).flat()
  const { asked, tail } = read(...events)
  expect(asked).toHaveLength(50)
  expect(tail.map(({ text }) => text).slice(0, 2)).toEqual(['p42', 'a42'])
})

test('the agent may speak first', () => {
  expect(read(answer('a'), prompt('b')).tail).toEqual([
    { who: 'agent', text: 'a' },
    { who: 'user', text: 'b' },
  ])
})

const STEPS: SessionEvent = {
  kind: 'steps',
  steps: [
    { text: 'open', state: 'open' },
    { text: 'done', state: 'done' },
  ],
}
const DOING: SessionEvent = { kind: 'steps', steps: [{ text: 'doing', state: 'doing' }] }

const NEXT: readonly (readonly [string, readonly SessionEvent[], string])[] = [
  ['a step in work', [prompt('a'), DOING], 'doing'],
  ['a request without an answer', [prompt('a'), STEPS], 'Answer the last request: a'],
  ['what the agent named', [prompt('a'), STEPS, answer('Next: b')], 'b'],
  ['an open step', [prompt('a'), answer('b'), STEPS], 'open'],
  ['an open question', [prompt('a'), answer('Shall I?')], 'Settle the open question: Shall I?'],
  ['nothing', [prompt('a'), answer('b')], 'Nothing was left open. Ask the user what comes next.'],
]

test.each(NEXT)('what comes next: %s', (_, events, wanted) => {
  expect(read(...events).nextStep).toBe(wanted)
})
