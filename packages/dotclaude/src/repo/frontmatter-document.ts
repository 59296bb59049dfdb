// A Markdown file's YAML header between two lines of `---`, read so that every value knows its place in the file. A
// broken header still has the value that could be made out, and its errors; reading never throws.
import { isCollection, isMap, isNode, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import type { JsonDocument } from './json-document.ts'
import { keysOf } from './json-pointer.ts'
import { placesIn } from './text-place.ts'
import type { TextPlaces, TextSpan } from './text-place.ts'

export type FrontmatterProblem = 'missing' | 'unterminated' | 'not-a-mapping' | 'empty'

export interface FrontmatterDocument extends JsonDocument {
  /** What follows the header; the whole text where there is none. */
  readonly body: string
  /** The line of the file on which the body starts. */
  readonly bodyLine: number
  readonly problem?: FrontmatterProblem
}

const OPENING = /^---[ \t]*(\r\n|\r|\n)/
const CLOSING = /^---[ \t]*(?:\r\n|\r|\n|$)/m
/** YAML can name a value many times; more than this is an attack on the reader's memory. */
const ALIASES_MAX = 100

export function parseFrontmatter(text: string): FrontmatterDocument {
  if (text.trim() === '') return withoutHeader(text, 'empty')
  const opening = OPENING.exec(text)
  if (!opening) return withoutHeader(text, 'missing')
  const start = opening[0].length
  const closing = CLOSING.exec(text.slice(start))
  if (!closing) return withoutHeader(text, 'unterminated')
  const end = start + closing.index
  return withHeader(text, start, end, end + closing[0].length)
}

function withoutHeader(text: string, problem: FrontmatterProblem): FrontmatterDocument {
  return { value: undefined, errors: [], place: () => undefined, body: text, bodyLine: 1, problem }
}

interface Header {
  readonly text: string
  /** Where it starts in the file. */
  readonly start: number
  readonly places: TextPlaces
}

function withHeader(text: string, start: number, end: number, bodyStart: number): FrontmatterDocument {
  const header = { text: text.slice(start, end), start, places: placesIn(text) }
  const document = parseDocument(header.text, { prettyErrors: false })
  const errors = document.errors.map(({ message, pos }) => ({
    message,
    ...header.places.at(start + pos[0]),
  }))
  const read = valueOf(document)
  return {
    value: read.value,
    errors: read.error === undefined ? errors : [...errors, { message: read.error, line: 2, column: 1 }],
    place: (pointer) =>
      spanOf(nearestNode(document, keysOf(pointer)), header) ?? header.places.span(0, '---'.length),
    body: text.slice(bodyStart),
    bodyLine: header.places.at(bodyStart).line,
    ...(errors.length === 0 && !isMap(document.contents) ? { problem: 'not-a-mapping' as const } : {}),
  }
}

function valueOf(document: Document): { readonly value: unknown; readonly error?: string } {
  try {
    return { value: document.toJS({ maxAliasCount: ALIASES_MAX }) }
  } catch (error) {
    return { value: undefined, error: error instanceof Error ? error.message : String(error) }
  }
}

function nearestNode(document: Document, keys: readonly string[]): unknown {
  for (let length = keys.length; length > 0; length -= 1) {
    const node = nodeAt(document.contents, keys.slice(0, length))
    if (isNode(node) && node.range) return node
  }
  return document.contents
}

function nodeAt(contents: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((node, key) => (isCollection(node) ? childOf(node, key) : undefined), contents)
}

function childOf(node: { get(key: unknown, keepScalar?: boolean): unknown }, key: string): unknown {
  const child = node.get(key, true)
  return child === undefined && /^\d+$/.test(key) ? node.get(Number(key), true) : child
}

/** A block's range runs on to the next key; a reader's eye stops at its last character. */
function spanOf(node: unknown, header: Header): TextSpan | undefined {
  if (!isNode(node) || !node.range) return undefined
  const [from, to] = node.range
  const written = header.text.slice(from, to).trimEnd()
  return header.places.span(header.start + from, written.length)
}
