// Asks the programs that the library speaks of for the options that they know, and writes them down with the version
// that was asked, so that every option in the library is held to the program's own help without the program. Run it
// where they are installed: `tsx tools/record-flags.ts`. A program that is absent keeps what was recorded before.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ASKED_PROGRAMS, askFlags, pathsCalled } from '../packages/dotclaude/test/support/ask-flags.ts'
import { callsIn, fencesIn, pagesIn, spansIn } from '../packages/dotclaude/test/support/content-commands.ts'
import { bundledFolder, openItemFolder } from '../packages/dotclaude/src/repo/item-folder.ts'

const TARGET = fileURLToPath(new URL('../packages/dotclaude/test/fixtures/flags', import.meta.url))

const folder = bundledFolder()
const pages = pagesIn(folder, openItemFolder(folder)?.files ?? [])
const shell = [...fencesIn(pages).filter(({ language }) => language === 'sh'), ...spansIn(pages)]
const calls = shell.flatMap(callsIn)
mkdirSync(TARGET, { recursive: true })
for (const program of ASKED_PROGRAMS) {
  const flags = askFlags(program, pathsCalled(program, calls))
  if (flags === undefined) {
    console.log(`${program} is absent; what was recorded stays`)
    continue
  }
  writeFileSync(join(TARGET, `${program}.json`), `${JSON.stringify(flags, undefined, 2)}\n`)
  console.log(`${program} ${flags.version}: ${Object.keys(flags.commands).length - 1} commands`)
}
