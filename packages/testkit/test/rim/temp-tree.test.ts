import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeTempTree } from '../../src/temp-tree.ts'

test('writes text and bytes into folders that it makes, and removes all of it', () => {
  const tree = makeTempTree({ 'a/b.txt': 'text', 'c.bin': Uint8Array.of(0, 255) })
  onTestFinished(tree.remove)
  tree.write({ 'a/b.txt': 'other' })
  expect(readFileSync(join(tree.root, 'a/b.txt'), 'utf8')).toBe('other')
  expect([...readFileSync(join(tree.root, 'c.bin'))]).toEqual([0, 255])
  tree.remove()
  expect(existsSync(tree.root)).toBe(false)
})

test('refuses a path that leaves the tree', () => {
  expect(() => makeTempTree({ '../outside.txt': '' })).toThrow('leaves the tree')
})
