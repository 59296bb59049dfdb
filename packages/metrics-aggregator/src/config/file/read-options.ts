/**
 * Finds options in a map of the configuration file by their dotted ways, and turns a value into the text that a kind of
 * value reads. Names that are no option are findings with the nearest name.
 */
import { nearestName } from '../nearest.ts'
import type { ValueKind, ValueSchema } from '../value-kind.ts'
import { sourceOf } from './file-node.ts'
import type { FileNode, Place } from './file-node.ts'
import type { PlacedFinding } from './read-yaml.ts'

export interface FoundOptions {
  /** By their dotted ways. */
  readonly nodes: ReadonlyMap<string, FileNode>
  readonly findings: readonly PlacedFinding[]
}

/** `ways` are all options that there are; a dot leads into a map. */
export function findOptions(root: FileNode, ways: readonly string[]): FoundOptions {
  const nodes = new Map<string, FileNode>()
  const findings: PlacedFinding[] = []
  const visit = (node: FileNode, prefix: string): void => {
    if (node.kind !== 'map') {
      // `server:` with nothing behind it is what is left when its options are commented out.
      if (node.kind === 'scalar' && node.type === 'nothing') return
      findings.push(invalid(node, 'a map of options'))
      return
    }
    for (const { key, keyPlace, value } of node.entries) {
      const way = prefix + key
      if (ways.includes(way)) nodes.set(way, value)
      else if (ways.some((known) => known.startsWith(`${way}.`))) visit(value, `${way}.`)
      else findings.push(unknown(way, keyPlace, prefix, ways))
    }
  }
  visit(root, '')
  return { nodes, findings }
}

function unknown(option: string, where: Place, prefix: string, ways: readonly string[]): PlacedFinding {
  const siblings = new Set(
    ways
      .filter((way) => way.startsWith(prefix))
      .map((way) => way.slice(prefix.length).split('.', 1)[0] ?? ''),
  )
  const key = option.slice(prefix.length)
  // Right name, wrong place is as common as a wrong letter.
  const elsewhere = ways.find((way) => way.split('.').at(-1) === key)
  const near = nearestName(key, siblings)
  const nearest = near === undefined ? elsewhere : prefix + near
  const facts = { source: sourceOf(where), option, ...(nearest !== undefined && { nearest }) }
  return { code: 'CONFIG_OPTION_UNKNOWN', facts, where }
}

/** What reading asks of a kind of value; all but how to write it back. */
type Readable<T> = Omit<ValueKind<T>, 'show'>

/** The value of an option, or what is wrong with it. */
export function readValue<T>(
  node: FileNode,
  kind: Readable<T>,
): { readonly value: T } | { readonly finding: PlacedFinding } {
  const text = textFor(node, kind.schema)
  const value = text === undefined ? undefined : kind.read(text)
  if (value !== undefined) return { value }
  const misfit = misfitIn(node, kind.schema)
  return { finding: misfit === undefined ? invalid(node, allowedIn(kind), kind) : noText(misfit) }
}

/** What is no text in a list of texts or a map of them. */
function misfitIn(node: FileNode, { items, additionalProperties }: ValueSchema): FileNode | undefined {
  const isMisfit = (one: FileNode): boolean => one.kind !== 'scalar' || one.type !== 'text'
  if (node.kind === 'list' && items?.type === 'string') return node.items.find(isMisfit)
  if (node.kind !== 'map' || additionalProperties?.type !== 'string') return undefined
  return node.entries.find(({ value }) => isMisfit(value))?.value
}

/** Names the kind alone, because values of headers are secrets. */
function noText(node: FileNode): PlacedFinding {
  const value = node.kind === 'scalar' ? WITHOUT_QUOTES[node.type] : `a ${node.kind}`
  const allowed = 'text; numbers and words such as true stand in quotes'
  return {
    code: 'CONFIG_VALUE_INVALID',
    facts: { source: sourceOf(node.place), value, allowed },
    where: node.place,
  }
}

const WITHOUT_QUOTES = {
  text: 'text',
  number: 'a number',
  boolean: 'true or false',
  nothing: 'nothing',
} as const

function invalid(node: FileNode, allowed: string, kind?: Readable<unknown>): PlacedFinding {
  const text = shown(node)
  const value = node.kind === 'scalar' ? (kind?.quote?.(text) ?? text) : text
  const nearest = nearestName(text, kind?.words ?? [])
  const facts = { source: sourceOf(node.place), value, allowed, ...(nearest !== undefined && { nearest }) }
  return { code: 'CONFIG_VALUE_INVALID', facts, where: node.place }
}

/** A value as a finding repeats it. */
export function shown(node: FileNode): string {
  if (node.kind === 'list') return node.items.length === 0 ? 'an empty list' : listed(node.items)
  if (node.kind !== 'scalar') return `a ${node.kind}`
  return node.type === 'nothing' ? 'nothing' : node.text
}

function listed(items: readonly FileNode[]): string {
  const isPlain = items.every(({ kind }) => kind === 'scalar')
  return isPlain ? `[${items.map(shown).join(', ')}]` : 'a list'
}

function allowedIn({ schema, allowed }: Readable<unknown>): string {
  if (schema.type === 'array') return allowed.startsWith('a list') ? allowed : `a list; ${allowed}`
  return schema.type === 'object' ? 'a map of names and texts' : allowed
}

/** Undefined if the value has not the shape that the schema asks for. */
function textFor(node: FileNode, schema: ValueSchema): string | undefined {
  if (schema.anyOf !== undefined)
    return schema.anyOf.map((one) => textFor(node, one)).find((text) => text !== undefined)
  if (schema.type === 'array') return node.kind === 'list' ? listText(node.items, schema.items) : undefined
  if (schema.type === 'object') return node.kind === 'map' ? mapText(node, schema) : undefined
  return node.kind === 'scalar' && isOfSchema(node, schema) ? node.text : undefined
}

function isOfSchema({ type, text }: Extract<FileNode, { kind: 'scalar' }>, schema: ValueSchema): boolean {
  if (schema.enum !== undefined)
    return schema.enum.some(
      (one) => String(one) === text && type === (typeof one === 'number' ? 'number' : 'text'),
    )
  if (schema.type === 'integer') return type === 'number'
  if (schema.type === 'boolean') return type === 'boolean'
  return type === 'text'
}

function listText(items: readonly FileNode[], schema: ValueSchema = {}): string | undefined {
  const texts = items.map((item) => textFor(item, schema))
  // What a comma would split in two cannot be one item.
  return texts.every((text) => text !== undefined && !text.includes(',')) ? texts.join(',') : undefined
}

/** In written order, which `JSON.stringify` of an object would not keep. */
function mapText(
  { entries }: Extract<FileNode, { kind: 'map' }>,
  { additionalProperties = {} }: ValueSchema,
): string | undefined {
  const members = entries.map(({ key, value }) => {
    const text = textFor(value, additionalProperties)
    return text === undefined ? undefined : `${JSON.stringify(key)}:${JSON.stringify(text)}`
  })
  return members.every((member) => member !== undefined) ? `{${members.join(',')}}` : undefined
}
