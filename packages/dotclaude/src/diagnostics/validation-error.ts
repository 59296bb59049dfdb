// The public form of a diagnostic, thrown or returned by the Node API and carried in JSON output. Which optional fields
// are own properties is part of the contract: what is not known is not there.
import { CODES } from './code-table.ts'
import type { Code } from './code-table.ts'
import { messageOf } from './diagnostic.ts'
import type { Diagnostic } from './diagnostic.ts'

export interface ErrorDetails {
  readonly code: string
  readonly message: string
  readonly file?: string
  readonly pointer?: string
  readonly line?: number
  readonly column?: number
  readonly expected?: string
  readonly got?: string
  readonly hint?: string
  readonly category?: string
  readonly severity?: string
}

/** The order of the optional fields in JSON and in verbose text. */
const OPTIONAL_FIELDS = [
  'file',
  'pointer',
  'line',
  'column',
  'expected',
  'got',
  'hint',
  'category',
  'severity',
] as const satisfies readonly (keyof ErrorDetails)[]

const VERBOSE_FIELDS = ['code', ...OPTIONAL_FIELDS.filter((field) => field !== 'file')] as const
const LABEL_WIDTH = 10

/** Every code under its own name. */
export const ERROR_CODES: Readonly<Record<Code, Code>> = Object.freeze(
  Object.fromEntries(CODES.map((code) => [code, code])) as Record<Code, Code>,
)

export class ValidationError extends Error {
  declare readonly code: string
  declare readonly file?: string
  declare readonly pointer?: string
  declare readonly line?: number
  declare readonly column?: number
  declare readonly expected?: string
  declare readonly got?: string
  declare readonly hint?: string
  declare readonly category?: string
  declare readonly severity?: string

  constructor(details: ErrorDetails) {
    if (typeof details !== 'object' || details === null)
      throw new TypeError('ValidationError requires a StructuredError details object')
    requireText(details, 'code')
    requireText(details, 'message')
    super(details.message)
    this.name = 'ValidationError'
    Object.assign(this, { code: details.code }, definedOptionals(details))
  }

  override toString(): string {
    return headOf(this)
  }

  toJSON(): ErrorDetails {
    return { code: this.code, message: this.message, ...definedOptionals(this) }
  }
}

export function toValidationError(diagnostic: Diagnostic): ValidationError {
  const { code, severity, category, where, expected, got, hint } = diagnostic
  const { file, pointer, line, column } = where
  const optionals = { file, pointer, line, column, expected, got, hint, category, severity }
  return new ValidationError({ code, message: messageOf(diagnostic), ...definedOptionals(optionals) })
}

/** The head alone, or with a line per known field. Works on anything that was thrown. */
export function formatError(error: unknown, options: { readonly verbose?: boolean } = {}): string {
  const lines = [headOf(error)]
  if (options.verbose === true) lines.push(...verboseLinesOf(error))
  return lines.join('\n')
}

/** The known fields of an error, labelled and aligned; nothing for a plain error. */
export function verboseLinesOf(error: unknown): readonly string[] {
  const fields = fieldsOf(error)
  return VERBOSE_FIELDS.filter((field) => fields[field] !== undefined).map(
    (field) => `  ${`${field}:`.padEnd(LABEL_WIDTH)}${String(fields[field])}`,
  )
}

function headOf(error: unknown): string {
  const { file, message } = fieldsOf(error)
  if (typeof message !== 'string' || message === '') return String(error)
  return typeof file === 'string' ? `${file}: ${message}` : message
}

function fieldsOf(error: unknown): Partial<Record<keyof ErrorDetails, unknown>> {
  return typeof error === 'object' && error !== null ? error : {}
}

type Optionals = Omit<ErrorDetails, 'code' | 'message'>

function definedOptionals(source: {
  readonly [Field in keyof Optionals]?: Optionals[Field] | undefined
}): Optionals {
  const known = OPTIONAL_FIELDS.map((field) => [field, source[field]] as const)
  return Object.fromEntries(known.filter(([, value]) => value !== undefined))
}

function requireText(details: ErrorDetails, field: 'code' | 'message'): void {
  if (typeof details[field] !== 'string' || details[field] === '')
    throw new TypeError(`ValidationError requires a non-empty \`${field}\``)
}
