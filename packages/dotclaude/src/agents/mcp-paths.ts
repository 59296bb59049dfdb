// Tools of servers have names and inputs of their own. Those whose name says that they write, and whose input has a path
// under one of the usual keys, are read; what else they change is seen at the end of the turn.

const WRITES = /(?:write|edit|create|append|move|rename|delete|remove|replace|insert|patch|save|update)/i
const SERVER_TOOL = /^(?:mcp__|MCP:|mcp_)/
const KEYS = ['path', 'file_path', 'filePath', 'relative_path', 'destination', 'source', 'target', 'new_path', 'old_path'] // prettier-ignore

export function mcpPaths(tool: string, input: Readonly<Record<string, unknown>>): readonly string[] {
  if (!SERVER_TOOL.test(tool)) return []
  const name = tool.split(/__|:/).at(-1) ?? tool
  if (!WRITES.test(name)) return []
  return KEYS.map((key) => (Object.hasOwn(input, key) ? input[key] : undefined)).filter(
    (value) => typeof value === 'string' && value !== '',
  ) as string[]
}
