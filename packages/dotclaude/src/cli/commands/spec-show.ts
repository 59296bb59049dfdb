// The command `spec show`: one spec and what stands around it.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { hasFlag } from '../command.ts'
import type { Call, Command } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import type { Terminal } from '../terminal.ts'

export const specShow: Command = {
  name: 'spec show',
  group: 'specs',
  summary: 'one spec: what it says, covers and depends on',
  description: [
    'Shows the fields of a spec, how many files its linked paths cover, and which specs need it.',
  ],
  args: [{ name: 'ID', isRequired: true, choice: 'specs' }],
  flags: [],
  examples: [{ line: 'dotclaude spec show login --json', does: 'with the list of covered files' }],
  run: showSpec,
}

async function showSpec(call: Call, terminal: Terminal): Promise<number> {
  const { readSpecs, specNamed, surroundingsOf, specText } = await import('../spec/read-specs.ts')
  const { snapshot, specs } = readSpecs(call, terminal)
  const spec = specNamed(specs, call.args[0] ?? '')
  const around = surroundingsOf(spec, specs, snapshot)
  terminal.writeResult(hasFlag(call, 'json') ? jsonDocument({ ...spec, ...around }) : specText(spec, around))
  return EXIT_CODES.OK
}
