import { expect, onTestFinished, test } from 'vitest'
import { checkGolden, compareGolden, goldenCases } from '../../src/golden.ts'
import { makeTempTree, type TreeFiles } from '../../src/temp-tree.ts'

function caseFolder(files: TreeFiles): string {
  const tree = makeTempTree(files)
  onTestFinished(tree.remove)
  return tree.root
}

test('lists the folders as cases, sorted', () => {
  expect(goldenCases(caseFolder({ 'b/input.txt': '', 'a/input.txt': '', 'README.md': '' }))).toEqual([
    'a',
    'b',
  ])
})

test.each([
  { what: 'equal', outputs: { 'expected.txt': 'x\n' }, files: [] },
  { what: 'another byte', outputs: { 'expected.txt': 'x' }, files: ['expected.txt'] },
  {
    what: 'an output that nobody expected',
    outputs: { 'expected.txt': 'x\n', 'expected.json': '{}' },
    files: ['expected.json'],
  },
  { what: 'an expected output that is missing', outputs: {}, files: ['expected.txt'] },
])('$what', ({ outputs, files }) => {
  const folder = caseFolder({ 'input.txt': 'i', 'expected.txt': 'x\n' })
  expect(compareGolden(folder, outputs).map((difference) => difference.file)).toEqual(files)
})

test('sees a changed byte that is no text', () => {
  const folder = caseFolder({ 'expected.bin': Uint8Array.of(0xfe) })
  expect(compareGolden(folder, { 'expected.bin': Uint8Array.of(0xff) })).toHaveLength(1)
})

test('rewrites when asked to, also files that are no longer made', () => {
  const folder = caseFolder({ 'input.txt': 'i', 'expected.txt': 'old' })
  expect(checkGolden(folder, { 'expected.json': 'new' }, { UPDATE_GOLDEN: '1' })).toEqual([])
  expect(compareGolden(folder, { 'expected.json': 'new' })).toEqual([])
})

test('never rewrites in CI', () => {
  const folder = caseFolder({ 'expected.txt': 'old' })
  expect(() => checkGolden(folder, {}, { UPDATE_GOLDEN: '1', CI: 'true' })).toThrow('refused')
})
