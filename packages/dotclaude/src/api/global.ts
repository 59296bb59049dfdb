// The library of the user's own folder. This version has the two questions; installing it and keeping it current come
// with the commands `bootstrap` and `sync`, and until then asking for them fails with a code.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Failure } from '../diagnostics/failure.ts'
import type { Environment } from './environment.ts'

export interface GlobalOptions {
  readonly source?: string
  readonly quiet?: boolean
  readonly json?: boolean
  readonly noColor?: boolean
}

export interface BootstrapOptions extends GlobalOptions {
  readonly target?: string
}

export interface BootstrapResult {
  readonly ok: boolean
  readonly linked: number
  readonly skipped: number
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

export function bootstrapGlobal(_options: BootstrapOptions = {}): Promise<BootstrapResult> {
  return Promise.reject(unavailable('bootstrapGlobal', 'install the library into your own agent folder'))
}

export function syncGlobal(
  _command: 'pull' | 'status' | 'push',
  _options: GlobalOptions = {},
): Promise<SyncResult> {
  return Promise.reject(unavailable('syncGlobal', 'pull the library and push your changes to it'))
}

function unavailable(command: string, purpose: string): Failure {
  return new Failure('USAGE_COMMAND_UNAVAILABLE', { command, purpose })
}
