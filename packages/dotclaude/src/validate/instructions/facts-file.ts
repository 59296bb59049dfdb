// docs/repo-facts.json as the rules see it, and the instruction files that it names.
import type { JsonDocument } from '../../repo/json-document.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { oncePerSnapshot } from '../rule.ts'
import { schemaFindings } from '../schema-findings.ts'
import type { SchemaFinding } from '../schema-findings.ts'
import { isMapping, textsOf } from '../shape.ts'
import type { Mapping } from '../shape.ts'
import { mentionsIn } from './markdown-mentions.ts'
import type { Mention } from './markdown-mentions.ts'

export const FACTS_FILE = 'docs/repo-facts.json'

export interface FactsFile {
  /** Absent where the file is. */
  readonly document?: JsonDocument
  /** The facts, if they could be read without errors and are an object. */
  readonly value?: Mapping
  readonly findings: readonly SchemaFinding[]
}

export const factsIn: (snapshot: Snapshot) => FactsFile = oncePerSnapshot((snapshot) => {
  const document = snapshot.isFile(FACTS_FILE) ? snapshot.json(FACTS_FILE, { comments: false }) : undefined
  if (document === undefined) return { findings: [] }
  if (document.errors.length > 0 || !isMapping(document.value)) return { document, findings: [] }
  return { document, value: document.value, findings: schemaFindings('repo-facts', document.value) }
})

export interface InstructionFile {
  readonly file: string
  readonly text: string
  readonly mentions: readonly Mention[]
}

/** The files of the facts that exist, each once. */
export const instructionFilesIn: (snapshot: Snapshot) => readonly InstructionFile[] = oncePerSnapshot(
  (snapshot) => {
    const listed = textsOf(factsIn(snapshot).value?.['instruction_files']).map(({ text }) => text)
    return [...new Set(listed)].flatMap((file) => {
      const text = snapshot.isFile(file) ? snapshot.text(file) : undefined
      return text === undefined ? [] : [{ file, text, mentions: mentionsIn(text) }]
    })
  },
)
