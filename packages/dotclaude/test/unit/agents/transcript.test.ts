// What all readers share: calls of tools, lists of steps, times.
import { expect, test } from 'vitest'
import { claudeCode } from '../../../src/agents/claude-code/dialect.ts'
import { codex } from '../../../src/agents/codex/dialect.ts'
import { copilot } from '../../../src/agents/copilot/dialect.ts'
import { gemini } from '../../../src/agents/gemini/dialect.ts'
import { callEvents, noteTime, stepsOf } from '../../../src/agents/transcript.ts'
import type { OpenFacts } from '../../../src/agents/transcript.ts'
import { TRANSCRIPT_READERS } from '../../../src/agents/transcripts.ts'

const PATCH = '*** Begin Patch\n*** Update File: a.ts\n*** End Patch'

const CALLS: readonly (readonly [typeof claudeCode, string, unknown, object | undefined])[] = [
  [claudeCode, 'Bash', { command: 'make' }, { kind: 'command', command: 'make' }],
  [claudeCode, 'PowerShell', { command: 'ls' }, { kind: 'command', command: 'ls' }],
  [claudeCode, 'Edit', { file_path: '/a.ts' }, { kind: 'write', paths: ['/a.ts'] }],
  [claudeCode, 'NotebookEdit', { notebook_path: '/a.ipynb' }, { kind: 'write', paths: ['/a.ipynb'] }],
  [claudeCode, 'Read', { file_path: '/a.ts' }, undefined],
  [claudeCode, 'Bash', { command: 3 }, undefined],
  [codex, 'exec_command', { cmd: 'make' }, { kind: 'command', command: 'make' }],
  [codex, 'shell', { command: ['bash', '-lc', 'make all'] }, { kind: 'command', command: 'make all' }],
  [codex, 'shell', { command: ['/bin/zsh', '-c', 'make'] }, { kind: 'command', command: 'make' }],
  [
    codex,
    'shell',
    { command: ['git', 'commit', '-m', 'a b'] },
    { kind: 'command', command: "git commit -m 'a b'" },
  ],
  [codex, 'apply_patch', PATCH, { kind: 'write', paths: ['a.ts'] }],
  [
    codex,
    'shell',
    { command: ['bash', '-lc', `apply_patch <<'EOF'\n${PATCH}\nEOF`] },
    { kind: 'write', paths: ['a.ts'] },
  ],
  [copilot, 'create', { path: '/a.ts' }, { kind: 'write', paths: ['/a.ts'] }],
  [copilot, 'bash', { command: 'make' }, { kind: 'command', command: 'make' }],
  [copilot, 'view', { path: '/a.ts' }, undefined],
  [gemini, 'replace', { file_path: 'a.ts' }, { kind: 'write', paths: ['a.ts'] }],
  [gemini, 'run_shell_command', { command: 'make', dir_path: '.' }, { kind: 'command', command: 'make' }],
  [gemini, 'run_shell_command', null, undefined],
  [gemini, '', { command: 'make' }, undefined],
]

test.each(CALLS)('%# what %s is called with', (dialect, tool, input, wanted) => {
  const expected = wanted === undefined ? [] : [{ call: 'c', ...wanted }]
  expect(callEvents({ call: 'c', tool, input }, dialect)).toEqual(expected)
})

test('steps have a text and one of three states, whatever their keys are called', () => {
  const items = [
    { content: 'a', status: 'completed' },
    { step: 'b', status: 'in_progress' },
    { description: 'c', status: 'pending' },
    { subject: 'd' },
    { status: 'pending' },
  ]
  expect(stepsOf(items).map(({ text, state }) => `${text} ${state}`)).toEqual([
    'a done',
    'b doing',
    'c open',
    'd open',
  ])
})

test('the first time is the start, the last the end, and what is no time is nothing', () => {
  const facts: OpenFacts = {}
  for (const time of [undefined, 'yesterday', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', ''])
    noteTime(facts, time)
  expect(facts).toEqual({ startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-02T00:00:00Z' })
})

test('every agent has a reader, and each reading a new one', () => {
  expect(Object.keys(TRANSCRIPT_READERS)).toEqual(['claude', 'codex', 'copilot', 'gemini'])
  expect(TRANSCRIPT_READERS.claude()).not.toBe(TRANSCRIPT_READERS.claude())
})
