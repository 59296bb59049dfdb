// What an agent reads, as data and small functions: where each kind of item goes and in which words. An item becomes
// pieces; what the agent has no words for becomes a gap, so that nobody believes it holds there.
import type { PortableItem } from '../../library/portable-item.ts'

export const LAYOUT_AGENTS = ['claude', 'codex', 'copilot', 'cursor', 'gemini', 'opencode'] as const
export type LayoutAgent = (typeof LAYOUT_AGENTS)[number]

export type Scope = 'project' | 'user'

export interface Piece {
  /** Relative to the repository, or to the user's home folder, with slashes. */
  readonly path: string
  readonly text: string
  /** The file may be the user's: only the part between our marks is ours. */
  readonly isBlock?: boolean
}

export interface Gap {
  readonly item: string
  /** What does not hold in this agent, in words that follow `has no`. */
  readonly what: string
}

export interface Layout {
  readonly agent: LayoutAgent
  readonly pieces: (item: PortableItem, scope: Scope) => readonly Piece[]
  readonly gaps: (item: PortableItem) => readonly Gap[]
}

/** Values of a frontmatter in the order given; absent ones are left out. Everything is quoted as JSON, which is YAML. */
export function withFrontmatter(
  fields: Readonly<Record<string, boolean | string | readonly string[] | undefined>>,
  body: string,
): string {
  const lines = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`],
  )
  return ['---', ...lines, '---', '', body].join('\n')
}

/** The files of a skill: the portable form itself, which every agent with skills reads. */
export function skillPieces(item: PortableItem, folder: string, vendor: VendorFields = {}): readonly Piece[] {
  const { id, description, license, compatibility, allowedTools, metadata, body, files } = item
  const tools = allowedTools.length === 0 ? undefined : allowedTools.join(' ')
  const fields = { name: id, description, license, compatibility, 'allowed-tools': tools, ...vendor }
  const text = withFrontmatter(fields, body).replace(
    /\n---\n\n/,
    `\nmetadata:\n${metadataLines(metadata)}\n---\n\n`,
  )
  return [
    { path: `${folder}/${id}/SKILL.md`, text },
    ...files.map(({ path, text: content }) => ({ path: `${folder}/${id}/${path}`, text: content })),
  ]
}

export type VendorFields = Readonly<Record<string, string | undefined>>

function metadataLines(metadata: Readonly<Record<string, string>>): string {
  return Object.entries(metadata)
    .map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`)
    .join('\n')
}

/** Where an agent hands no argument over, the text says what stands for it. */
export function withoutArguments(body: string): string {
  return body
    .replaceAll('`$ARGUMENTS`', 'what the user typed behind the name')
    .replaceAll('$ARGUMENTS', 'what the user typed behind the name')
}

export function inWords(item: PortableItem): PortableItem {
  return { ...item, body: withoutArguments(item.body) }
}

export function gapsOf(
  item: PortableItem,
  questions: readonly (readonly [isThere: boolean, what: string])[],
): readonly Gap[] {
  return questions.flatMap(([isThere, what]) => (isThere ? [{ item: item.id, what }] : []))
}
