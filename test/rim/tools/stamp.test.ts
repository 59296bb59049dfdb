import { join } from 'node:path'
import { makeTempTree, type TempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { digestOf, isCurrent, writeStamp } from '../../../tools/stamp.mjs'

function treeWith(files: Record<string, string>): TempTree {
  const tree = makeTempTree(files)
  onTestFinished(tree.remove)
  return tree
}

const SOURCES = { 'src/a.ts': 'a', 'src/b/c.ts': 'c', 'package.json': '{}' }
const digest = (files: Record<string, string>): string =>
  digestOf(treeWith(files).root, ['src', 'package.json'])

test.each([
  { what: 'the same files elsewhere', files: SOURCES, same: true },
  { what: 'another content', files: { ...SOURCES, 'src/a.ts': 'b' }, same: false },
  { what: 'another name', files: { 'src/d.ts': 'a', 'src/b/c.ts': 'c', 'package.json': '{}' }, same: false },
  { what: 'a new file', files: { ...SOURCES, 'src/d.ts': '' }, same: false },
  { what: 'a generated file', files: { ...SOURCES, 'src/module.generated.ts': 'x' }, same: true },
  { what: 'a file outside the sources', files: { ...SOURCES, 'README.md': 'x' }, same: true },
])('the digest with $what is the same: $same', ({ files, same }) => {
  expect(digest(files) === digest(SOURCES)).toBe(same)
})

test('a stamp is current while the digest and the outputs are there', () => {
  const { root } = treeWith({ 'out.js': '' })
  const stamp = join(root, 'stamps/one')
  expect(isCurrent(stamp, 'd')).toBe(false)
  writeStamp(stamp, 'd')
  expect(isCurrent(stamp, 'd', [join(root, 'out.js')])).toBe(true)
  expect(isCurrent(stamp, 'other')).toBe(false)
  expect(isCurrent(stamp, 'd', [join(root, 'gone.js')])).toBe(false)
})
