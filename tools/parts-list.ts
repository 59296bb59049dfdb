// Writes what a bundle is made of as an SPDX document: the product and every package whose code esbuild put into it. npm's own
// list knows installed dependencies alone, and a bundled product has none. The same parts give the same document.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFoldersOf } from './licences.ts'

interface Part {
  readonly name: string
  readonly version: string
  readonly license?: string
}

/** `created` is when the list was made, as SPDX demands it. */
export function partsListOf(root: string, inputs: readonly string[], own: Part, created: Date): string {
  const parts = packageFoldersOf(inputs).map((folder) => readPart(join(root, folder)))
  const digest = createHash('sha256')
    .update(JSON.stringify([own, parts]))
    .digest('hex')
  const document = {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: `${own.name}@${own.version}`,
    documentNamespace: `https://spdx.org/spdxdocs/${encodeURIComponent(own.name)}-${own.version}-${digest}`,
    creationInfo: {
      created: created.toISOString().replace(/\.\d+Z$/, 'Z'),
      creators: ['Organization: metrics-aggregator and dotclaude contributors', 'Tool: tools/build.ts'],
    },
    documentDescribes: [idOf(own)],
    packages: [own, ...parts].map(describe),
    relationships: [
      { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: idOf(own) },
      ...parts.map((part) => {
        return { spdxElementId: idOf(own), relationshipType: 'CONTAINS', relatedSpdxElement: idOf(part) }
      }),
    ],
  }
  return `${JSON.stringify(document, undefined, 2)}\n`
}

function readPart(folder: string): Part {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Part
  return license === undefined ? { name, version } : { name, version, license }
}

function describe(part: Part): Readonly<Record<string, unknown>> {
  const { name, version, license = 'NOASSERTION' } = part
  return {
    SPDXID: idOf(part),
    name,
    versionInfo: version,
    downloadLocation: 'NOASSERTION',
    filesAnalyzed: false,
    licenseConcluded: 'NOASSERTION',
    licenseDeclared: license,
    copyrightText: 'NOASSERTION',
    externalRefs: [
      {
        referenceCategory: 'PACKAGE-MANAGER',
        referenceType: 'purl',
        referenceLocator: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      },
    ],
  }
}

/** SPDX takes letters, digits, points and dashes. */
function idOf({ name, version }: Part): string {
  return `SPDXRef-Package-${`${name}-${version}`.replaceAll(/[^A-Za-z0-9.-]+/g, '-').replace(/^-/, '')}`
}
