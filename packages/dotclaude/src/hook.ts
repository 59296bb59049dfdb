// The hook's process, bundled alone into one file that needs Node and nothing else: standard input and the words behind
// the file's name become an answer and an exit code. The codes are those of the agents' protocols and of git, and not
// those of the command line.
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { runHook } from './hook/run-hook.ts'

const { exitCode, stdout, stderr } = await runHook(process.argv.slice(2), () => readFileSync(0, 'utf8'), {
  env: process.env,
  cwd: process.cwd(),
  home: homedir(),
  isWindows: process.platform === 'win32',
  now: () => new Date(),
})
process.stdout.write(stdout)
process.stderr.write(stderr)
process.exitCode = exitCode
