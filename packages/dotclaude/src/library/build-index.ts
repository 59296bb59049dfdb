// The index of content items, as three documents. Pure: the same items give the same bytes on every machine.
import type { Artifact, ArtifactType, Frontmatter } from './artifacts.ts'

export interface Facets {
  readonly domain: readonly string[]
  readonly platform: readonly string[]
  readonly task: readonly string[]
  readonly maturity: string
}

export interface IndexEntry {
  readonly id: string
  readonly type: ArtifactType
  readonly path: string
  readonly name: string
  readonly description: string
  readonly facets: Facets
  readonly version?: string
  readonly owner?: string
  readonly related?: readonly string[]
  /** Phrases that people say when they want the item. */
  readonly triggers?: readonly string[]
}

export interface ArtifactsJson {
  readonly $schema: string
  /** The epoch: whoever writes the file knows the time. */
  readonly generatedAt: string
  readonly version: string
  readonly artifacts: readonly IndexEntry[]
}

export type ByType = Readonly<Record<ArtifactType, readonly string[]>>
export type ByFacet = Readonly<Record<keyof Facets, Readonly<Record<string, readonly string[]>>>>

export interface BuiltIndex {
  readonly artifactsJson: ArtifactsJson
  readonly byType: ByType
  readonly byFacet: ByFacet
}

const SCHEMA = 'https://dotclaude.dev/schemas/index.schema.json'

/** `version` is ours, which the document names. */
export function indexOf(artifacts: readonly Artifact[], version: string): BuiltIndex {
  const entries = artifacts.map(entryOf).toSorted(byIdAndPath)
  const idsOf = (type: ArtifactType): readonly string[] =>
    unique(entries.filter((entry) => entry.type === type).map(({ id }) => id))
  return {
    artifactsJson: { $schema: SCHEMA, generatedAt: new Date(0).toISOString(), version, artifacts: entries },
    byType: {
      agent: idsOf('agent'),
      skill: idsOf('skill'),
      command: idsOf('command'),
      hook: idsOf('hook'),
      rule: idsOf('rule'),
      template: idsOf('template'),
    },
    byFacet: {
      domain: idsByFacet(entries, ({ domain }) => domain),
      platform: idsByFacet(entries, ({ platform }) => platform),
      task: idsByFacet(entries, ({ task }) => task),
      maturity: idsByFacet(entries, ({ maturity }) => [maturity]),
    },
  }
}

export function entryOf({ type, path, frontmatter }: Artifact): IndexEntry {
  const fields = { ...metadataOf(frontmatter), ...frontmatter }
  const name = textOf(fields['name'])
  const id = textOf(fields['id']) ?? slugOf(name ?? nameOf(path))
  const version = textOf(fields['version'])
  const owner = textOf(fields['owner'])
  const related = textsOf(fields['related'])
  const triggers = listOf(fields['triggers'], ';')
  return {
    id,
    type,
    path,
    name: name ?? id,
    description: textOf(fields['description']) ?? '',
    facets: {
      domain: listOf(fields['domain'], ','),
      platform: listOf(fields['platform'], ','),
      task: listOf(fields['task'], ','),
      maturity: textOf(fields['maturity']) ?? 'draft',
    },
    ...(version === undefined ? {} : { version }),
    ...(owner === undefined ? {} : { owner }),
    ...(related.length === 0 ? {} : { related }),
    ...(triggers.length === 0 ? {} : { triggers }),
  }
}

/** The portable format keeps facets below `metadata`. */
/**
 * The item as the schemas of the kinds describe it: the portable format has its name for an id, and texts below
 * `metadata` where the schemas want fields and lists.
 */
export function recordOf({ type, frontmatter }: Artifact): Frontmatter {
  const metadata = metadataOf(frontmatter)
  if (Object.keys(metadata).length === 0) return frontmatter
  const lists = Object.fromEntries(
    ['domain', 'platform', 'task'].map((facet) => [facet, listOf(metadata[facet], ',')]),
  )
  const { 'argument-hint': hint, model, effort, ...rest } = metadata
  const named = Object.fromEntries(
    Object.entries({ 'argument-hint': hint, model, effort }).filter(([, value]) => value !== undefined),
  )
  return {
    ...rest,
    ...named,
    ...lists,
    id: frontmatter['name'],
    type: metadata['kind'] ?? type,
    ...frontmatter,
  }
}

function metadataOf(frontmatter: Frontmatter): Frontmatter {
  const metadata = frontmatter['metadata']
  return typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) ? { ...metadata } : {}
}

/** Folded text of YAML ends with a line break, which belongs to nobody. */
function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? undefined : text
}

function textsOf(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.map(textOf).filter((text) => text !== undefined)
}

/** A list, or one text that holds several: the portable format has only texts below `metadata`. */
function listOf(value: unknown, separator: string): readonly string[] {
  return textsOf(value).flatMap((text) =>
    text
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
}

/** The folder's name where the file has a fixed one. */
function nameOf(path: string): string {
  const parts = path.split('/')
  const file = (parts.at(-1) ?? '').replace(/\.[^.]+$/, '')
  return file === 'SKILL' || file === 'template' ? (parts.at(-2) ?? file) : file
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

function idsByFacet(
  entries: readonly IndexEntry[],
  valuesOf: (facets: Facets) => readonly string[],
): Readonly<Record<string, readonly string[]>> {
  const values = unique(entries.flatMap(({ facets }) => valuesOf(facets)))
  return Object.fromEntries(
    values.map((value) => [
      value,
      unique(entries.filter(({ facets }) => valuesOf(facets).includes(value)).map(({ id }) => id)),
    ]),
  )
}

/** By code unit, so that the order does not depend on the machine's language. */
function byIdAndPath(a: IndexEntry, b: IndexEntry): number {
  if (a.id !== b.id) return a.id < b.id ? -1 : 1
  return a.path < b.path ? -1 : 1
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].toSorted()
}
