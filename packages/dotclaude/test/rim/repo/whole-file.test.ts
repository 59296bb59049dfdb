import {
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { TempTree } from 'testkit/temp-tree'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import type { PartOptions } from '../../../src/repo/whole-file.ts'
import { replaceFile, writePart } from '../../../src/repo/whole-file.ts'

function treeOf(files: Readonly<Record<string, string>> = {}): TempTree {
  const tree = makeTempTree(files)
  onTestFinished(tree.remove)
  return tree
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

interface Row {
  readonly what: string
  readonly options: PartOptions
  readonly mask: number
  readonly mode: string
}

const ROWS: readonly Row[] = [
  { what: 'no mode', options: {}, mask: 0o022, mode: '644' },
  { what: 'a mode below the mask', options: { mode: 0o666 }, mask: 0o027, mode: '640' },
  { what: 'a private mode', options: { mode: 0o600 }, mask: 0o022, mode: '600' },
  { what: 'an exact mode', options: { mode: 0o777, isModeExact: true }, mask: 0o077, mode: '777' },
  { what: 'a name for the part', options: { part: 'named' }, mask: 0o022, mode: '644' },
]

test.each(ROWS)('a file is replaced with $what, and nothing is left beside it', ({ options, mask, mode }) => {
  const { root } = treeOf({ file: 'old' })
  const before = process.umask(mask)
  onTestFinished(() => void process.umask(before))
  const { part } = options
  replaceFile(join(root, 'file'), 'new', {
    ...options,
    ...(part !== undefined && { part: join(root, part) }),
  })
  expect(readFileSync(join(root, 'file'), 'utf8')).toBe('new')
  expect(modeOf(join(root, 'file'))).toBe(mode)
  expect(readdirSync(root)).toEqual(['file'])
})

test('bytes that are no text are written as they are', () => {
  const { root } = treeOf()
  replaceFile(join(root, 'file'), Uint8Array.of(0, 0xff, 0x0d))
  expect([...readFileSync(join(root, 'file'))]).toEqual([0, 0xff, 0x0d])
})

test('a link gives way to the file, and what it led to stays', () => {
  const { root } = treeOf({ target: 'target' })
  symlinkSync('target', join(root, 'link'))
  replaceFile(join(root, 'link'), 'new')
  expect(lstatSync(join(root, 'link')).isFile()).toBe(true)
  expect(readFileSync(join(root, 'target'), 'utf8')).toBe('target')
})

test('parts of one file have names of their own', () => {
  const { root } = treeOf()
  const file = join(root, 'file')
  const parts = [writePart(file, '1'), writePart(file, '2')]
  expect(parts.map((part) => readFileSync(part, 'utf8'))).toEqual(['1', '2'])
  expect(parts.every((part) => part.startsWith(`${file}.`) && part.endsWith('.part'))).toBe(true)
})

test('a part that is there already is an error, and stays', () => {
  const { root } = treeOf({ file: 'old', part: 'of another run' })
  expect(() => replaceFile(join(root, 'file'), 'new', { part: join(root, 'part') })).toThrow(/EEXIST/)
  expect(readFileSync(join(root, 'part'), 'utf8')).toBe('of another run')
  expect(readFileSync(join(root, 'file'), 'utf8')).toBe('old')
})

test('what cannot be placed leaves no part, and says what stood in the way', () => {
  const { root } = treeOf()
  mkdirSync(join(root, 'folder/inside'), { recursive: true })
  expect(() => replaceFile(join(root, 'folder'), 'new')).toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/)
  expect(readdirSync(root)).toEqual(['folder'])
})

test('where the folder is a file, that is what is said', () => {
  const { root } = treeOf()
  writeFileSync(join(root, 'file'), '')
  expect(() => replaceFile(join(root, 'file/below'), 'new')).toThrow(/ENOTDIR/)
})
