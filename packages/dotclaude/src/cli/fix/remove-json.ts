// Takes one property or item out of JSON that somebody wrote: comments, order, spacing and line ends of the rest stay. The
// library's own removal also takes the comments in front of a first property.
import { createScanner, findNodeAtLocation, parseTree } from 'jsonc-parser'

/** The same text where there is no such value. */
export function removeFromJson(text: string, path: readonly (string | number)[]): string {
  const tree = parseTree(text)
  const value = tree === undefined ? undefined : findNodeAtLocation(tree, [...path])
  const node = value?.parent?.type === 'property' ? value.parent : value
  if (node === undefined || node.parent === undefined) return text
  const start = node.offset
  const end = start + node.length
  const tokens = tokenOffsetsOf(text)
  const next = tokens.find((offset) => offset >= end)
  if (next !== undefined && text[next] === ',') return without(text, start, next + 1)
  const previous = tokens.findLast((offset) => offset < start)
  const removed = without(text, start, end)
  // Of the last one the comma before it goes too, which stands in front of what was removed.
  return previous !== undefined && text[previous] === ','
    ? removed.slice(0, previous) + removed.slice(previous + 1)
    : removed
}

/** Without spaces and comments. */
function tokenOffsetsOf(text: string): readonly number[] {
  const scanner = createScanner(text, true)
  const offsets: number[] = []
  // Only the end of the text has no length.
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) offsets.push(scanner.getTokenOffset())
  return offsets
}

/** A line that would be left blank goes with it. */
function without(text: string, start: number, end: number): string {
  const before = text.slice(0, start).replace(/[ \t]*$/, '')
  const after = text.slice(end).replace(/^[ \t]*/, '')
  const isOwnLine = /(^|[\r\n])$/.test(before) && /^[\r\n]/.test(after)
  if (isOwnLine) return before + after.replace(/^(\r\n|\r|\n)/, '')
  // Something else stands on the line: what was before it keeps its distance.
  return text.slice(0, start) + after
}
