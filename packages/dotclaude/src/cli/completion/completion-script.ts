// The completion script of a shell by its name. The scripts hold the whole table, so completing starts no program.
import { Failure } from '../../diagnostics/failure.ts'
import type { Command } from '../command.ts'
import { bashScript } from './bash.ts'
import { fishScript } from './fish.ts'
import { zshScript } from './zsh.ts'

const SCRIPTS: Readonly<Record<string, (commands: readonly Command[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}

export function completionScript(shell: string, commands: readonly Command[]): string {
  const script = SCRIPTS[shell]
  if (script === undefined) throw new Failure('USAGE_UNKNOWN_ID', { kind: 'shell', id: shell })
  return script(commands)
}
