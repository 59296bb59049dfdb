// Names that scripts and older versions know and that this version does not serve yet. Calling one fails with a code
// that says what it will be for; doing nothing and exiting 0 would look as if it had worked.
import { Failure } from '../diagnostics/failure.ts'
import type { Command } from './command.ts'

const PURPOSES: Readonly<Record<string, string>> = {
  handoff: 'carry a session to another agent or machine',
}

export const RESERVED: readonly Command[] = Object.entries(PURPOSES).map(([name, purpose]) =>
  reserve(name, purpose),
)

function reserve(name: string, purpose: string): Command {
  return {
    name,
    group: 'this program',
    summary: `not in this version; it will ${purpose}`,
    description: ['The name is reserved. Calling it fails with USAGE_COMMAND_UNAVAILABLE.'],
    args: [{ name: 'ARGUMENT', isRepeatable: true }],
    flags: [],
    examples: [],
    run: () => Promise.reject(new Failure('USAGE_COMMAND_UNAVAILABLE', { command: name, purpose })),
  }
}
