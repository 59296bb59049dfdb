// The agents of a repository: the Markdown files below .claude/agents, with their frontmatter and what the schema says.
import type { FrontmatterDocument } from '../../repo/frontmatter-document.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import type { RuleOptions } from '../rule.ts'
import { oncePerSnapshot } from '../rule.ts'
import { schemaFindings } from '../schema-findings.ts'
import type { SchemaFinding } from '../schema-findings.ts'
import { isMapping, isText } from '../shape.ts'
import type { Mapping } from '../shape.ts'

export interface AgentFile {
  readonly file: string
  /** What its frontmatter calls it, or else its file. */
  readonly name: string
  readonly document: FrontmatterDocument
  /** Absent where there is no frontmatter that can be read. */
  readonly fields?: Mapping
  readonly findings: readonly SchemaFinding[]
}

const FOLDER = '.claude/agents'

const usualAgents = oncePerSnapshot((snapshot) => agentsBelow(snapshot, FOLDER))

/** Sorted by path. */
export function agentFilesIn(
  snapshot: Snapshot,
  { agentsFolder = FOLDER }: Pick<RuleOptions, 'agentsFolder'> = {},
): readonly AgentFile[] {
  return agentsFolder === FOLDER ? usualAgents(snapshot) : agentsBelow(snapshot, agentsFolder)
}

function agentsBelow(snapshot: Snapshot, folder: string): readonly AgentFile[] {
  return snapshot
    .under(folder)
    .filter((path) => path.endsWith('.md') && !/(^|\/)README\.md$/i.test(path))
    .flatMap((file) => readAgent(snapshot, file))
}

function readAgent(snapshot: Snapshot, file: string): readonly AgentFile[] {
  const document = snapshot.frontmatter(file)
  if (document === undefined) return []
  const fileName = file.replace(/^.*\//, '').replace(/\.md$/, '')
  if (document.problem !== undefined || document.errors.length > 0 || !isMapping(document.value))
    return [{ file, name: fileName, document, findings: [] }]
  const fields = document.value
  const name = isText(fields['name']) ? fields['name'].trim() : fileName
  return [{ file, name, document, fields, findings: schemaFindings('agent', fields) }]
}
