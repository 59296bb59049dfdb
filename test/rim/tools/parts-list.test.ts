// The list of what is bundled: each part once, in the shape that SPDX 2.3 demands.
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { partsListOf } from '../../../tools/parts-list.ts'

const OWN = { name: '@us/product', version: '2.0.0', license: 'MIT' }
const CREATED = new Date('2026-03-01T12:00:00.123Z')

interface PartsList {
  readonly documentNamespace: string
  readonly documentDescribes: readonly string[]
  readonly creationInfo: { readonly created: string }
  readonly packages: readonly { readonly SPDXID: string }[]
  readonly relationships: readonly Readonly<Record<string, string>>[]
}

function listOf(inputs: readonly string[]): PartsList {
  const tree = makeTempTree({
    'node_modules/a/package.json': JSON.stringify({ name: 'a', version: '1.0.0', license: 'ISC' }),
    'node_modules/a/node_modules/@b/c/package.json': JSON.stringify({ name: '@b/c', version: '0.1.0-rc.1' }),
  })
  onTestFinished(tree.remove)
  return JSON.parse(partsListOf(tree.root, inputs, OWN, CREATED)) as PartsList
}

const INPUTS = [
  'src/main.ts',
  'node_modules/a/x.js',
  'node_modules/a/y.js',
  'node_modules/a/node_modules/@b/c/z.js',
]

test('names the product, every package once, and who contains whom', () => {
  const { packages, relationships, documentDescribes } = listOf(INPUTS)
  const idsOf = packages.map(({ SPDXID }) => SPDXID)
  expect(idsOf).toEqual([
    'SPDXRef-Package-us-product-2.0.0',
    'SPDXRef-Package-a-1.0.0',
    'SPDXRef-Package-b-c-0.1.0-rc.1',
  ])
  expect(documentDescribes).toEqual(idsOf.slice(0, 1))
  expect(relationships.map((one) => Object.values(one))).toEqual([
    ['SPDXRef-DOCUMENT', 'DESCRIBES', idsOf[0]],
    [idsOf[0], 'CONTAINS', idsOf[1]],
    [idsOf[0], 'CONTAINS', idsOf[2]],
  ])
  expect(packages[2]).toMatchObject({
    name: '@b/c',
    versionInfo: '0.1.0-rc.1',
    licenseDeclared: 'NOASSERTION',
    externalRefs: [{ referenceType: 'purl', referenceLocator: 'pkg:npm/%40b/c@0.1.0-rc.1' }],
  })
})

test('says when it was made without fractions, and has a name that follows from the parts', () => {
  const { creationInfo, documentNamespace } = listOf(INPUTS)
  expect(creationInfo.created).toBe('2026-03-01T12:00:00Z')
  expect(listOf(INPUTS).documentNamespace).toBe(documentNamespace)
  expect(listOf(['src/main.ts']).documentNamespace).not.toBe(documentNamespace)
})
