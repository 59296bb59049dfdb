// All commands, in the order of the help.
import type { Command } from './command.ts'
import { completionOf } from './commands/completion.ts'
import { explain } from './commands/explain.ts'
import { validateSpecs } from './commands/validate-specs.ts'
import { RESERVED } from './reserved.ts'
import type { Program } from './run-program.ts'

const COMMANDS: readonly Command[] = [validateSpecs, explain, completionOf(() => COMMANDS)]

export const PROGRAM: Program = { commands: COMMANDS, reserved: RESERVED }
