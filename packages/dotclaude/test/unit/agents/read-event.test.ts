// What each agent's JSON becomes. Whole calls with their answers are golden cases; here are the decisions of reading.
import { expect, test } from 'vitest'
import { DIALECTS, dialectOf } from '../../../src/agents/dialects.ts'
import type { AgentName } from '../../../src/agents/hook-event.ts'
import { readEvent } from '../../../src/agents/read-event.ts'

const LINUX = { isWindows: false }

const read = (agent: AgentName, value: unknown, named?: string, machine = LINUX) =>
  readEvent(JSON.stringify(value), DIALECTS[agent], machine, named)

const claude = (tool: string, input: unknown): unknown => ({
  hook_event_name: 'PreToolUse',
  cwd: '/w',
  session_id: 's',
  tool_name: tool,
  tool_input: input,
})

test.each([
  { tool: 'Bash', input: { command: 'ls' }, command: { text: 'ls', shell: 'bash' } },
  { tool: 'PowerShell', input: { command: 'ls' }, command: { text: 'ls', shell: 'powershell' } },
  { tool: 'Write', input: { file_path: '/w/a' }, paths: ['/w/a'] },
  { tool: 'NotebookEdit', input: { notebook_path: '/w/a.ipynb' }, paths: ['/w/a.ipynb'] },
  { tool: 'Read', input: { file_path: '/w/a' }, paths: [] },
  { tool: 'mcp__files__move_file', input: { source: 'a', destination: 'b' }, paths: ['b', 'a'] },
  { tool: 'mcp__files__read_file', input: { path: 'a' }, paths: [] },
  { tool: 'constructor', input: {}, paths: [] },
  { tool: 'Monitor', input: { command: 'ls' }, command: { text: 'ls', shell: 'bash' } },
  { tool: 'Task', input: { prompt: 'rm -rf .' }, paths: [] },
])('claude-code: $tool $input', ({ tool, input, paths = [], ...rest }) => {
  expect(read('claude-code', claude(tool, input))).toEqual({
    kind: 'tool',
    tool,
    session: 's',
    cwd: '/w',
    paths,
    isUnreadable: false,
    ...rest,
  })
})

test.each([
  { tool: 'LaterTool', input: { command: 'ls' }, text: 'ls' },
  { tool: 'mcp__x__run_command', input: { command: 'ls -l' }, text: 'ls -l' },
  { tool: 'mcp__x__start', input: { command: 'git', args: ['log', 'a b'] }, text: "git\ngit log 'a b'" },
  { tool: 'mcp__x__start', input: { cmd: ['git', 'log'] }, text: 'git log' },
  { tool: 'mcp__x__batch', input: { commands: ['ls', 'pwd'] }, text: 'ls\npwd' },
  { tool: 'mcp__terminal__type', input: { text: 'ls' }, text: 'ls' },
  { tool: 'mcp__notes__add', input: { text: 'rm -rf .' }, text: undefined },
  { tool: 'mcp__ide__executeCode', input: { code: 'import os' }, text: undefined },
  { tool: 'mcp__x__run', input: { command: 7 }, text: undefined },
])('a tool that nobody lists: $tool $input', ({ tool, input, text }) => {
  expect(read('claude-code', claude(tool, input))).toMatchObject({
    kind: 'tool',
    isUnreadable: false,
    ...(text !== undefined && { command: { text, shell: 'bash' } }),
  })
  expect('command' in read('claude-code', claude(tool, input))).toBe(text !== undefined)
})

test('a tool of a server may have a command and a path', () => {
  const input = { command: 'insert', path: 'a' }
  expect(read('claude-code', claude('mcp__editor__edit', input))).toMatchObject({
    command: { text: 'insert' },
    paths: ['a'],
  })
})

test('PowerShell is known by its name', () => {
  const event = read('claude-code', claude('mcp__x__powershell', { command: 'ls' }))
  expect(event).toMatchObject({ command: { shell: 'powershell' } })
})

test.each([
  {
    agent: 'claude-code',
    value: { hook_event_name: 'pretooluse', tool_name: 'BASH', tool_input: { command: 'ls' } },
  },
  { agent: 'codex', value: { tool_name: 'Bash', tool_input: { command: 'ls' } } },
  { agent: 'gemini', value: { tool_name: 'Run_Shell_Command', tool_input: { command: 'ls' } } },
] as const)('$agent: names in other letters, or no event at all', ({ agent, value }) => {
  expect(read(agent, value)).toMatchObject({ kind: 'tool', command: { text: 'ls' } })
})

test('a byte order mark is no part of the message', () => {
  const text = `\uFEFF${JSON.stringify(claude('Bash', { command: 'ls' }))}`
  expect(readEvent(text, DIALECTS['claude-code'], LINUX)).toMatchObject({ command: { text: 'ls' } })
})

