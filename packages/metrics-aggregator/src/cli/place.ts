/** Where something stands, as editors and terminals make a link of it. */

/** `source:line:column`; a fault without line (a missing end) has the source alone. */
export function placeOf(
  source: string,
  { line, column }: { readonly line: number; readonly column: number },
): string {
  if (line === 0) return source
  return column === 0 ? `${source}:${line}` : `${source}:${line}:${column}`
}
