// The library in the user's own folders: installing it and keeping it current, as `bootstrap` and `sync` do.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Environment } from './environment.ts'

export interface GlobalOptions {
  /** A clone of the library; otherwise the package itself. */
  readonly source?: string
  /** Nothing is printed, whatever these say. */
  readonly quiet?: boolean
  readonly json?: boolean
  readonly noColor?: boolean
}

export interface BootstrapOptions extends GlobalOptions {
  /** A folder in place of `~/.claude`: for Claude Code alone, without the hook. */
  readonly target?: string
}

export interface BootstrapResult {
  readonly ok: boolean
  /** Files that are there now as they should be, linked or copied. */
  readonly linked: number
  /** Files of the user, or changed by the user, that stayed. */
  readonly skipped: number
  /** Always 0: nothing of the user is replaced. */
  readonly backed_up: number
}

export interface SyncResult {
  readonly ok: boolean
  readonly mode: 'clone' | 'npm'
  readonly summary: string
}

/** A clone that was named, or the installed package. */
export function resolveMode(source: string | undefined): 'clone' | 'npm' {
  return source === undefined || source === '' ? 'npm' : 'clone'
}

/** The option, else the variable `DOTCLAUDE_DIR`, else the folder of this package. */
export function resolveSource(source: string | undefined, env: Environment): string {
  const named = source ?? env['DOTCLAUDE_DIR'] ?? ''
  return named === '' ? packageFolder(dirname(fileURLToPath(import.meta.url))) : named
}

function packageFolder(folder: string): string {
  const parent = dirname(folder)
  return existsSync(join(folder, 'package.json')) || parent === folder ? folder : packageFolder(parent)
}

/** Installs as `dotclaude bootstrap` does, and prints nothing. Throws where it could not be done. */
export function bootstrapGlobal(options: BootstrapOptions = {}): Promise<BootstrapResult> {
  return import('./install-global.ts').then(({ installGlobal }) => installGlobal(options))
}

/** As `dotclaude sync` does, and prints nothing. `ok` is false where a secret was found; throws where git or npm fails. */
export function syncGlobal(
  command: 'pull' | 'status' | 'push',
  options: GlobalOptions = {},
): Promise<SyncResult> {
  const { source } = options
  return import('./install-global.ts').then((work) =>
    work.syncGlobalFrom(command, resolveMode(source), source),
  )
}
