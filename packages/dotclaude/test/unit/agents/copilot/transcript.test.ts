// Events of Copilot's transcripts, one situation each.
import { expect, test } from 'vitest'
import { readCopilotTranscript } from '../../../../src/agents/copilot/transcript.ts'
import { readEvents } from '../../../support/read-events.ts'

const read = (...records: readonly object[]): ReturnType<typeof readEvents> =>
  readEvents(readCopilotTranscript, records)

test('who said what, whatever form the content has', () => {
  const { events } = read(
    { type: 'user.message', data: { content: 'a', transformedContent: 'z' } },
    { type: 'user.message', data: { content: [{ type: 'text', text: 'b' }] } },
    { type: 'user.message', data: { content: 'c', source: 'skill-x' } },
    { type: 'assistant.message', data: { content: 'd' } },
    { type: 'assistant.message', data: { text: 'e' } },
    { type: 'assistant.message', data: { content: '' } },
    { type: 'assistant.message', data: { content: 'f', parentToolCallId: 't' } },
  )
  expect(events.map((event) => ('text' in event ? `${event.kind} ${event.text}` : event.kind))).toEqual([
    'prompt a',
    'prompt b',
    'answer d',
    'answer e',
  ])
})

test('a call that is announced and started is one call', () => {
  const { events } = read(
    {
      type: 'assistant.message',
      data: {
        content: '',
        toolRequests: [{ toolCallId: '1', name: 'bash', arguments: '{"command":"make"}' }],
      },
    },
    {
      type: 'tool.execution_start',
      data: { toolCallId: '1', toolName: 'bash', arguments: { command: 'make' } },
    },
    {
      type: 'tool.execution_start',
      data: { toolCallId: '2', toolName: 'ask_user', arguments: { question: 'a?' } },
    },
  )
  expect(events).toEqual([
    { kind: 'command', call: '1', command: 'make' },
    { kind: 'question', call: '2', text: 'a?' },
  ])
})

const OUTCOMES: readonly (readonly [object, boolean, string])[] = [
  [{ success: true, result: 'x' }, false, 'x'],
  [{ success: true, result: { content: 'x' } }, false, 'x'],
  [{ success: false, error: { message: 'x' } }, true, 'x'],
  [
    { success: true, result: { content: 'x\n<exited with exit code 1>' } },
    true,
    'x\n<exited with exit code 1>',
  ],
  [
    { success: true, result: { content: 'x\n<exited with exit code 0>' } },
    false,
    'x\n<exited with exit code 0>',
  ],
  [{}, false, ''],
]

test.each(OUTCOMES)('an outcome is %j', (data, isError, output) => {
  const { events } = read({ type: 'tool.execution_complete', data: { toolCallId: 'c', ...data } })
  expect(events).toEqual([{ kind: 'result', call: 'c', isError, output }])
})

test('going back to a message takes it back with all after it; an unknown one takes nothing', () => {
  const { events } = read(
    { type: 'user.message', id: '1', data: { content: 'a' } },
    { type: 'user.message', id: '2', data: { content: 'b' } },
    { type: 'session.snapshot_rewind', data: { upToEventId: '2' } },
    { type: 'session.snapshot_rewind', data: { upToEventId: '9' } },
  )
  expect(events.slice(2)).toEqual([{ kind: 'rewind', prompts: 1 }])
})

test('facts come from the start and from changes', () => {
  const { facts, events } = read(
    {
      type: 'session.start',
      timestamp: '2026-01-01T00:00:00Z',
      data: { sessionId: 'a', copilotVersion: '1', selectedModel: 'm', context: { cwd: '/a', branch: 'x' } },
    },
    { type: 'session.context_changed', data: { cwd: '/b', branch: 'y' } },
    { type: 'session.model_change', data: { newModel: 'n' } },
    { type: 'session.title_changed', data: { title: 't' } },
    { type: 'session.compaction_complete', data: { summaryContent: 's' } },
  )
  expect(facts).toMatchObject({ id: 'a', cwd: '/a', branch: 'y', model: 'n', title: 't', agentVersion: '1' })
  expect(events).toEqual([{ kind: 'summary', text: 's' }])
})

test('events of the program mean nothing, those of no known family are counted', () => {
  expect(read({ type: 'hook.start', data: {} }, { type: 'session.idle' }).unknown).toBe(0)
  expect(read({}, { type: 'future.thing' }, { type: 'user.message', data: {} }).unknown).toBe(3)
})
