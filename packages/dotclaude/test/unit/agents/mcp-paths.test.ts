// What tools of servers would write, as far as their names and inputs tell.
import { expect, test } from 'vitest'
import { mcpPaths } from '../../../src/agents/mcp-paths.ts'

test.each([
  { tool: 'mcp__fs__write_file', input: { path: 'a' }, paths: ['a'] },
  { tool: 'mcp__plugin_x_fs__edit_file', input: { file_path: 'a' }, paths: ['a'] },
  { tool: 'MCP:create_entity', input: { path: 'a' }, paths: ['a'] },
  { tool: 'mcp__writer__read', input: { path: 'a' }, paths: [] },
  { tool: 'mcp__fs__write_file', input: { path: 7 }, paths: [] },
  { tool: 'write_file', input: { path: 'a' }, paths: [] },
  { tool: 'mcp__fs__copy_file', input: { source: 'a', destination: 'b' }, paths: ['b'] },
  { tool: 'mcp__fs__move_file', input: { source: 'a', destination: 'b' }, paths: ['b', 'a'] },
  {
    tool: 'mcp__fs__edit_files',
    input: { edits: [{ path: 'a' }, 7, null], paths: ['b', ''] },
    paths: ['b', 'a'],
  },
  { tool: 'mcp__git__push_files', input: { files: [{ path: 'a', content: 'x' }] }, paths: [] },
])('$tool $input', ({ tool, input, paths }) => {
  expect(mcpPaths(tool, input)).toEqual(paths)
})
