import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { licencesOf } from '../../../tools/licences.ts'

const manifest = (name: string): string => JSON.stringify({ name, version: '1.0.0' })

function rootWith(files: Record<string, string>): string {
  const tree = makeTempTree(files)
  onTestFinished(tree.remove)
  return tree.root
}

test('collects each bundled package once, scoped and nested ones too', () => {
  const root = rootWith({
    'node_modules/a/package.json': manifest('a'),
    'node_modules/a/LICENSE': 'terms of a',
    'node_modules/a/node_modules/@b/c/package.json': manifest('@b/c'),
    'node_modules/a/node_modules/@b/c/LICENCE.md': 'terms of c',
    'node_modules/a/node_modules/@b/c/NOTICE': 'notice of c',
  })
  const inputs = [
    'src/main.ts',
    'node_modules/a/x.js',
    'node_modules/a/lib/y.js',
    'node_modules/a/node_modules/@b/c/z.js',
  ]
  const text = licencesOf(root, inputs, 'our terms\n')
  expect(text.match(/our terms|a 1\.0\.0|@b\/c 1\.0\.0|terms of \w|notice of c/g)).toEqual([
    'our terms',
    'a 1.0.0',
    'terms of a',
    '@b/c 1.0.0',
    'terms of c',
    'notice of c',
  ])
})

test('refuses a package without a licence', () => {
  const root = rootWith({ 'node_modules/a/package.json': manifest('a') })
  expect(() => licencesOf(root, ['node_modules/a/x.js'], '')).toThrow('a is bundled but has no licence file')
})
