// The Node API. It only re-exports; importing it reads no file, asks no git and starts nothing.
export { EXIT_CODES } from './diagnostics/exit-codes.ts'
export type { ExitCodes } from './diagnostics/exit-codes.ts'
export { ERROR_CODES, ValidationError, formatError } from './diagnostics/validation-error.ts'
export type { ErrorDetails } from './diagnostics/validation-error.ts'
export { version } from './diagnostics/version.ts'
