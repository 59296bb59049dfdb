// A block of ours in a file of the user's.
import { expect, test } from 'vitest'
import { blockText, findBlock, glueFor } from '../../../../src/install/deploy/block.ts'

test.each(['', 'text', 'text\n', 'text\r\n', 'a\r\nb'])('a block behind %j comes out again', (file) => {
  const whole = `${file}${glueFor(file)}${blockText('our\ntext\n', file)}`
  const found = findBlock(whole)
  expect(found).toMatchObject({ before: file + glueFor(file), behind: '' })
  expect(whole.includes('\r\n') && /[^\r]\n/.test(whole), 'mixed line ends').toBe(false)
})

test('what stands around a block stays around it', () => {
  const whole = `before\n${blockText('ours', '')}behind\n`
  expect(findBlock(whole)).toEqual({ before: 'before\n', text: 'ours', behind: 'behind\n' })
})

test.each([
  ['<!-- dotclaude:begin -->\n'],
  ['<!-- dotclaude:end -->\n<!-- dotclaude:begin -->\n'],
  [blockText('a', '') + blockText('b', '')],
])('%j is broken', (file) => {
  expect(findBlock(file)).toBe('broken')
})

test('a file without marks has no block', () => {
  expect(findBlock('text')).toBeUndefined()
})
