// A snapshot answers from what it was given and from nothing else.
import { expect, test } from 'vitest'
import { makeSnapshot, memorySnapshot } from '../../../src/repo/snapshot.ts'

const snapshot = memorySnapshot({
  'b.md': '\uFEFF---\na: 1\n---\n',
  'a/é.json': '{"x": 1}',
  'a/b/c.txt': 'c',
  'a.txt': 'a',
  'a-b/x': '',
})

test('files are sorted by code unit', () => {
  expect(snapshot.files).toEqual(['a-b/x', 'a.txt', 'a/b/c.txt', 'a/é.json', 'b.md'])
})

test.each([
  { folder: 'a', files: ['a/b/c.txt', 'a/é.json'] },
  { folder: './a/', files: ['a/b/c.txt', 'a/é.json'] },
  { folder: 'a/b', files: ['a/b/c.txt'] },
  { folder: 'a.txt', files: [] },
  { folder: '.', files: snapshot.files },
])('below $folder', ({ folder, files }) => {
  expect(snapshot.under(folder)).toEqual(files)
})

test.each([
  { path: 'a', file: false, directory: true },
  { path: 'a/b/', file: false, directory: true },
  { path: 'a/b/c.txt', file: true, directory: false },
  { path: './a.txt', file: true, directory: false },
  { path: '', file: false, directory: true },
  { path: 'constructor', file: false, directory: false },
])('what $path is', ({ path, file, directory }) => {
  expect({ file: snapshot.isFile(path), directory: snapshot.isDirectory(path) }).toEqual({ file, directory })
})

test('contents come as bytes, text, JSON and frontmatter', () => {
  expect(snapshot.bytes('b.md')?.[0]).toBe(0xef)
  expect(snapshot.text('b.md')?.startsWith('---')).toBe(true)
  expect(snapshot.json('a/é.json')?.value).toEqual({ x: 1 })
  expect(snapshot.frontmatter('b.md')?.value).toEqual({ a: 1 })
  expect(snapshot.text('unknown')).toBeUndefined()
  expect(snapshot.json('unknown')).toBeUndefined()
  expect(snapshot.text('constructor')).toBeUndefined()
})

test.each(['../outside', 'a/../../outside', '/etc/hosts', 'a\0b', ''])('%j is never read', (path) => {
  const read: string[] = []
  const listening = makeSnapshot({
    root: '/r',
    files: [],
    read: (asked) => {
      read.push(asked)
      return undefined
    },
  })
  expect(listening.bytes(path)).toBeUndefined()
  expect(read).toEqual([])
})

test('a file is read once, however it is spelt and asked for', () => {
  let reads = 0
  const counting = makeSnapshot({
    root: '/r',
    files: ['a'],
    read: () => {
      reads += 1
      return new Uint8Array()
    },
  })
  counting.bytes('a')
  counting.text('./a')
  counting.json('a/')
  expect(reads).toBe(1)
})

test('what is too large for a text is a failure, and still bytes', () => {
  const bytes = new Uint8Array(128 * 1024 * 1024 + 1)
  const snapshot = makeSnapshot({ root: '/r', files: ['big'], read: () => bytes })
  expect(snapshot.bytes('big')).toBe(bytes)
  expect(() => snapshot.text('big')).toThrow(expect.objectContaining({ code: 'ENV_FILE_UNREADABLE' }))
})
