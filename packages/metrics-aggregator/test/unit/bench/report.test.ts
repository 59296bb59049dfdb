// How figures are told: against their goals, with three digits, and with what is missing named.
import { expect, test } from 'vitest'
import { withMeasured } from '../../../bench/performance-page.ts'
import { figureTable, mergeTable, missingLines, shortFigureTable } from '../../../bench/report.ts'

const lastCells = (table: string): string[][] =>
  table
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
        .slice(-2),
    )

test.each([
  { name: 'merge-c', value: 0.95, cells: ['0.95×', 'aim'] },
  { name: 'merge-c', value: 0.6, cells: ['0.6×', 'must'] },
  { name: 'merge-c', value: 0.5999, cells: ['0.6×', 'no'] },
  { name: 'latency-real', value: 0.8, cells: ['0.8 ms', 'aim'] },
  { name: 'latency-real', value: 1.23456, cells: ['1.23 ms', 'must'] },
  { name: 'resident-load', value: 123.456, cells: ['123 MB', 'no'] },
  { name: 'latency-real-gzip', value: 2, cells: ['2 ms', '–'] },
  { name: 'resident-idle', value: undefined, cells: ['missing', '–'] },
])('$name of $value is told as $cells', ({ name, value, cells }) =>
  expect(lastCells(figureTable({ [name]: value }))).toEqual([cells]),
)

test('a baseline that is missing has its cells and its line', () => {
  const contenders = [
    { name: 'ours', title: 'metrics-aggregator', command: ['ours'] },
    { name: 'c', title: 'the same algorithm in C', command: { missing: 'gcc' } },
    { name: 'split', title: 'naive Go splitter', command: ['split'] },
    { name: 'expfmt', title: 'Go expfmt', command: { missing: 'go' } },
  ] as const
  const merge = {
    input: 'real',
    title: 'small',
    bytes: 2_000_000,
    samples: 9,
    milliseconds: { ours: 2, split: 7 },
    timesOurs: { split: 3.5 },
  } as const
  expect(mergeTable([merge], contenders)).toContain(
    '| small | 2  | 2 ms               | 1000 | missing                 | 7 ms (3.5×)       | missing   |',
  )
  expect(missingLines(contenders)).toBe('missing: gcc (the same algorithm in C)\nmissing: go (Go expfmt)\n')
})

test('the page keeps all but what stands between its marks', () => {
  const page = 'before\n<!-- measured: begin -->\n\nold\n\n<!-- measured: end -->\nafter\n'
  expect(withMeasured(page, 'new\n')).toBe(
    'before\n<!-- measured: begin -->\n\nnew\n\n<!-- measured: end -->\nafter\n',
  )
  expect(() => withMeasured('no marks', 'new')).toThrow('marks')
})

test('a short table has the titles and values of some figures, in the order of the list', () => {
  const rows = shortFigureTable(['peak-1m', 'resident-idle'], { 'resident-idle': 46.94, 'peak-1m': 1.654 })
  expect(rows.split('\n').map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
    '| figure | measured |',
    expect.stringMatching(/^\| -+ \| -+ \|$/),
    '| resident at rest | 46.9 MB |',
    '| most resident by the size of the input, 1,000,000 series | 1.65× |',
    '',
  ])
})
