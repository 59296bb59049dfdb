// Lines of Codex's transcripts, one situation each.
import { expect, test } from 'vitest'
import { readCodexTranscript } from '../../../../src/agents/codex/transcript.ts'
import { readEvents } from '../../../support/read-events.ts'

const read = (...records: readonly object[]): ReturnType<typeof readEvents> =>
  readEvents(readCodexTranscript, records)
const item = (payload: object): object => ({ type: 'response_item', payload })
const shown = (payload: object): object => ({ type: 'event_msg', payload })
const said = (role: string, ...texts: readonly string[]): object =>
  item({ type: 'message', role, content: texts.map((text) => ({ type: 'input_text', text })) })

const BOTH: readonly (readonly [string, readonly object[], readonly string[]])[] = [
  ['the model’s log alone', [said('user', 'a'), said('user', 'a')], ['a', 'a']],
  ['the shown log alone', [shown({ type: 'user_message', message: 'a' })], ['a']],
  ['the model’s log first', [said('user', 'a'), shown({ type: 'user_message', message: 'a' })], ['a']],
  ['the shown log first', [shown({ type: 'user_message', message: 'a' }), said('user', 'a')], ['a']],
  [
    'the same twice in both',
    [
      said('user', 'a'),
      shown({ type: 'user_message', message: 'a' }),
      said('user', 'a'),
      shown({ type: 'user_message', message: 'a' }),
    ],
    ['a', 'a'],
  ],
]

test.each(BOTH)('what was said is told once: %s', (_, records, texts) => {
  expect(read(...records).events).toEqual(texts.map((text) => ({ kind: 'prompt', text })))
})

test('all parts of a message count, but for those of the program', () => {
  const { events } = read(
    said('user', '<environment_context>x', 'a', '\n# AGENTS.md instructions for /x', 'b'),
  )
  expect(events).toEqual([{ kind: 'prompt', text: 'a\nb' }])
})

test.each([
  '<user_instructions>x',
  '<permissions instructions>x',
  '<turn_aborted>x',
  '# AGENTS.md instructions for /x',
])('nobody said %j', (text) => {
  expect(read(said('user', text), said('developer', 'x'), said('system', 'x'))).toMatchObject({
    events: [],
    unknown: 0,
  })
})

const OUTPUTS: readonly (readonly [string, unknown, boolean, string])[] = [
  ['a text', 'x', false, 'x'],
  ['a text with its code', 'Process exited with code 3\nx', true, 'Process exited with code 3\nx'],
  ['a text with code 0', 'Exit code: 0\nx', false, 'Exit code: 0\nx'],
  ['a text of JSON', '{"output":"x","metadata":{"exit_code":1}}', true, 'x'],
  ['an object', { content: 'x', success: false }, true, 'x'],
  ['parts', [{ type: 'input_text', text: 'x' }], false, 'x'],
  ['nothing', undefined, false, ''],
]

test.each(OUTPUTS)('an output is %s', (_, output, isError, text) => {
  const { events } = read(item({ type: 'function_call_output', call_id: 'c', output }))
  expect(events).toEqual([{ kind: 'result', call: 'c', isError, output: text }])
})

test('calls in all their forms', () => {
  const { events } = read(
    item({ type: 'function_call', name: 'exec_command', arguments: '{"cmd":"make"}', call_id: '1' }),
    item({
      type: 'custom_tool_call',
      name: 'apply_patch',
      input: '*** Begin Patch\n*** Add File: a\n*** End Patch',
      call_id: '2',
    }),
    item({ type: 'local_shell_call', call_id: '3', action: { command: ['make', 'all'] } }),
    item({
      type: 'function_call',
      name: 'update_plan',
      arguments: '{"plan":[{"step":"a","status":"pending"}]}',
      call_id: '4',
    }),
    item({
      type: 'function_call',
      name: 'request_user_input',
      arguments: '{"questions":[{"question":"a?"}]}',
      call_id: '5',
    }),
    item({ type: 'function_call', name: 'exec_command', arguments: '{broken', call_id: '6' }),
  )
  expect(events).toEqual([
    { kind: 'command', call: '1', command: 'make' },
    { kind: 'write', call: '2', paths: ['a'] },
    { kind: 'command', call: '3', command: 'make all' },
    { kind: 'steps', steps: [{ text: 'a', state: 'open' }] },
    { kind: 'question', call: '5', text: 'a?' },
  ])
})

test('the shown log tells titles, ends of commands and what was rolled back', () => {
  const { events, facts } = read(
    shown({ type: 'thread_name_updated', thread_name: 'a' }),
    shown({ type: 'thread_name_updated', thread_name: 'b' }),
    shown({ type: 'exec_command_end', call_id: 'c', exit_code: 2, aggregated_output: 'x' }),
    shown({ type: 'patch_apply_end', call_id: 'd', success: false }),
    shown({ type: 'thread_rolled_back', num_turns: 2 }),
    shown({ type: 'token_count' }),
  )
  expect(facts.title).toBe('b')
  expect(events).toEqual([
    { kind: 'result', call: 'c', isError: true, output: 'x' },
    { kind: 'result', call: 'd', isError: true, output: '' },
    { kind: 'rewind', prompts: 2 },
  ])
})

test('of several heads the first is the session’s, and a sub-agent says so', () => {
  const head = (id: string, source: unknown): object => ({
    type: 'session_meta',
    payload: { id, cwd: `/${id}`, cli_version: '1', git: { branch: 'b' }, source },
  })
  expect(read(head('a', 'cli'), head('b', 'cli')).facts).toEqual({
    id: 'a',
    cwd: '/a',
    agentVersion: '1',
    branch: 'b',
  })
  expect(read(head('a', { subagent: {} })).facts.isSidechain).toBe(true)
})

test('a summary is one where it has a text', () => {
  expect(
    read({ type: 'compacted', payload: { message: 'x' } }, { type: 'compacted', payload: {} }).events,
  ).toEqual([{ kind: 'summary', text: 'x' }])
})

test('lines of the first releases have no payload', () => {
  const { events, facts, unknown } = read(
    { id: 'a', timestamp: '2025-05-07T17:24:21Z' },
    { record_type: 'state' },
    { type: 'message', role: 'assistant', content: [{ text: 'x' }] },
  )
  expect({ events, id: facts.id, unknown }).toEqual({
    events: [{ kind: 'answer', text: 'x' }],
    id: 'a',
    unknown: 0,
  })
})

test('shapes that are not known are counted', () => {
  expect(
    read(
      { type: 'future', payload: {} },
      {},
      item({}),
      item({ type: 'future' }),
      shown({}),
      said('ghost', 'x'),
    ).unknown,
  ).toBe(6)
})
