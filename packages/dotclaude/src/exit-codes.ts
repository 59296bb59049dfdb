// The sub-path `./exit-codes`: what the exit code of a command means, and nothing else.
export { EXIT_CODES } from './diagnostics/exit-codes.ts'
export type { ExitCodes } from './diagnostics/exit-codes.ts'
