// The work of `sync`: says what was done, and ends with 1 where a secret was found.
import { version } from '../../diagnostics/version.ts'
import { scanForSecrets } from '../../handoff/scrub/secret-places.ts'
import { exitCodeOfSync, syncLibrary } from '../../install/sync-library.ts'
import type { SyncCommand } from '../../install/sync-library.ts'
import { secretsIn } from '../../validate/secret-kinds.ts'
import type { Call } from '../command.ts'
import { processes } from '../processes.ts'
import { outputsOf, writeReport } from '../report-outputs.ts'
import type { Terminal } from '../terminal.ts'
import { cloneNamed } from './clone-named.ts'

export async function runSync(command: SyncCommand, call: Call, terminal: Terminal): Promise<number> {
  const outputs = outputsOf(call, terminal.env)
  const { env, home } = terminal
  const clone = cloneNamed(call, terminal, 'source')
  const result = await syncLibrary(command, {
    clone,
    env,
    home,
    processes,
    scans: [scanForSecrets, secretsIn],
    now: terminal.now(),
  })
  writeReport({ checks: [result], root: clone ?? home, version }, outputs, call, terminal)
  return exitCodeOfSync(result)
}
