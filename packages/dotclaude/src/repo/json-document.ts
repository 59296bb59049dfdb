// JSON or JSON with comments, read so that every value knows its place. A broken document still has the value that
// could be made out, and its errors; reading never throws.
import { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Node, ParseError, ParseOptions } from 'jsonc-parser'
import { keysOf } from './json-pointer.ts'
import { placesIn } from './text-place.ts'
import type { TextPlace, TextSpan } from './text-place.ts'

export interface DocumentError extends TextPlace {
  readonly message: string
}

export interface JsonDocument {
  readonly value: unknown
  readonly errors: readonly DocumentError[]
  /** Where the value of a JSON Pointer stands, or its nearest ancestor that is there; `undefined` in an empty document. */
  place(pointer: string): TextSpan | undefined
}

export interface JsonOptions {
  readonly comments?: boolean
}

const EMPTY: JsonDocument = { value: undefined, errors: [], place: () => undefined }
const TOLERANT = { allowTrailingComma: true, disallowComments: false }
const STRICT = { allowTrailingComma: false, disallowComments: true }

/** `comments: false` reads JSON as its standard says; the default also takes comments and trailing commas. */
export function parseJsonDocument(text: string, options: JsonOptions = {}): JsonDocument {
  try {
    return readWellFormed(text) ?? read(text, options.comments === false ? STRICT : TOLERANT)
  } catch (error) {
    // The parser descends with the document, so thousands of brackets exhaust the stack.
    if (!(error instanceof RangeError)) throw error
    return { ...EMPTY, errors: [{ message: 'nested too deeply', line: 1, column: 1 }] }
  }
}

/** More brackets than this may be nested deeper than the tree of places can be. */
const BRACKETS_MAX = 1_000

/**
 * Most files are sound, small and never asked for a place. Reading them costs a tenth of building the tree, which is built
 * when a place is asked for; `undefined` where the text is not plain JSON.
 */
function readWellFormed(text: string): JsonDocument | undefined {
  if ((text.match(/[[{]/g)?.length ?? 0) > BRACKETS_MAX) return undefined
  const value = parsedStrictly(text)
  if (value === undefined) return undefined
  let placed: JsonDocument | undefined
  const place: JsonDocument['place'] = (pointer) => {
    placed ??= read(text, STRICT)
    return placed.place(pointer)
  }
  return { value, errors: [], place }
}

function parsedStrictly(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function read(text: string, options: ParseOptions): JsonDocument {
  const found: ParseError[] = []
  const tree = parseTree(text, found, options)
  const places = placesIn(text)
  return {
    value: tree && withOwnKeys(getNodeValue(tree)),
    errors: found
      .filter(isFirstThere)
      .map(({ error, offset }) => ({ message: wordsOf(error), ...places.at(offset) })),
    place: (pointer) => {
      const node = tree && nearestNode(tree, keysOf(pointer))
      return node && places.span(node.offset, node.length)
    },
  }
}

/** The parser may complain twice about one character; once tells all. */
function isFirstThere({ offset }: ParseError, index: number, found: readonly ParseError[]): boolean {
  return found[index - 1]?.offset !== offset
}

/** `PropertyNameExpected` reads as `property name expected`. */
function wordsOf(error: ParseError['error']): string {
  return printParseErrorCode(error)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
}

function nearestNode(tree: Node, keys: readonly string[]): Node {
  for (let length = keys.length; length > 0; length -= 1) {
    const node = nodeAt(tree, keys.slice(0, length))
    if (node) return node
  }
  return tree
}

/** Whether a key is an index is the document's to say: an object may have a property called `0`. */
function nodeAt(tree: Node, keys: readonly string[]): Node | undefined {
  let node: Node | undefined = tree
  for (const key of keys) {
    const step: string | number = node?.type === 'array' ? Number(key) : key
    node = node && findNodeAtLocation(node, [step])
  }
  return node
}

/** The parser's objects have no prototype; these have the usual one, and `__proto__` stays a key like any other. */
function withOwnKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withOwnKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withOwnKeys(inner)]))
}
