// Lines of files of every shape; what is read by chunks comes out as if the file had been split.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempTree } from '../../../support/temp-tree.ts'
import { readLines } from '../../../../src/handoff/sessions/read-lines.ts'

const MIB = 1024 * 1024

function linesOf(text: string, stopAfter = Infinity): readonly (readonly [string, boolean])[] {
  const tree = tempTree({ file: text })
  const lines: [string, boolean][] = []
  readLines(join(tree.root, 'file'), {
    line: (line, isLast) => {
      lines.push([line, isLast])
      return lines.length < stopAfter
    },
    oversized: () => void lines.push(['oversized', false]),
  })
  return lines
}

const SHAPES: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['one whole line', 'a\n'],
  ['an unfinished line', 'a'],
  ['an empty line between', 'a\n\nb\n'],
  ['a line longer than a chunk', `${'x'.repeat(3 * MIB)}\nb\n`],
  ['a line that ends with its chunk', `${'x'.repeat(MIB - 1)}\nb\n`],
  ['a character across two chunks', `${'x'.repeat(MIB - 1)}ü\nü`],
  ['many lines across chunks', `${'line of text\n'.repeat(200_000)}end`],
]

test.each(SHAPES)('%s', (_, text) => {
  const wanted = text.split('\n')
  const last = wanted.pop()
  const pairs = [...wanted.map((line) => [line, false]), ...(last === '' ? [] : [[last, true]])]
  expect(linesOf(text)).toEqual(pairs)
})

test('the taker ends the reading', () => {
  expect(linesOf('a\nb\nc\n', 2)).toHaveLength(2)
})

test('a line that no string should hold is passed over', () => {
  expect(linesOf(`a\n${'x'.repeat(65 * MIB)}\nb\n`)).toEqual([
    ['a', false],
    ['oversized', false],
    ['b', false],
  ])
})

test('a file that is not there is a failure', () => {
  expect(() => readLines('/nowhere/at/all', { line: () => undefined, oversized: () => undefined })).toThrow(
    expect.objectContaining({ code: 'ENV_FILE_UNREADABLE' }),
  )
})
