// The sub-path `./errors`: the class that findings are, their codes and their text, without the rules that find them.
export { ERROR_CODES, ValidationError, formatError } from './diagnostics/validation-error.ts'
export type { ErrorDetails } from './diagnostics/validation-error.ts'
