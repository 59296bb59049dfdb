// The page of the guard against the program: every rule with its pack and mode, in the order of the code table.
// `UPDATE_GOLDEN=1` writes the table into the page, but not where CI is set.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { GUARD_CODES } from '../../src/diagnostics/codes/guard.ts'
import { PACK_MODES, packOf } from '../../src/guard/rules/packs.ts'
import type { GuardCode } from '../../src/guard/verdict.ts'

const PAGE = fileURLToPath(new URL('../../docs/guard.md', import.meta.url))

/** Columns as wide as their widest cell, as the formatter lays them out. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`
  const [first = [], ...rest] = rows
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('')
}

function rulesTable(): string {
  const rows = (Object.keys(GUARD_CODES) as GuardCode[]).map((code) => {
    const pack = packOf(code)
    return [
      `\`${code}\``,
      pack ?? 'none',
      pack === undefined ? 'deny' : PACK_MODES[pack],
      GUARD_CODES[code].summary,
    ]
  })
  return table([['rule', 'pack', 'mode', 'what would happen'], ...rows])
}

test('every rule stands on the page with its pack and mode', () => {
  const page = readFileSync(PAGE, 'utf8')
  const wanted = page.replace(/<!-- rules -->\n\n(?:\|.*\n)*\n?/, `<!-- rules -->\n\n${rulesTable()}\n`)
  if (process.env['UPDATE_GOLDEN'] === '1' && !process.env['CI']) writeFileSync(PAGE, wanted)
  expect(readFileSync(PAGE, 'utf8')).toBe(wanted)
})
