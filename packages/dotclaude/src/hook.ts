// The hook's process, bundled alone into one file that needs Node and nothing else: standard input and the words behind
// the file's name become an answer and an exit code. The codes are those of the agents' protocols and of git, and not
// those of the command line.
import { readFileSync, writeSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { runHook } from './hook/run-hook.ts'
import { openScripts } from './hook/scripts.ts'
import { stateFolder } from './guard-store/state-folder.ts'

const STDOUT = 1
const STDERR = 2

const { env, execArgv } = process
const isWindows = process.platform === 'win32'
const home = env[isWindows ? 'USERPROFILE' : 'HOME'] || homedir()
const user = process.getuid?.()
const fresh = openScripts({
  url: import.meta.url,
  folder: join(stateFolder({ env, home }), 'compiled'),
  user,
  engine: [process.version, process.arch, ...execArgv, env['NODE_OPTIONS'] ?? ''],
})
const { exitCode, stdout, stderr } = await runHook(process.argv.slice(2), () => readFileSync(0, 'utf8'), {
  env,
  cwd: process.cwd(),
  home,
  isWindows,
  now: () => new Date(),
})
// By their numbers: making the streams takes longer than the whole judgement of a harmless command.
say(STDOUT, stdout)
say(STDERR, stderr)
if (fresh.length > 0) {
  const { keepScripts } = await import('./hook/keep-scripts.ts')
  keepScripts(fresh, { now: new Date(), user })
}
// Everything is said and kept: what would be taken down in order is gone with the process as well, and sooner.
process.exit(exitCode)

/** Answers are short, so a pipe takes one whole; an agent that has gone away wants none. */
function say(to: number, text: string): void {
  try {
    if (text !== '') writeSync(to, text)
  } catch {
    return
  }
}
