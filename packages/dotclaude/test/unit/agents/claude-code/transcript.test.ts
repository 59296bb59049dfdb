// Lines of Claude Code's transcripts, one situation each.
import { expect, test } from 'vitest'
import { readClaudeTranscript } from '../../../../src/agents/claude-code/transcript.ts'
import { readEvents } from '../../../support/read-events.ts'

const read = (...records: readonly object[]): ReturnType<typeof readEvents> =>
  readEvents(readClaudeTranscript, records)
const user = (content: unknown, more: object = {}): object => ({
  type: 'user',
  message: { role: 'user', content },
  ...more,
})
const agent = (content: unknown, more: object = {}): object => ({
  type: 'assistant',
  message: { role: 'assistant', content, model: 'm' },
  ...more,
})
const call = (name: string, input: object): object => agent([{ type: 'tool_use', id: 'c', name, input }])

test('who said what', () => {
  const { events } = read(
    user('a'),
    user([{ type: 'text', text: 'b' }, { type: 'image' }]),
    agent([
      { type: 'thinking', thinking: 't' },
      { type: 'text', text: 'c' },
    ]),
    agent('d'),
    agent([{ type: 'text', text: 'No response requested.' }]),
  )
  expect(events).toEqual([
    { kind: 'prompt', text: 'a' },
    { kind: 'prompt', text: 'b' },
    { kind: 'answer', text: 'c' },
    { kind: 'answer', text: 'd' },
  ])
})

test('what the program said itself is nobody’s', () => {
  const { events, unknown } = read(
    user('a', { isMeta: true }),
    agent([{ type: 'text', text: 'API Error' }], { isApiErrorMessage: true }),
    { type: 'system', subtype: 'turn_duration' },
    { type: 'queue-operation' },
  )
  expect({ events, unknown }).toEqual({ events: [], unknown: 0 })
})

test('a side-chain’s words are not the session’s, its deeds are', () => {
  const { events } = read(
    user('a', { isSidechain: true }),
    agent(
      [
        { type: 'text', text: 'b' },
        { type: 'tool_use', id: 'c', name: 'Write', input: { file_path: '/x' } },
      ],
      {
        isSidechain: true,
      },
    ),
    user([{ type: 'tool_result', tool_use_id: 'c', content: 'ok' }], { isSidechain: true }),
  )
  expect(events.map(({ kind }) => kind)).toEqual(['write', 'result'])
})

test('a summary of the program is a summary', () => {
  expect(read(user('so far', { isCompactSummary: true })).events).toEqual([
    { kind: 'summary', text: 'so far' },
  ])
})

test('results have a text or parts', () => {
  const { events } = read(
    user([
      { type: 'tool_result', tool_use_id: 'a', content: 'x' },
      { type: 'tool_result', tool_use_id: 'b', content: [{ type: 'text', text: 'y' }], is_error: true },
      { type: 'tool_result', content: 'of nothing' },
    ]),
  )
  expect(events).toEqual([
    { kind: 'result', call: 'a', isError: false, output: 'x' },
    { kind: 'result', call: 'b', isError: true, output: 'y' },
  ])
})

test('tools that are about the work itself', () => {
  const { events } = read(
    call('TodoWrite', { todos: [{ content: 'a', status: 'in_progress' }] }),
    call('AskUserQuestion', { questions: [{ question: 'a?' }, { question: 'b?' }] }),
    call('ExitPlanMode', { plan: 'do it' }),
    call('Read', { file_path: '/x' }),
  )
  expect(events).toEqual([
    { kind: 'steps', steps: [{ text: 'a', state: 'doing' }] },
    { kind: 'question', call: 'c', text: 'a? b?' },
    { kind: 'plan', call: 'c', text: 'do it' },
  ])
})

test('tasks are numbered as they are made', () => {
  const { events } = read(
    call('TaskCreate', { subject: 'a' }),
    call('TaskCreate', { subject: 'b' }),
    call('TaskUpdate', { taskId: '1', status: 'completed' }),
    call('TaskUpdate', { taskId: '2', status: 'in_progress', subject: 'B' }),
    call('TaskUpdate', { taskId: '9', status: 'completed' }),
  )
  expect(events.at(-1)).toEqual({
    kind: 'steps',
    steps: [
      { text: 'a', state: 'done' },
      { text: 'B', state: 'doing' },
    ],
  })
})

test('the text that a slash command stands for is no prompt of its own', () => {
  const slash = '<command-name>/review</command-name>'
  const { events } = read(
    user(slash, { promptId: '1' }),
    user('Review all of it.', { promptId: '1' }),
    user('Thanks.', { promptId: '2' }),
  )
  expect(events).toEqual([
    { kind: 'prompt', text: '/review' },
    { kind: 'prompt', text: 'Thanks.' },
  ])
})

test('a prompt in the place of an earlier one takes back what came after that', () => {
  const { events } = read(
    user('a', { parentUuid: null }),
    user('b', { parentUuid: '1' }),
    user('c', { parentUuid: '2' }),
    user('d', { parentUuid: '1' }),
  )
  expect(events.slice(3)).toEqual([
    { kind: 'rewind', prompts: 2 },
    { kind: 'prompt', text: 'd' },
  ])
})

const TITLES: readonly (readonly [string, readonly object[], string])[] = [
  [
    'the last of the user’s',
    [
      { type: 'custom-title', customTitle: 'a' },
      { type: 'custom-title', customTitle: 'b' },
    ],
    'b',
  ],
  [
    'the user’s over a later one of the agent',
    [
      { type: 'custom-title', customTitle: 'a' },
      { type: 'ai-title', aiTitle: 'b' },
    ],
    'a',
  ],
  [
    'the agent’s last',
    [
      { type: 'ai-title', aiTitle: 'a' },
      { type: 'ai-title', aiTitle: 'b' },
    ],
    'b',
  ],
  [
    'the first summary where there is nothing else',
    [
      { type: 'summary', summary: 'a' },
      { type: 'summary', summary: 'b' },
    ],
    'a',
  ],
  [
    'the agent’s over a summary',
    [
      { type: 'ai-title', aiTitle: 'a' },
      { type: 'summary', summary: 'b' },
    ],
    'a',
  ],
]

test.each(TITLES)('of titles %s counts', (_, records, title) => {
  expect(read(...records).facts.title).toBe(title)
})

test('facts: the first folder, the last branch and version, the model', () => {
  const { facts } = read(
    { type: 'mode' },
    user('a', { cwd: '/a', gitBranch: 'x', version: '1', timestamp: '2026-01-01T00:00:00Z' }),
    agent('b', { cwd: '/a/b', gitBranch: 'y', version: '2', timestamp: '2026-01-02T00:00:00Z' }),
  )
  expect(facts).toEqual({
    cwd: '/a',
    branch: 'y',
    agentVersion: '2',
    model: 'm',
    startedAt: '2026-01-01T00:00:00Z',
    endedAt: '2026-01-02T00:00:00Z',
  })
})

test('shapes that are not known are told apart from lines that mean nothing', () => {
  expect(
    read({ type: 'from-the-future' }, {}, { type: 3 }, user(undefined), agent(7), { type: 'user' }).unknown,
  ).toBe(6)
})
