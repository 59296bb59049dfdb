// A plugin of Claude Code with its marketplace, so that the library is installed from a repository without npm. A plugin
// has no place for rules: those come with `bootstrap`.
import type { PortableItem } from '../../library/portable-item.ts'
import { claudePieces } from './claude.ts'
import type { Piece } from './layout.ts'

export interface PluginFacts {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly owner: string
}

export function pluginPieces(items: readonly PortableItem[], facts: PluginFacts): readonly Piece[] {
  const { name, version, description, owner } = facts
  const root = `plugins/${name}`
  const manifest = { name, version, description, author: { name: owner }, license: 'MIT' }
  const marketplace = {
    name,
    description,
    owner: { name: owner },
    plugins: [{ name, source: `./${root}`, description, version }],
  }
  return [
    { path: `${root}/.claude-plugin/plugin.json`, text: jsonText(manifest) },
    { path: '.claude-plugin/marketplace.json', text: jsonText(marketplace) },
    ...items.flatMap((item) => claudePieces(item, root)),
  ]
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}
