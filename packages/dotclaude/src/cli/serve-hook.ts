// The hook from the package: the same function that the hook file runs, between this terminal and the agent.
import { readFileSync } from 'node:fs'
import { EXIT_CODES } from '../diagnostics/exit-codes.ts'
import { runHook } from '../hook/run-hook.ts'
import { HOOK_TEXT } from '../install/hook-file.generated.ts'
import { hasFlag } from './command.ts'
import type { Call } from './command.ts'
import type { Terminal } from './terminal.ts'

/** The exit code is the hook's own, by the protocol of the agent. */
export async function serveHook(call: Call, terminal: Terminal): Promise<number> {
  if (hasFlag(call, 'print')) {
    terminal.writeResult(HOOK_TEXT)
    return EXIT_CODES.OK
  }
  const { env, cwd, home, now } = terminal
  const isWindows = process.platform === 'win32'
  const reply = await runHook(call.args, () => readFileSync(0, 'utf8'), { env, cwd, home, now, isWindows })
  if (reply.stdout !== '') terminal.writeResult(reply.stdout)
  if (reply.stderr !== '') terminal.writeRemark(reply.stderr)
  return reply.exitCode
}
