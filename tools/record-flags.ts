// Asks the programs that the library speaks of for the options that they know, and writes them down with the version
// that was asked, so that every option in the library is held to the program's own help without the program. Run it
// where they are installed: `tsx tools/record-flags.ts`. A program that is absent keeps what was recorded before.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { callsIn, fencesIn, pagesIn, spansIn } from '../packages/dotclaude/test/support/content-commands.ts'
import { commandPath, optionsIn } from '../packages/dotclaude/test/support/program-flags.ts'
import { bundledFolder, openItemFolder } from '../packages/dotclaude/src/repo/item-folder.ts'

const TARGET = fileURLToPath(new URL('../packages/dotclaude/test/fixtures/flags', import.meta.url))

/** How each says its version; npm's options are the keys of its configuration, whatever the command. */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  docker: ['--version'],
  gh: ['--version'],
  helm: ['version', '--short'],
  kubectl: ['version', '--client'],
  npm: ['--version'],
  terraform: ['version'],
}

function ask(program: string, words: readonly string[]): string | undefined {
  try {
    return execFileSync(program, [...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    const { stdout = '', stderr = '', code } = error as { stdout?: string; stderr?: string; code?: string }
    return code === 'ENOENT' ? undefined : stdout + stderr
  }
}

function record(program: string, versionWords: readonly string[], paths: readonly string[]): void {
  const said = ask(program, versionWords)
  if (said === undefined) return console.log(`${program} is absent; what was recorded stays`)
  const version = /v?\d+\.\d+\.\d+/.exec(said)?.[0] ?? said.trim()
  const ownOptions = optionsIn(
    `${ask(program, ['--help'])}\n${program === 'kubectl' ? ask(program, ['options']) : ''}`,
  )
  const rootHelp = ask(program, ['--help'])
  // An unknown command, such as one of a plug-in that is not installed, is answered with the help of the program.
  const commands = paths.flatMap((path) => {
    const help = ask(program, [...path.split(' '), '--help']) ?? ''
    if (help !== rootHelp) return [[path, optionsIn(help)] as const]
    console.log(`${program} ${path} is absent`)
    return []
  })
  const anywhere = program === 'npm' ? npmOptions() : ownOptions
  const text = JSON.stringify(
    { program, version, commands: Object.fromEntries([['', anywhere], ...commands]) },
    undefined,
    2,
  )
  writeFileSync(join(TARGET, `${program}.json`), `${text}\n`)
  console.log(`${program} ${version}: ${commands.length} commands`)
}

function npmOptions(): readonly string[] {
  const keys = Object.keys(JSON.parse(ask('npm', ['config', 'list', '-l', '--json']) ?? '{}') as object)
  return keys
    .filter((key) => /^[a-z-]+$/.test(key))
    .flatMap((key) => [`--${key}`, `--no-${key}`])
    .toSorted()
}

const folder = bundledFolder()
const pages = pagesIn(folder, openItemFolder(folder)?.files ?? [])
const shell = [...fencesIn(pages).filter(({ language }) => language === 'sh'), ...spansIn(pages)]
const calls = shell.flatMap(callsIn)
mkdirSync(TARGET, { recursive: true })
for (const [program, versionWords] of Object.entries(PROGRAMS)) {
  const paths = calls.filter((call) => call.program === program).map(commandPath)
  record(program, versionWords, [...new Set(paths)].filter((path) => path !== '').toSorted())
}
