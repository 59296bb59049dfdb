// The table of docs/performance.md is written by the benchmark; what does not depend on a run is held equal to its list
// of figures, and every figure has a value.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FIGURES } from '../../bench/figures.ts'
import { PERFORMANCE_PAGE, SIZING_FIGURES, SIZING_PAGE } from '../../bench/performance-page.ts'
import { FIGURE_HEAD, goalCells } from '../../bench/report.ts'

function tableRows(page: URL = PERFORMANCE_PAGE): readonly (readonly string[])[] {
  const lines = readFileSync(page, 'utf8').split('\n')
  const head = lines.findIndex((line) => line.startsWith(`| ${FIGURE_HEAD[0]} `))
  const end = lines.findIndex((line, index) => index > head && !line.startsWith('|'))
  return lines.slice(head, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

test('the page tells every figure with its goals', () => {
  const [head, , ...rows] = tableRows()
  expect(head).toEqual(FIGURE_HEAD)
  expect(rows.map((row) => row.slice(0, 3))).toEqual(FIGURES.map(goalCells))
})

test('every figure was measured', () => {
  const measured = tableRows()
    .slice(2)
    .map((row) => row[3])
  for (const cell of measured) expect(cell).toMatch(/^-?\d[\d.]*(×| ms| MB(?:\/s)?)$/)
})

test('the sizing guide has the same values', () => {
  const measured = new Map(tableRows().map(([title, , , value]) => [title, value]))
  const titles = FIGURES.filter(({ name }) => SIZING_FIGURES.includes(name)).map(({ title }) => title)
  const [, , ...rows] = tableRows(SIZING_PAGE)
  expect(rows).toEqual(titles.map((title) => [title, measured.get(title)]))
})
