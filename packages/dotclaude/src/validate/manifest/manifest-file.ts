// The manifest of skills and commands as the rules see it: its document, and the entries that can be made out.
import type { JsonDocument } from '../../repo/json-document.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { oncePerSnapshot } from '../rule.ts'
import { schemaFindings } from '../schema-findings.ts'
import type { SchemaFinding } from '../schema-findings.ts'
import { isMapping, isText, textsOf } from '../shape.ts'
import type { Mapping } from '../shape.ts'

export const MANIFEST_FILE = '.claude/skills-manifest.json'

export interface ManifestEntry {
  /** JSON Pointer of the entry. */
  readonly pointer: string
  readonly name: string
  readonly path: string
  readonly checksum: unknown
  readonly dependencies: readonly { readonly text: string; readonly index: number }[]
  /** Absent in manifests of version 1.3. */
  readonly capabilities?: readonly string[]
}

export interface ManifestFile {
  readonly document: JsonDocument
  /** The whole value, if it could be read without errors and is an object. */
  readonly value?: Mapping
  readonly findings: readonly SchemaFinding[]
  /** Those with a name and a path. */
  readonly entries: readonly ManifestEntry[]
}

/** `undefined` where the repository has none. */
export const manifestIn: (snapshot: Snapshot) => ManifestFile | undefined = oncePerSnapshot((snapshot) => {
  if (!snapshot.isFile(MANIFEST_FILE)) return undefined
  const document = snapshot.json(MANIFEST_FILE, { comments: false })
  if (document === undefined) return undefined
  if (document.errors.length > 0 || !isMapping(document.value)) return { document, findings: [], entries: [] }
  const { value } = document
  return { document, value, findings: schemaFindings('skills-manifest', value), entries: entriesOf(value) }
})

function entriesOf(value: Mapping): readonly ManifestEntry[] {
  const skills: unknown = value['skills']
  return Array.isArray(skills)
    ? skills.flatMap((entry: unknown, index) => entryOf(entry, `/skills/${index}`))
    : []
}

function entryOf(entry: unknown, pointer: string): readonly ManifestEntry[] {
  if (!isMapping(entry)) return []
  const { name, path, checksum, dependencies, capabilities } = entry
  if (!isText(name) || !isText(path)) return []
  const recorded = Array.isArray(capabilities)
    ? { capabilities: textsOf(capabilities).map(({ text }) => text) }
    : {}
  return [{ pointer, name, path, checksum, dependencies: textsOf(dependencies), ...recorded }]
}

/** Relative, with slashes, and never upwards: the same file on every machine, and one of this repository. */
export function isConfined(path: string): boolean {
  const isAbsolute = /^([/\\~]|[A-Za-z]:)/.test(path)
  return !isAbsolute && !/[\\\0]/.test(path) && !path.split('/').includes('..')
}
