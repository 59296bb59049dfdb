// The command `explain`: the page of a code, from inside the program, so that it is there without a network.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { hasFlag } from '../command.ts'
import type { Call, Command } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import type { Terminal } from '../terminal.ts'

export const explain: Command = {
  name: 'explain',
  group: 'governance',
  summary: 'what a code means, why it matters and how to mend it',
  description: [
    'Shows the page of each code that is named, or the list of all codes. Needs neither a repository nor a network.',
  ],
  args: [{ name: 'CODE', isRepeatable: true }],
  flags: [],
  examples: [
    { line: 'dotclaude explain COVERAGE_UNCOVERED', does: 'read about one code' },
    { line: 'dotclaude explain --json', does: 'list all codes for a program' },
  ],
  run: explainCodes,
}

async function explainCodes(call: Call, terminal: Terminal): Promise<number> {
  const { codesNamed, listText, codeDocument, pageText } = await import('../explain-code.ts')
  const codes = codesNamed(call.args)
  if (hasFlag(call, 'json')) terminal.writeResult(jsonDocument({ codes: codes.map(codeDocument) }))
  else if (call.args.length === 0) terminal.writeResult(listText(codes))
  else terminal.writeResult(codes.map(pageText).join('\n'))
  return EXIT_CODES.OK
}
