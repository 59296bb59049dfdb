// The command `spec list`: a line per spec.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { flagValue, hasFlag } from '../command.ts'
import type { Call, Command } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import type { Terminal } from '../terminal.ts'

const STATUSES = ['draft', 'approved', 'implementing', 'done'] as const

export const specList: Command = {
  name: 'spec list',
  group: 'specs',
  summary: 'all specs with status and title',
  description: ['One line per spec below docs/specs, sorted by id.'],
  args: [],
  flags: [
    {
      name: 'status',
      placeholder: 'STATUS',
      choice: STATUSES,
      help: `only those that are ${STATUSES.join(', ')}`,
    },
  ],
  examples: [{ line: 'dotclaude spec list --status draft', does: 'see what still waits for approval' }],
  run: listSpecs,
}

async function listSpecs(call: Call, terminal: Terminal): Promise<number> {
  const { readSpecs, listText } = await import('../spec/read-specs.ts')
  const status = flagValue(call, 'status')
  const specs = readSpecs(call, terminal).specs.filter(
    (spec) => status === undefined || spec.status === status,
  )
  terminal.writeResult(hasFlag(call, 'json') ? jsonDocument({ specs }) : listText(specs))
  return EXIT_CODES.OK
}
