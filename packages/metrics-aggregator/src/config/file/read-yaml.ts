/**
 * YAML text to values with places. The parser is loaded by the first call, because most pods have no file. Whatever is
 * wrong is said in words of our own: the parser's messages quote the file, in which a secret may stand.
 */
import type * as Yaml from 'yaml'
import type { Alias, LineCounter, Node, YAMLError } from 'yaml'
import type { Finding } from '../../errors/failure.ts'
import type { FileEntry, FileNode, Place } from './file-node.ts'
import { pointerTo, sourceOf } from './file-node.ts'

export type YamlOutcome =
  | { readonly ok: true; readonly root: FileNode }
  | { readonly ok: false; readonly findings: readonly PlacedFinding[] }

export type PlacedFinding = Finding & { readonly where: Place }

/** A file of more values, or deeper ones, is no configuration; aliases of aliases grow that fast. */
const NODES_MAX = 20_000
const DEPTH_MAX = 20

export async function readYaml(text: string, file: string): Promise<YamlOutcome> {
  const yaml = await import('yaml')
  const lines = new yaml.LineCounter()
  const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true })
  const faults = [...document.errors, ...document.warnings]
  if (faults.length > 0)
    return { ok: false, findings: faults.map((fault) => faultFinding(fault, file, lines)) }
  const reader = new NodeReader(yaml, file, lines, (alias) => alias.resolve(document))
  try {
    return { ok: true, root: reader.read(document.contents, '') }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, findings: [finding(error.place, error.message)] }
    throw error
  }
}

/** Thrown out of the depths of a document, and caught where its reading began. */
class Unreadable extends Error {
  readonly place: Place

  constructor(detail: string, place: Place) {
    super(detail)
    this.place = place
  }
}

function faultFinding({ code, pos }: YAMLError, file: string, lines: LineCounter): PlacedFinding {
  return finding(placeOf(lines, file, pos[0], ''), code.toLowerCase().replaceAll('_', ' '))
}

function finding(where: Place, detail: string): PlacedFinding {
  return { code: 'CONFIG_FILE_SYNTAX', facts: { source: sourceOf(where), detail }, where }
}

function placeOf(lines: LineCounter, file: string, offset: number, pointer: string): Place {
  const { line, col } = lines.linePos(offset)
  return { file, line: Math.max(1, line), column: Math.max(1, col), pointer }
}

class NodeReader {
  readonly #yaml: typeof Yaml
  readonly #file: string
  readonly #lines: LineCounter
  readonly #resolve: (alias: Alias) => Node | undefined
  #nodes = 0

  constructor(
    yaml: typeof Yaml,
    file: string,
    lines: LineCounter,
    resolve: (alias: Alias) => Node | undefined,
  ) {
    this.#yaml = yaml
    this.#file = file
    this.#lines = lines
    this.#resolve = resolve
  }

  /** An empty file is an empty map: every option has its default. */
  read(node: unknown, pointer: string, depth: number = 0): FileNode {
    const { isAlias, isMap, isScalar, isSeq } = this.#yaml
    const place = this.#place(node, pointer)
    this.#nodes += 1
    if (this.#nodes > NODES_MAX || depth > DEPTH_MAX) throw new Unreadable('too many values', place)
    if (isAlias(node)) {
      const meant = this.#resolve(node)
      if (meant === undefined) throw new Unreadable('unknown anchor', place)
      return { ...this.read(meant, pointer, depth + 1), place }
    }
    if (isMap(node)) {
      const entries = node.items.map((pair) => this.#entry(pair, pointer, depth + 1))
      return { kind: 'map', entries, place }
    }
    if (isSeq(node)) {
      const items = node.items.map((item, index) => this.read(item, pointerTo(pointer, index), depth + 1))
      return { kind: 'list', items, place }
    }
    if (isScalar(node)) return { kind: 'scalar', type: typeOf(node.value), text: textOf(node), place }
    return pointer === ''
      ? { kind: 'map', entries: [], place }
      : { kind: 'scalar', type: 'nothing', text: '', place }
  }

  #entry(
    { key, value }: { readonly key: unknown; readonly value: unknown },
    parent: string,
    depth: number,
  ): FileEntry {
    const name = this.#yaml.isScalar(key) ? textOf(key) : ''
    const pointer = pointerTo(parent, name)
    const keyPlace = this.#place(key, pointer)
    const read = this.read(value, pointer, depth)
    // In `{name}` nothing stands where the value would.
    return { key: name, keyPlace, value: this.#yaml.isNode(value) ? read : { ...read, place: keyPlace } }
  }

  #place(node: unknown, pointer: string): Place {
    const start = this.#yaml.isNode(node) ? node.range?.[0] : undefined
    return placeOf(this.#lines, this.#file, start ?? 0, pointer)
  }
}

function typeOf(value: unknown): 'text' | 'number' | 'boolean' | 'nothing' {
  if (value === null) return 'nothing'
  if (typeof value === 'boolean') return 'boolean'
  return typeof value === 'number' || typeof value === 'bigint' ? 'number' : 'text'
}

function textOf({ value, source }: { readonly value: unknown; readonly source?: string }): string {
  return typeof value === 'string' ? value : (source ?? '')
}
