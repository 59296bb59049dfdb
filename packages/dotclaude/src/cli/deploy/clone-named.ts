// The clone of the library that a command is about: what its flag names, else the variable `DOTCLAUDE_DIR`.
import { resolve } from 'node:path'
import { flagValue } from '../command.ts'
import type { Call } from '../command.ts'
import type { Terminal } from '../terminal.ts'

/** Absolute; `undefined` for the package itself. */
export function cloneNamed(
  call: Call,
  { env, cwd }: Pick<Terminal, 'cwd' | 'env'>,
  flag: string,
): string | undefined {
  const named = flagValue(call, flag) ?? flagValue(call, 'source') ?? env['DOTCLAUDE_DIR'] ?? ''
  return named === '' ? undefined : resolve(cwd, named)
}
