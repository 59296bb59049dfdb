// What a skill or command grants itself beyond being read: tools, commands that run when it is loaded, hooks, servers
// and scripts. The manifest records it, so that a change of it is seen as what it is.
import type { Snapshot } from '../repo/snapshot.ts'
import type { ContentItem } from './content-items.ts'
import { isMapping, textsOf } from './shape.ts'
import type { Mapping } from './shape.ts'

const TOOL_FIELDS = ['allowed-tools', 'allowed_tools', 'tools']
const SCRIPT = /\.(sh|bash|zsh|ps1|bat|cmd|py|rb|pl|php|lua|[cm]?js|[cm]?ts)$/
/** `` !`command` `` in the text of a skill runs when the skill is loaded. */
const RUN_ON_LOAD = /!`([^`\n]+)`/g

/** Sorted, each once, as `kind:what`. */
export function capabilitiesOf(snapshot: Snapshot, item: ContentItem): readonly string[] {
  const document = snapshot.frontmatter(item.path)
  const fields = isMapping(document?.value) ? document.value : {}
  const runs = [...(document?.body ?? '').matchAll(RUN_ON_LOAD)].map(
    ([, command]) => `run:${command?.trim()}`,
  )
  const folder = item.path.slice(0, item.path.lastIndexOf('/') + 1)
  const scripts = item.files
    .filter((file) => SCRIPT.test(file))
    .map((file) => `script:${file.slice(folder.length)}`)
  const all = [
    ...toolsOf(fields),
    ...keysOf(fields, 'hooks', 'hook'),
    ...keysOf(fields, 'mcpServers', 'server'),
  ]
  return [...new Set([...all, ...runs, ...scripts])].toSorted()
}

function toolsOf(fields: Mapping): readonly string[] {
  return TOOL_FIELDS.flatMap((field) => toolNames(fields[field])).map((tool) => `tool:${tool}`)
}

function keysOf(fields: Mapping, field: string, kind: string): readonly string[] {
  const value = fields[field]
  return isMapping(value) ? Object.keys(value).map((key) => `${kind}:${key}`) : []
}

/** A list, or a text with commas or blanks between the names; blanks inside round brackets belong to a name. */
export function toolNames(value: unknown): readonly string[] {
  if (Array.isArray(value)) return textsOf(value).map(({ text }) => text.trim())
  if (typeof value !== 'string') return []
  return value.match(/[^\s,()]+(?:\([^)]*\))?/g) ?? []
}
