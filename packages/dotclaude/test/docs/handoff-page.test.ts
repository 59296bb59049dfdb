// The guide to handoffs against the program: every setting with its variable. `UPDATE_GOLDEN=1` writes the table into the
// page, but not where CI is set. The stories are run by an end-to-end test.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { SETTINGS } from '../../src/handoff/store/settings.ts'

const PAGE = fileURLToPath(new URL('../../docs/handoff.md', import.meta.url))

/** Columns as wide as their widest cell, as the formatter lays them out. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...rest] = rows
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('')
}

test('every setting stands on the page with its variable', () => {
  const rows = Object.entries(SETTINGS).map(([name, { variable, help }]) => [
    `\`${name}\``,
    `\`${variable}\``,
    help,
  ])
  const wanted = `<!-- settings -->\n\n${table([['setting', 'variable', 'is'], ...rows])}`
  const page = readFileSync(PAGE, 'utf8')
  const updated = page.replace(/<!-- settings -->\n(?:\n(?:\|.*\n)+)?/, wanted)
  if (process.env['UPDATE_GOLDEN'] === '1' && !process.env['CI']) writeFileSync(PAGE, updated)
  expect(readFileSync(PAGE, 'utf8')).toBe(updated)
})
