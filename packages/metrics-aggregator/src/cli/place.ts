/** Where something stands, as editors and terminals make a link of it. */

export interface Place {
  readonly line: number
  readonly column: number
  readonly offset?: number
  readonly path?: string
}

/**
 * `source:line:column`; a fault without line (a missing end) has the source alone. Protobuf has no lines:
 * `source: byte 72 at metric[3].label[0]`.
 */
export function placeOf(source: string, { line, column, offset, path = '' }: Place): string {
  if (offset !== undefined) return `${source}: byte ${offset}${path === '' ? '' : ` at ${path}`}`
  if (line === 0) return source
  return column === 0 ? `${source}:${line}` : `${source}:${line}:${column}`
}
