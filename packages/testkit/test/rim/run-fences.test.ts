// The driver of documents: what it reads of a page, what it runs, and that it notices what is wrong.
import { needsOf, sectionsOf } from 'testkit/markdown-fences'
import { runSection } from 'testkit/run-fences'
import type { Difference } from 'testkit/run-fences'
import { isShown } from 'testkit/shown-output'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'

const page = (...rows: string[]): string => rows.map((row) => `${row}\n`).join('')
const fence = (words: string, ...rows: string[]): string => page(`\`\`\`${words}`, ...rows, '```')

test('a page becomes sections with their fences', () => {
  const markdown = page('# One', fence('sh run needs=a,b', '# Two', 'ls'), '## Three', fence('text', 'x'))
  expect(sectionsOf(markdown)).toEqual([
    {
      title: 'One',
      fences: [
        {
          language: 'sh',
          orders: new Map([
            ['run', ''],
            ['needs', 'a,b'],
          ]),
          body: '# Two\nls\n',
          line: 2,
        },
      ],
    },
    { title: 'Three', fences: [{ language: 'text', orders: new Map(), body: 'x\n', line: 8 }] },
  ])
  expect(sectionsOf(markdown).map(needsOf)).toEqual([['a', 'b'], []])
})

test.each([
  { shown: 'a 1\n', actual: 'a   1', same: true },
  { shown: 'a …\nb\n', actual: 'a 12 3\nb\n', same: true },
  { shown: 'a\n…\nz\n', actual: 'a\nb\nc\nz\n', same: true },
  { shown: 'a\n…\n', actual: 'a\n', same: true },
  { shown: 'a.c\n', actual: 'abc\n', same: false },
  { shown: 'a\n', actual: 'a\nb\n', same: false },
  { shown: '…a\n', actual: 'b\na\n', same: false },
])('$shown shows $actual: $same', ({ shown, actual, same }) => {
  expect(isShown(shown, actual)).toBe(same)
})

async function run(...fences: string[]): Promise<Difference | undefined> {
  const tree = makeTempTree({ 'package.json': '{"type":"module"}' })
  onTestFinished(tree.remove)
  const [section] = sectionsOf(page('# Page', ...fences))
  const ports = new Map([['8080', '40808']])
  return runSection(section!, { tree, env: {}, ports, serverPort: '9090' })
}

const SERVER = `node -e "const s = require('node:http').createServer((q, r) => r.end('hello')); s.listen(0, () => console.log('at http://localhost:' + s.address().port))"`
const CLIENT = `node -e "fetch('http://localhost:9090').then((r) => r.text()).then((t) => console.log(t, 9090))"`

test.each([
  { what: 'output', fences: [fence('sh run', 'echo a', 'echo b >&2'), fence('text shown', 'a', 'b')] },
  {
    what: 'files',
    fences: [fence('json file=a.json', '{}'), fence('sh run', 'cat a.json'), fence('json shown', '{}')],
  },
  { what: 'an exit code', fences: [fence('sh run exit=3', 'exit 3')] },
  {
    what: 'ports',
    fences: [fence('sh run', 'test 8080 = 40808', 'echo 40808'), fence('text shown', '8080')],
  },
  {
    what: 'TypeScript',
    fences: [fence('ts run', 'const a: number = 1', 'console.log(a)'), fence('text shown', '1')],
  },
  {
    what: 'a server',
    fences: [fence('sh run serving', SERVER), fence('sh run', CLIENT), fence('text shown', 'hello 9090')],
  },
])('$what is as it is shown', async ({ fences }) => {
  expect(await run(...fences)).toBeUndefined()
})

test.each([
  { what: 'other output', fences: [fence('sh run', 'echo a'), fence('text shown', 'b')], line: 6 },
  { what: 'an exit code', fences: [fence('sh run', 'false', 'echo a')], line: 2 },
  { what: 'a type error', fences: [fence('ts run', "const a: number = 'b'", 'console.log(a)')], line: 2 },
])('$what is noticed', async ({ fences, line }) => {
  expect(await run(...fences)).toMatchObject({ line })
})

test('a server that does not come up is noticed', async () => {
  await expect(run(fence('sh run serving', 'echo no; exit 1'))).rejects.toThrow('no server came up')
})
