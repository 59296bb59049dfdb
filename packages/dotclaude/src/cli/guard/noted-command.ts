// A command that the guard noted, as a human reads it before deciding: every line of it, and no character of it acts on the
// terminal or stays unseen, whoever wrote the command.
import { visibleText } from '../../diagnostics/visible-text.ts'

export function notedCommand(command: string): string {
  return command
    .split('\n')
    .map((line) => `  ${visibleText(line)}\n`)
    .join('')
}
