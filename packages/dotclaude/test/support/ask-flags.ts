// Asks a program for the options of its commands, by its own help: what is written down for the library's tests, and what
// is compared with it wherever the program is there.
import { execFileSync } from 'node:child_process'
import { commandPath, optionsIn } from './program-flags.ts'
import type { ProgramCall } from './content-commands.ts'
import type { RecordedFlags } from './program-flags.ts'

/** How each says its version. */
const VERSION_WORDS: Readonly<Record<string, readonly string[]>> = {
  az: ['version', '--output', 'tsv'],
  docker: ['--version'],
  gh: ['--version'],
  helm: ['version', '--short'],
  kubectl: ['version', '--client'],
  npm: ['--version'],
  terraform: ['version'],
}

export const ASKED_PROGRAMS: readonly string[] = Object.keys(VERSION_WORDS)

/** The commands of a program that are called, sorted. */
export function pathsCalled(program: string, calls: readonly ProgramCall[]): readonly string[] {
  const paths = calls.filter((call) => call.program === program).map(commandPath)
  return [...new Set(paths)].filter((path) => path !== '').toSorted()
}

/** `undefined` where there is no such program; `file` is where it stands, if not on the path by its name. */
export function askFlags(
  program: string,
  paths: readonly string[],
  file: string = program,
): RecordedFlags | undefined {
  const said = ask(file, VERSION_WORDS[program] ?? ['--version'])
  if (said === undefined) return undefined
  const rootHelp = ask(file, ['--help']) ?? ''
  const own = program === 'kubectl' ? `${rootHelp}\n${ask(file, ['options'])}` : rootHelp
  // An unknown command, such as one of a plug-in that is not installed, is answered with the help of the program.
  const commands = paths
    .map((path) => [path, ask(file, [...path.split(' '), '--help']) ?? ''] as const)
    .filter(([, help]) => help !== rootHelp && !help.includes('is misspelled or not recognized'))
    .map(([path, help]) => [path, optionsIn(help)] as const)
  return {
    program,
    version: /v?\d+\.\d+\.\d+/.exec(said)?.[0] ?? said.trim(),
    commands: Object.fromEntries([['', program === 'npm' ? npmOptions(file) : optionsIn(own)], ...commands]),
  }
}

function ask(file: string, words: readonly string[]): string | undefined {
  try {
    return execFileSync(file, [...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    const { stdout = '', stderr = '', code } = error as { stdout?: string; stderr?: string; code?: string }
    return code === 'ENOENT' ? undefined : stdout + stderr
  }
}

/** The keys of its configuration, whatever the command. */
function npmOptions(file: string): readonly string[] {
  const keys = Object.keys(JSON.parse(ask(file, ['config', 'list', '-l', '--json']) ?? '{}') as object)
  return keys
    .filter((key) => /^[a-z-]+$/.test(key))
    .flatMap((key) => [`--${key}`, `--no-${key}`])
    .toSorted()
}
