// The command `show`: one item of the library.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { flagValue, hasFlag } from '../command.ts'
import type { Call, Command } from '../command.ts'
import { SOURCE_FLAG, TYPE_FLAG } from '../library/facet-flags.ts'
import { reportFailure } from '../report-failure.ts'
import type { Terminal } from '../terminal.ts'

export const show: Command = {
  name: 'show',
  group: 'library',
  summary: 'one skill, command, agent or rule',
  description: [
    'Shows what is known of an item and where it stands; with --body its text as an agent reads it. Several',
    'items of one id are told apart by --type.',
  ],
  args: [{ name: 'ID', isRequired: true }],
  flags: [TYPE_FLAG, SOURCE_FLAG, { name: 'body', help: 'print the text of the item and nothing else' }],
  examples: [
    { line: 'dotclaude show review-pr', does: 'its facets, triggers and place' },
    { line: 'dotclaude show review-pr --body', does: 'what the agent is told' },
  ],
  run: showItem,
}

async function showItem(call: Call, terminal: Terminal): Promise<number> {
  const { itemsFor } = await import('../library/library-flags.ts')
  const { entryText } = await import('../library/library-text.ts')
  const { itemNamed } = await import('../library/item-named.ts')
  const found = itemNamed(itemsFor(call, terminal), call.args[0] ?? '', flagValue(call, 'type'))
  if (found instanceof Failure) {
    reportFailure(found, hasFlag(call, 'json') ? ['--json'] : [], terminal)
    // Version 1 answered so, and scripts ask whether an item is there.
    return EXIT_CODES.VALIDATION
  }
  const { item, others } = found
  if (hasFlag(call, 'body')) terminal.writeResult(item.text)
  else if (hasFlag(call, 'json')) terminal.writeResult(`${JSON.stringify(item.entry, undefined, 2)}\n`)
  else terminal.writeResult(entryText(item.entry, item.file))
  if (others.length > 0) terminal.writeRemark(`also of this id: ${others.join(', ')}; choose with --type\n`)
  return EXIT_CODES.OK
}
