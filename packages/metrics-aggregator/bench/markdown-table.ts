/** A Markdown table as the formatter of this repository lays it out: cells padded to the width of their column. */

export type Row = readonly string[]

export function markdownTable(head: Row, rows: readonly Row[]): string {
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: Row): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |\n`
  const rule = widths.map((width) => '-'.repeat(width))
  return [head, rule, ...rows].map(line).join('')
}
