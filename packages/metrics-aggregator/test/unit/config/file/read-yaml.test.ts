// Facts about the YAML reader: values with their places, and what is said of a file that is none.
import { expect, test } from 'vitest'
import type { FileNode } from '../../../../src/config/file/file-node.ts'
import { readYaml } from '../../../../src/config/file/read-yaml.ts'

/** Each value as `pointer line:column type text`. */
function told(node: FileNode): string[] {
  const { line, column, pointer } = node.place
  const place = `${pointer} ${line}:${column}`
  if (node.kind === 'scalar') return [`${place} ${node.type} ${node.text}`]
  const inner = node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items
  return [`${place} ${node.kind}`, ...inner.flatMap(told)]
}

async function values(text: string): Promise<string[]> {
  const read = await readYaml(text, 'f.yaml')
  if (!read.ok) throw new Error(JSON.stringify(read.findings))
  return told(read.root)
}

test.each([
  { text: '', told: [' 1:1 map'] },
  { text: '# nothing\n', told: [' 1:1 map'] },
  { text: 'a: 1\n', told: [' 1:1 map', '/a 1:4 number 1'] },
  {
    text: 'a:\n  b: "1"\n  c: true\n  d:\n',
    told: [' 1:1 map', '/a 2:3 map', '/a/b 2:6 text 1', '/a/c 3:6 boolean true', '/a/d 4:5 nothing '],
  },
  { text: 'l: [x, 1.50]\n', told: [' 1:1 map', '/l 1:4 list', '/l/0 1:5 text x', '/l/1 1:8 number 1.50'] },
  { text: 'a/b~c: x\n', told: [' 1:1 map', '/a~1b~0c 1:8 text x'] },
  { text: '8080: x\n', told: [' 1:1 map', '/8080 1:7 text x'] },
  { text: '{a}\n', told: [' 1:1 map', '/a 1:2 nothing '] },
  { text: 'a: &x yes\nb: *x\n', told: [' 1:1 map', '/a 1:7 text yes', '/b 2:4 text yes'] },
  { text: '\uFEFFa: 1\r\nb: 2\r\n', told: [' 1:2 map', '/a 1:5 number 1', '/b 2:4 number 2'] },
])('$text is read with its places', async ({ text, told: expected }) => {
  expect(await values(text)).toEqual(expected)
})

test('the order of names is the order of the file, also of numbers', async () => {
  const read = await readYaml('b: 1\n9: 2\na: 3\n1: 4\n', 'f.yaml')
  if (!read.ok || read.root.kind !== 'map') throw new Error('no map')
  expect(read.root.entries.map(({ key }) => key)).toEqual(['b', '9', 'a', '1'])
})

const bomb = `a: &a [${'x,'.repeat(20)}]\n${['b', 'c', 'd', 'e']
  .map((name, at) => `${name}: &${name} [${`*${'abcd'[at]},`.repeat(20)}]\n`)
  .join('')}`

test.each([
  { why: 'indent', text: 'a:\n  b: 1\n c: 2\n', line: 3 },
  { why: 'an open quote', text: 'a: "x\n', line: 2 },
  { why: 'a repeated name', text: 'a: 1\nb: 2\na: 3\n', line: 3 },
  { why: 'two documents', text: 'a: 1\n---\nb: 2\n', line: 2 },
  { why: 'an unknown anchor', text: 'a: *b\n', line: 1 },
  { why: 'a foreign tag', text: 'a: !secret hunter2\n', line: 1 },
  { why: 'aliases of aliases', text: bomb, line: 1 },
  { why: 'an alias inside its anchor', text: 'a: &a [*a]\n', line: 1 },
])(
  '$why is CONFIG_FILE_SYNTAX with its line, and nothing of the file is repeated',
  async ({ text, line }) => {
    const read = await readYaml(text, 'f.yaml')
    if (read.ok) throw new Error('it was read')
    expect(read.findings[0]).toMatchObject({ code: 'CONFIG_FILE_SYNTAX', where: { file: 'f.yaml', line } })
    expect(JSON.stringify(read.findings)).not.toContain('hunter2')
  },
)
