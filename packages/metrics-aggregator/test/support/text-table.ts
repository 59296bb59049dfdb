/** Rows as aligned text, for what a test run prints. */

export type Row = Readonly<Record<string, string | number>>

/** The first row's keys are the columns. Text stands to the left, numbers to the right. */
export function textTable(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const widths = columns.map((column) =>
    Math.max(column.length, ...rows.map((row) => String(row[column]).length)),
  )
  const line = (cells: readonly (string | number | undefined)[]): string =>
    cells
      .map((cell, at) => align(cell ?? '', widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(columns), ...rows.map((row) => line(columns.map((column) => row[column])))].join('\n')
}

function align(cell: string | number, width: number): string {
  return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width)
}
