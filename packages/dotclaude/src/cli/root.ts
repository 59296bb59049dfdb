// The repository that a command works on: the flag, else the variable, else the one around the current folder.
import { resolve } from 'node:path'
import { resolveRoot } from '../repo/git.ts'
import { flagValue } from './command.ts'
import type { Call } from './command.ts'
import type { Terminal } from './terminal.ts'

/** Throws a Failure if there is none: a root that does not exist must not pass for an empty one. */
export function rootOf(call: Call, { env, cwd }: Pick<Terminal, 'env' | 'cwd'>): string {
  const named = flagValue(call, 'repo-root') ?? env['DOTCLAUDE_REPO_ROOT'] ?? ''
  return resolveRoot(named === '' ? { cwd } : { cwd, named: resolve(cwd, named) })
}
