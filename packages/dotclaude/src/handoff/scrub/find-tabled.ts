// Secrets in tables: a column whose head names a secret, in Markdown, or in lines of values with commas, semicolons or tabs.
import { createSingleScan } from './beginnings.ts'
import type { Beginnings } from './beginnings.ts'
import { characterSet, trimmed } from './characters.ts'
import { isOdd } from './odd-value.ts'
import type { Span } from './secret-form.ts'
import { strengthOf } from './secret-name.ts'
import type { NameStrength } from './secret-name.ts'
import { isSecretValue } from './secret-value.ts'

/** Part of every name of a secret that a head may hold. */
const NAME_PART = /pass|pwd|secret|token|key|cred/iy
export const TABLE_BEGINNINGS: Beginnings = { words: NAME_PART.source.split('|'), ignoresCase: true }
const scan = createSingleScan(TABLE_BEGINNINGS)
const OF_QUOTE = characterSet(/["'`*]/)
const SEPARATORS = ['|', '\t', ';', ',']
const ROWS_MAX = 200
const HEAD_LENGTH_MAX = 40
const LINE_LENGTH_MAX = 300

interface Column {
  readonly index: number
  readonly strength: NameStrength
}

/** A part of the text: a line, or a cell of it. */
interface Cell {
  readonly text: string
  readonly start: number
}

export function findTabled(text: string, places: readonly number[] = scan(text)): readonly Span[] {
  const spans: Span[] = []
  let tabledTo = 0
  for (const line of linesWithNames(text, places)) {
    // A row of one table is not the head of another.
    const table = line.start < tabledTo ? undefined : tableBelow(text, line)
    if (table === undefined) continue
    tabledTo = table.end
    spans.push(...table.rows.flatMap((row) => table.columns.flatMap((column) => secretIn(row, column))))
  }
  return spans
}

interface Table {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  readonly end: number
}

function tableBelow(text: string, head: Cell): Table | undefined {
  const separator = SEPARATORS.find((sign) => head.text.includes(sign))
  if (separator === undefined) return undefined
  const cells = cellsOf(head.text, head.start, separator)
  const columns = columnsOf(cells)
  if (columns.length === 0) return undefined
  const rows = rowsBelow(text, head.start + head.text.length, separator, cells.length)
  const last = rows.at(-1)?.at(-1)
  return { columns, rows, end: last === undefined ? head.start : last.start + last.text.length }
}

function linesWithNames(text: string, places: readonly number[]): readonly Cell[] {
  const lines: Cell[] = []
  let from = 0
  for (const at of places) {
    NAME_PART.lastIndex = at
    if (at < from || !NAME_PART.test(text)) continue
    const start = text.lastIndexOf('\n', at) + 1
    const found = text.indexOf('\n', at)
    from = found === -1 ? text.length : found
    if (from - start <= LINE_LENGTH_MAX) lines.push({ text: text.slice(start, from), start })
  }
  return lines
}

/** A head is short and of words alone: a sentence with a comma in it is no table. */
function columnsOf(cells: readonly Cell[]): readonly Column[] {
  if (
    cells.filter(({ text }) => text !== '').length < 2 ||
    cells.some(({ text }) => !/^[\p{L}\d _./#()-]*$/u.test(text) || text.length > HEAD_LENGTH_MAX)
  )
    return []
  return cells.flatMap(({ text }, index) => {
    const strength = strengthOf(text)
    return strength === 'password' || strength === 'token' ? [{ index, strength }] : []
  })
}

/** The lines that follow for as long as they have as many cells. */
function rowsBelow(
  text: string,
  from: number,
  separator: string,
  width: number,
): readonly (readonly Cell[])[] {
  const rows: (readonly Cell[])[] = []
  let start = from + 1
  while (rows.length < ROWS_MAX && start < text.length) {
    const found = text.indexOf('\n', start)
    const end = found === -1 ? text.length : found
    const cells = cellsOf(text.slice(start, end), start, separator)
    if (cells.length !== width) return rows
    rows.push(cells)
    start = end + 1
  }
  return rows
}

function cellsOf(line: string, offset: number, separator: string): readonly Cell[] {
  let start = offset
  return line.split(separator).map((text) => {
    const bare = trimmed(text.trim(), OF_QUOTE, OF_QUOTE)
    const cell = { text: bare, start: start + text.indexOf(bare) }
    start += text.length + 1
    return cell
  })
}

function secretIn(row: readonly Cell[], { index, strength }: Column): readonly Span[] {
  const cell = row[index]
  return cell === undefined || !isOdd(cell.text) || !isSecretValue(strength, cell.text, 'quoted')
    ? []
    : [
        {
          start: cell.start,
          end: cell.start + cell.text.length,
          kind: strength === 'password' ? 'password' : 'assigned-secret',
        },
      ]
}
