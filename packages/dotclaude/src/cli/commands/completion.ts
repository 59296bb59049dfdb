// The command `completion`: a script for the user's shell, made from the table of commands.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import type { Call, Command } from '../command.ts'
import type { Terminal } from '../terminal.ts'

/** Handed a way to the table that it is itself a row of. */
export function completionOf(commands: () => readonly Command[]): Command {
  return { ...COMPLETION, run: (call, terminal) => printScript(call, terminal, commands()) }
}

const COMPLETION: Omit<Command, 'run'> = {
  name: 'completion',
  group: 'this program',
  summary: 'a script that completes commands and flags in your shell',
  description: [
    'Prints the script. Where it goes is your shell’s matter; the examples are the usual places.',
  ],
  args: [{ name: 'SHELL', isRequired: true, choice: ['bash', 'zsh', 'fish'] }],
  flags: [],
  examples: [
    {
      line: 'source <(dotclaude completion bash)',
      does: 'complete in this bash; put the line into ~/.bashrc',
    },
    {
      line: 'dotclaude completion zsh > ~/.zfunc/_dotclaude',
      does: 'complete in zsh, with ~/.zfunc in fpath',
    },
    {
      line: 'dotclaude completion fish > ~/.config/fish/completions/dotclaude.fish',
      does: 'complete in fish',
    },
  ],
}

async function printScript(
  { args: [shell = ''] }: Call,
  terminal: Terminal,
  commands: readonly Command[],
): Promise<number> {
  const { completionScript } = await import('../completion/completion-script.ts')
  terminal.writeResult(completionScript(shell, commands))
  return EXIT_CODES.OK
}
