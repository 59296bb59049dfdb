// Records of Gemini CLI's transcripts, one situation each.
import { expect, test } from 'vitest'
import { readGeminiTranscript } from '../../../../src/agents/gemini/transcript.ts'
import { readEvents } from '../../../support/read-events.ts'

const read = (...records: readonly object[]): ReturnType<typeof readEvents> =>
  readEvents(readGeminiTranscript, records)
const user = (id: string, content: unknown): object => ({ id, type: 'user', content })
const agent = (id: string, content: unknown, toolCalls: readonly object[] = []): object => ({
  id,
  type: 'gemini',
  content,
  toolCalls,
})
const texts = (...records: readonly object[]): readonly string[] =>
  read(...records).events.flatMap((event) => ('text' in event ? event.text : []))

test('a message that is written anew counts as it was written last, in its first place', () => {
  expect(texts(user('1', 'a'), agent('2', 'b'), user('3', 'c'), agent('2', 'B'))).toEqual(['a', 'B', 'c'])
})

test('a return to a message takes it back with all after it, one to an unknown message takes all', () => {
  expect(texts(user('1', 'a'), user('2', 'b'), user('3', 'c'), { $rewindTo: '2' })).toEqual(['a'])
  expect(texts(user('1', 'a'), { $rewindTo: '9' }, user('2', 'b'))).toEqual(['b'])
})

test('a list of messages adds what is not there and drops nothing', () => {
  expect(texts(user('1', 'a'), { $set: { messages: [user('2', 'b')] } })).toEqual(['a', 'b'])
  expect(texts({ sessionId: 's', messages: [user('1', 'a'), agent('2', 'b')] })).toEqual(['a', 'b'])
})

test('what is for the program, or from it, nobody said', () => {
  expect(
    texts(user('1', '/stats'), user('2', '?'), user('3', [{ text: '<session_context>x' }]), {
      id: '4',
      type: 'info',
      content: 'x',
    }),
  ).toEqual([])
  expect(texts(user('1', '/srv is full'))).toEqual(['/srv is full'])
})

test('a call with its outcome', () => {
  const { events } = read(
    agent('1', '', [
      {
        id: 'a',
        name: 'run_shell_command',
        args: { command: 'make' },
        status: 'error',
        result: [{ functionResponse: { response: { error: 'x' } } }],
      },
      { id: 'b', name: 'replace', args: { file_path: 'a.ts' }, status: 'success', result: [] },
      { id: 'c', name: 'read_file', args: {}, status: 'success' },
      { id: 'd', name: 'write_todos', args: { todos: [{ description: 't', status: 'pending' }] } },
      { id: 'e', name: 'ask_user', args: { questions: [{ question: 'q?' }] }, result: 'yes' },
    ]),
  )
  expect(events).toEqual([
    { kind: 'command', call: 'a', command: 'make' },
    { kind: 'result', call: 'a', isError: true, output: 'x' },
    { kind: 'write', call: 'b', paths: ['a.ts'] },
    { kind: 'result', call: 'b', isError: false, output: '' },
    { kind: 'steps', steps: [{ text: 't', state: 'open' }] },
    { kind: 'question', call: 'e', text: 'q?' },
    { kind: 'result', call: 'e', isError: false, output: 'yes' },
  ])
})

test('facts: the last title, the first folder, a sub-agent’s log', () => {
  const { facts } = read(
    { sessionId: 'a', startTime: '2026-01-01T00:00:00Z', directories: ['/a', '/b'], kind: 'subagent' },
    { $set: { summary: 'x' } },
    { $set: { summary: 'y' } },
    { id: '1', type: 'gemini', content: 'b', model: 'm' },
  )
  expect(facts).toMatchObject({ id: 'a', title: 'y', cwd: '/a', model: 'm', isSidechain: true })
})

test('shapes that are not known are counted', () => {
  expect(read({}, { type: 'future' }, { $set: { messages: [{ type: 'future' }] } }).unknown).toBe(3)
})