test.each([
  { agent: 'claude-code', tool: 'Bash', input: { script: 'ls' } },
  { agent: 'claude-code', tool: 'Bash', input: { command: 7 } },
  { agent: 'claude-code', tool: 'Bash', input: { command: [] } },
  { agent: 'claude-code', tool: 'Write', input: { content: '' } },
  { agent: 'claude-code', tool: 'Edit', input: 'text' },
  { agent: 'codex', tool: 'apply_patch', input: { command: 'no patch' } },
] as const)('$agent: a call of $tool with $input cannot be read', ({ agent, tool, input }) => {
  expect(read(agent, claude(tool, input))).toMatchObject({ kind: 'tool', isUnreadable: true })
})

test.each(['', '{', 'null', '[]', '"x"', '{"hook_event_name":"PreToolUse"}'])('throws on %j', (text) => {
  expect(() => readEvent(text, DIALECTS['claude-code'], LINUX)).toThrow(/JSON|no object|no tool/)
})

test.each([
  { what: 'a list of words', input: { command: ['git', 'log', '-n', '1'] }, text: 'git log -n 1' },
  {
    what: 'a script in a list',
    input: { command: ['bash', '-lc', "echo 'x'"] },
    text: `bash -lc 'echo '\\''x'\\'''`,
  },
  { what: 'another key', input: { cmd: 'ls' }, text: 'ls' },
])('codex: the command from $what', ({ input, text }) => {
  expect(read('codex', claude('shell', input))).toMatchObject({ command: { text, shell: 'bash' } })
})

test('a shell of the system is PowerShell on Windows', () => {
  const event = read('codex', claude('Bash', { command: 'ls' }), undefined, { isWindows: true })
  expect(event).toMatchObject({ command: { shell: 'powershell' } })
})

test.each([{ input: { command: 'ls' } }, { input: '{"command":"ls"}' }])(
  'copilot: input as $input, and the event from the command line',
  ({ input }) => {
    const event = read(
      'copilot',
      { sessionId: 's', cwd: '/w', toolName: 'bash', toolArgs: input },
      'preToolUse',
    )
    expect(event).toMatchObject({ kind: 'tool', session: 's', command: { text: 'ls', shell: 'bash' } })
  },
)

test('copilot: a patch as a bare text', () => {
  const patch = '*** Begin Patch\n*** Add File: a\n+x\n*** End Patch'
  const event = read('copilot', { cwd: '/w', toolName: 'apply_patch', toolArgs: patch }, 'preToolUse')
  expect(event).toMatchObject({ paths: ['a'] })
})

test.each([
  { what: 'beside the event', value: { hook_event_name: 'beforeShellExecution', command: 'ls', cwd: '/w' } },
  {
    what: 'of a tool',
    value: { hook_event_name: 'preToolUse', tool_name: 'Shell', tool_input: { command: 'ls' }, cwd: '/w' },
  },
])('cursor: the command $what', ({ value }) => {
  expect(read('cursor', value)).toMatchObject({ kind: 'tool', cwd: '/w', command: { text: 'ls' } })
})

test('cursor: the first work folder is the one it works in', () => {
  const value = { hook_event_name: 'stop', conversation_id: 'c', workspace_roots: ['/w', '/v'] }
  expect(read('cursor', value)).toEqual({ kind: 'stop', session: 'c', cwd: '/w', isRepeated: false })
})

test.each([
  { agent: 'gemini', key: 'dir_path', tool: 'run_shell_command', event: 'BeforeTool' },
  { agent: 'codex', key: 'workdir', tool: 'exec_command', event: 'PreToolUse' },
] as const)(
  '$agent: the folder of the command wins over that of the session',
  ({ agent, key, tool, event }) => {
    const value = {
      hook_event_name: event,
      cwd: '/w',
      tool_name: tool,
      tool_input: { command: 'ls', [key]: 'sub' },
    }
    expect(read(agent, value)).toMatchObject({ cwd: 'sub' })
  },
)

test.each([
  { agent: 'claude-code', name: 'PostToolUse', kind: 'other' },
  { agent: 'claude-code', name: 'SessionStart', kind: 'start' },
  { agent: 'claude-code', name: 'toString', kind: 'other' },
  { agent: 'gemini', name: 'AfterAgent', kind: 'stop' },
  { agent: 'codex', name: 'Stop', kind: 'stop' },
] as const)('$agent: $name is $kind', ({ agent, name, kind }) => {
  expect(read(agent, { hook_event_name: name, cwd: '/w' }).kind).toBe(kind)
})

test('a turn that goes on because of a hook says so', () => {
  const value = { hook_event_name: 'Stop', stop_hook_active: true }
  expect(read('claude-code', value)).toEqual({ kind: 'stop', isRepeated: true })
})

test.each([
  { name: undefined, title: 'Claude Code' },
  { name: 'codex', title: 'Codex' },
  { name: 'toString', title: undefined },
  { name: 'aider', title: undefined },
])('the dialect of $name is that of $title', ({ name, title }) => {
  expect(dialectOf(name)?.title).toBe(title)
})
