// The specs of a repository: every folder directly below docs/specs is one, with what its spec.json says.
import type { JsonDocument } from '../../repo/json-document.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { oncePerSnapshot } from '../rule.ts'
import { schemaFindings } from '../schema-findings.ts'
import type { SchemaFinding } from '../schema-findings.ts'
import { isMapping } from '../shape.ts'
import type { Mapping } from '../shape.ts'

export const SPECS_FOLDER = 'docs/specs'

export interface SpecFile {
  /** The name of the folder. */
  readonly folder: string
  /** Its spec.json, relative to the repository, whether it exists or not. */
  readonly file: string
  readonly document?: JsonDocument
  /** What it says, if that is an object that could be read without errors. */
  readonly value?: Mapping
  /** What the schema says against the value. */
  readonly findings: readonly SchemaFinding[]
}

/** Sorted by folder. */
export const specFilesIn: (snapshot: Snapshot) => readonly SpecFile[] = oncePerSnapshot((snapshot) => {
  const inside = snapshot.under(SPECS_FOLDER).map((path) => path.slice(SPECS_FOLDER.length + 1))
  const folders = inside.filter((path) => path.includes('/')).map((path) => path.slice(0, path.indexOf('/')))
  return [...new Set(folders)].toSorted().map((folder) => readSpec(snapshot, folder))
})

function readSpec(snapshot: Snapshot, folder: string): SpecFile {
  const file = `${SPECS_FOLDER}/${folder}/spec.json`
  const document = snapshot.isFile(file) ? snapshot.json(file, { comments: false }) : undefined
  if (document === undefined) return { folder, file, findings: [] }
  if (document.errors.length > 0 || !isMapping(document.value))
    return { folder, file, document, findings: [] }
  return { folder, file, document, value: document.value, findings: schemaFindings('spec', document.value) }
}
