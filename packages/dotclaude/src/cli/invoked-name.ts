// The program has one body and many names: `dotclaude-doctor` is `dotclaude doctor`. The name is the one that the
// caller used, through whatever links; a name that nobody knows is the umbrella.
import { realpathSync } from 'node:fs'
import { basename } from 'node:path'

const PROGRAM = 'dotclaude'

/** The command that a program's name stands for, as words to put before the others; empty for the umbrella. */
export function wordsOfName(invokedAs: string, commandNames: readonly string[]): readonly string[] {
  const command = [invokedAs, realPathOf(invokedAs)]
    .map(commandIn)
    .find((name) => commandNames.includes(name))
  return command === undefined ? [] : [command]
}

/** `/usr/bin/dotclaude-doctor` and `C:\x\dotclaude-doctor.js` hold `doctor`. */
function commandIn(path: string): string {
  const name = basename(path.replaceAll('\\', '/')).replace(/\.(js|mjs|cmd|exe|ps1)$/i, '')
  return name.startsWith(`${PROGRAM}-`) ? name.slice(PROGRAM.length + 1) : ''
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
