// Additions to JSON that somebody else wrote: comments, order, spacing and line ends stay, and what was there before is
// proved to be there afterwards.
import { findNodeAtLocation, parse, parseTree } from 'jsonc-parser'
import type { Node, ParseError } from 'jsonc-parser'

export type Edit =
  | { readonly ok: true; readonly text: string }
  /** In words that follow `exists and`. */
  | { readonly ok: false; readonly detail: string }

export interface Addition {
  readonly path: readonly string[]
  readonly value: unknown
  /** The value becomes the last item of the list at the path. */
  readonly isItem?: boolean
}

const BYTE_ORDER_MARK = '\uFEFF'

/** The text with the addition; the rest of it stays byte for byte. */
export function addToJson(text: string, addition: Addition): Edit {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  const body = text.slice(mark.length)
  const before = read(body)
  if (before === undefined) return { ok: false, detail: 'is not JSON with an object in it' }
  const added = insert(body, addition)
  const after = read(added)
  if (after === undefined || !isAddition(before, after, addition))
    return { ok: false, detail: 'has a form that cannot be added to without changing more' }
  if (!isIn(after, addition))
    return {
      ok: false,
      detail: `has a key of ${addition.path.join('.')} twice, and only the last one counts`,
    }
  return { ok: true, text: mark + added }
}

/** `undefined` where it is broken or holds something else than an object. */
export function read(text: string): Readonly<Record<string, unknown>> | undefined {
  const errors: ParseError[] = []
  const value: unknown = parse(text, errors, { allowTrailingComma: true })
  return errors.length === 0 && isObject(value) ? value : undefined
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One insertion and no other edit: a formatter would touch what is beside it. */
function insert(text: string, { path, value, isItem = false }: Addition): string {
  const tree = parseTree(text, [], TOLERANT)
  if (tree === undefined) return text
  const { node, missing } = nearest(tree, path)
  const [key, ...inner] = missing
  const content = isItem ? [value] : value
  if (key === undefined) return isItem ? insertInto(text, node, JSON.stringify(value, undefined, UNIT)) : text
  const nested = inner.reduceRight<unknown>((wrapped, name) => ({ [name]: wrapped }), content)
  return insertInto(text, node, `${JSON.stringify(key)}: ${JSON.stringify(nested, undefined, UNIT)}`)
}

const TOLERANT = { allowTrailingComma: true }
const UNIT = '\t'

function nearest(
  tree: Node,
  path: readonly string[],
): { readonly node: Node; readonly missing: readonly string[] } {
  let node = tree
  for (const [depth, key] of path.entries()) {
    const next = findNodeAtLocation(node, [key])
    if (next === undefined) return { node, missing: path.slice(depth) }
    node = next
  }
  return { node, missing: [] }
}

/** Behind the last child, in the indentation of the text around. */
function insertInto(text: string, container: Node, child: string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const outer = indentAt(text, container.offset)
  const unit = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  '
  const last = container.children?.at(-1)
  const start = last === undefined ? container.offset + 1 : last.offset + last.length
  const end = container.offset + container.length - 1
  const inner = last && isFirstOnLine(text, last.offset) ? indentAt(text, last.offset) : outer + unit
  const body = child.replaceAll(/\n(\t*)/g, (_, tabs: string) => eol + inner + unit.repeat(tabs.length))
  const tail = text.slice(start, end).includes('\n') ? '' : eol + outer
  return `${text.slice(0, start)}${last ? ',' : ''}${eol}${inner}${body}${tail}${text.slice(start)}`
}

function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(lineBefore(text, offset))?.[0] ?? ''
}

function isFirstOnLine(text: string, offset: number): boolean {
  return lineBefore(text, offset).trim() === ''
}

function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
}

/** Taking the addition away again must leave what was there. */
function isAddition(before: unknown, after: unknown, { path, isItem = false }: Addition): boolean {
  return JSON.stringify(before) === JSON.stringify(without(after, path, isItem, before))
}

function without(after: unknown, path: readonly string[], isItem: boolean, before: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return isItem && Array.isArray(after) ? after.slice(0, -1) : undefined
  if (!isObject(after)) return after
  const old = isObject(before) ? before[key] : undefined
  const inner = without(after[key], rest, isItem, old)
  // A parent that the addition brought along goes with it.
  return Object.fromEntries(
    Object.entries(after).flatMap(([name, value]) => {
      if (name !== key) return [[name, value]]
      return old === undefined ? [] : [[name, inner]]
    }),
  )
}

/** Of a key that stands twice the last one is read, and the addition may have gone into the first. */
function isIn(after: unknown, { path, value, isItem = false }: Addition): boolean {
  const found = path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), after)
  const last: unknown = isItem && Array.isArray(found) ? found.at(-1) : found
  return JSON.stringify(last) === JSON.stringify(value)
}
