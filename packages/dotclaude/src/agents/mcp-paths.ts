// Tools of servers have names and inputs of their own. Those whose name says that they write, and whose input has a path
// under one of the usual keys, are read; what else they change is seen at the end of the turn.

const WRITES =
  /(?:write|edit|create|append|move|rename|delete|remove|replace|insert|patch|save|update|copy|put|overwrite|touch)/i
const SERVER_TOOL = /^(?:mcp__|MCP:|mcp_)/
const TARGETS = [
  'path',
  'file_path',
  'filePath',
  'relative_path',
  'filename',
  'file',
  'uri',
  'pathInProject',
  'destination',
  'target',
  'new_path',
]
const ORIGINS = ['source', 'old_path']
/** Lists of paths, or of objects that have one. */
const LISTS = ['paths', 'files', 'edits', 'operations']

type Input = Readonly<Record<string, unknown>>

export function mcpPaths(tool: string, input: Input): readonly string[] {
  if (!SERVER_TOOL.test(tool)) return []
  const name = tool.split(/__|:/).at(-1) ?? tool
  if (!WRITES.test(name)) return []
  // A copy leaves what it comes from.
  const keys = /copy/i.test(name) ? TARGETS : [...TARGETS, ...ORIGINS]
  return [...pathsAt(input, keys), ...LISTS.flatMap((key) => pathsInList(valueAt(input, key), keys))]
}

function pathsInList(list: unknown, keys: readonly string[]): readonly string[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((item: unknown) => {
    if (typeof item === 'string') return item === '' ? [] : [item]
    return typeof item === 'object' && item !== null ? pathsAt(item as Input, keys) : []
  })
}

function pathsAt(input: Input, keys: readonly string[]): readonly string[] {
  return keys
    .map((key) => valueAt(input, key))
    .filter((value): value is string => typeof value === 'string' && value !== '')
}

function valueAt(input: Input, key: string): unknown {
  return Object.hasOwn(input, key) ? input[key] : undefined
}
