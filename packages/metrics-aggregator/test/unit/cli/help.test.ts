// Facts about the layout of help; the texts themselves are golden.
import { expect, test } from 'vitest'
import type { Command } from '../../../src/cli/command.ts'
import { COMMANDS } from '../../../src/cli/commands.ts'
import { commandHelp, programHelp } from '../../../src/cli/help.ts'
import { painter } from '../../../src/cli/terminal.ts'

const plain = painter(false)

test('every command stands in the list, with its arguments and its summary', () => {
  const help = programHelp(COMMANDS, plain)
  for (const { name, argumentsUsage, summary } of COMMANDS) {
    expect(help).toMatch(
      new RegExp(
        `^ {2}${`${name} ${argumentsUsage}`.trim().replaceAll(/[|]/g, '\\|')} +${summary.replaceAll(/[()]/g, '\\$&')}$`,
        'm',
      ),
    )
  }
})

test.each(COMMANDS.map((command) => ({ name: command.name, command })))(
  '$name has a line for each flag, an example and short lines',
  ({ command }) => {
    const help = commandHelp(command, plain)
    for (const { name } of command.flags)
      expect(help).toMatch(new RegExp(`^ {2}--${name}(?: [A-Z]+)?(?: {2}|$)`, 'm'))
    expect(command.examples.length).toBeGreaterThan(0)
    for (const line of command.description) expect(line.length).toBeLessThanOrEqual(110)
  },
)

const COMMAND: Command = {
  name: 'look',
  argumentsUsage: '',
  summary: 'look',
  description: ['Looks.'],
  flags: [
    { name: 'far', placeholder: 'N', help: 'how far' },
    { name: 'a-flag-that-is-longer-than-the-column', help: 'for long' },
  ],
  examples: [],
  run: () => Promise.resolve(0),
}

test('columns are as wide as their texts, and a long flag has a line of its own', () => {
  expect(commandHelp(COMMAND, plain)).toContain(
    '\nFlags\n  --far N  how far\n  --a-flag-that-is-longer-than-the-column\n           for long\n',
  )
  expect(commandHelp(COMMAND, plain)).not.toContain('Examples')
})

test('headings are bold where colours are on', () => {
  expect(commandHelp(COMMAND, painter(true))).toContain('\u001B[1mFlags\u001B[0m')
})
