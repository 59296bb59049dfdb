/** Every number of the case list has a test, here or where the list says, and no test bears a number of its own. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CASE_LIST, OTHER_CASES } from './case-list.ts'
import { PARTS } from './parts.ts'

const NUMBERS: readonly number[] = Array.from({ length: 100 }, (_, index) => index + 1)
const packageRoot = new URL('../../../', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, packageRoot), 'utf8')

const inTables = new Set(PARTS.flatMap(({ cases }) => cases.map((row) => row.case)))

test('the list is complete and in order', () => {
  expect(CASE_LIST.map((entry) => entry.case)).toEqual(NUMBERS)
})

test.each(CASE_LIST)('$case, $subject, has a test', (entry) => {
  const isHere = inTables.has(entry.case) || OTHER_CASES.includes(entry.case)
  expect(isHere || entry.elsewhere !== undefined).toBe(true)
})

test('every number of a table is on the list', () => {
  expect([...inTables].filter((number) => !NUMBERS.includes(number))).toEqual([])
})

test.each(OTHER_CASES)('case %i is named by a test of its own', (number) => {
  expect(read('test/conformance/merge-cases/other-cases.test.ts')).toContain(`'case ${number}: `)
})

test.each(CASE_LIST.filter((entry) => entry.elsewhere))(
  'the titles for case $case exist',
  ({ elsewhere }) => {
    const text = read(elsewhere!.file)
    expect(elsewhere!.titles.filter((title) => !text.includes(`'${title}'`))).toEqual([])
  },
)

test('titles are unique within a case', () => {
  const titles = PARTS.flatMap(({ cases }) => cases.map((row) => `${row.case}: ${row.title}`))
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
})
