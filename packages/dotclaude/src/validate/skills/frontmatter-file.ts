// The frontmatter of the skills and commands of a repository, with what the schema of their kind says about it.
import type { FrontmatterDocument } from '../../repo/frontmatter-document.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { contentItemsIn } from '../content-items.ts'
import type { ContentItem } from '../content-items.ts'
import { oncePerSnapshot } from '../rule.ts'
import { schemaFindings } from '../schema-findings.ts'
import type { SchemaFinding } from '../schema-findings.ts'
import { isMapping } from '../shape.ts'
import type { Mapping } from '../shape.ts'

export interface FrontmatterFile {
  readonly item: ContentItem
  /** Absent where the file cannot be read. */
  readonly document?: FrontmatterDocument
  /** The fields, if they could be read without errors. */
  readonly fields?: Mapping
  readonly findings: readonly SchemaFinding[]
}

export const frontmatterFilesIn: (snapshot: Snapshot) => readonly FrontmatterFile[] = oncePerSnapshot(
  (snapshot) => contentItemsIn(snapshot).map((item) => readFile(snapshot, item)),
)

function readFile(snapshot: Snapshot, item: ContentItem): FrontmatterFile {
  const document = snapshot.frontmatter(item.path)
  if (document === undefined) return { item, findings: [] }
  if (document.problem !== undefined || document.errors.length > 0 || !isMapping(document.value))
    return { item, document, findings: [] }
  return { item, document, fields: document.value, findings: schemaFindings(item.kind, document.value) }
}
