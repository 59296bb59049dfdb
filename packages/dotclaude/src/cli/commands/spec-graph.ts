// The command `spec graph`: what depends on what.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { hasFlag } from '../command.ts'
import type { Call, Command } from '../command.ts'
import { jsonDocument } from '../json-document.ts'
import type { Terminal } from '../terminal.ts'

export const specGraph: Command = {
  name: 'spec graph',
  group: 'specs',
  summary: 'which spec depends on which, and where that goes in a circle',
  description: ['A line per spec with the specs that it depends on. Exits 1 if there is a circle.'],
  args: [],
  flags: [{ name: 'mermaid', help: 'print a picture for Markdown' }],
  examples: [{ line: 'dotclaude spec graph --mermaid', does: 'a picture for a README' }],
  run: showGraph,
}

async function showGraph(call: Call, terminal: Terminal): Promise<number> {
  const { readSpecs, graphOf, graphText, graphMermaid } = await import('../spec/read-specs.ts')
  const graph = graphOf(readSpecs(call, terminal).specs)
  if (hasFlag(call, 'json')) terminal.writeResult(jsonDocument({ ...graph }))
  else terminal.writeResult(hasFlag(call, 'mermaid') ? graphMermaid(graph) : graphText(graph))
  return graph.cycles.length > 0 ? EXIT_CODES.VALIDATION : EXIT_CODES.OK
}
