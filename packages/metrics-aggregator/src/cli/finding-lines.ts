/** How findings and failures read on a terminal and in JSON documents. */
import { CODES } from '../errors/codes.ts'
import type { Code, FactsByCode, Severity } from '../errors/codes.ts'
import { describe } from '../errors/failure.ts'
import type { Finding } from '../errors/failure.ts'
import type { Paint } from './terminal.ts'
import { visible } from './visible.ts'

interface Coded<C extends Code> {
  readonly code: C
  readonly facts: FactsByCode[C]
  readonly where?: Finding['where']
}

/** What a JSON document says of a finding or failure. */
export interface FindingDocument {
  readonly code: string
  readonly severity: Severity
  readonly text: string
  readonly hint: string
  /** For what stands in a file: the place. */
  readonly where?: Finding['where']
}

export function findingDocument<C extends Code>({ code, facts, where }: Coded<C>): FindingDocument {
  const { severity, hint } = CODES[code]
  return { code, severity, text: describe(code, facts), hint, ...(where !== undefined && { where }) }
}

/** `error CODE text`, and the advice on a line of its own. */
export function findingLines<C extends Code>(coded: Coded<C>, paint: Paint): string {
  const { code, severity, text, hint } = findingDocument(coded)
  return `${paint(severity, severity)} ${code} ${visible(text)}\n  ${hint}\n`
}

/** One JSON document, for programs and people alike. */
export function jsonDocument(content: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ version: DOCUMENT_VERSION, ...content }, undefined, 2)}\n`
}

/** Rises when a field changes its meaning or goes away, not when one is added. */
const DOCUMENT_VERSION = 1
