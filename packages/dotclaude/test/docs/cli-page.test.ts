// The page of the command line against the program: every command with its help, the shared flags, the variables that are
// read. `UPDATE_GOLDEN=1` writes the help texts into the page, but not where CI is set.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { PROGRAM } from '../../src/cli/commands.ts'
import { commandHelp } from '../../src/cli/help.ts'
import { isCode } from '../../src/diagnostics/code-table.ts'

const PAGE = fileURLToPath(new URL('../../docs/cli.md', import.meta.url))
const SOURCES = sourcesIn(['cli', 'install', 'handoff', 'agents'])
const COMMANDS_HEADING = '\n## Commands\n'
const SHARED_HEADING = 'Flags of every command'

const paint = (_color: string, text: string): string => text

/** Help without what all commands share: that stands once on the page. */
function ownHelp(text: string): string {
  return text
    .replace(new RegExp(`\n${SHARED_HEADING}\n(?: .*\n)+`), '')
    .replace(/\nExit codes: .*\n$/, '')
    .trimEnd()
}

function sharedFlags(): string {
  const [first] = PROGRAM.commands
  const help = first === undefined ? '' : commandHelp(first, paint)
  return new RegExp(`\n(${SHARED_HEADING}\n(?: .*\n)+)`).exec(help)?.[1] ?? ''
}

function pageAsItShouldBe(page: string): string {
  const intro = page
    .slice(0, page.indexOf(COMMANDS_HEADING) + COMMANDS_HEADING.length)
    .replace(/(<!-- shared flags -->\n\n```text\n)[^]*?(```)/, `$1${sharedFlags()}$2`)
  const sections = PROGRAM.commands.map(
    (command) =>
      `\n### dotclaude ${command.name}\n\n\`\`\`text\n${ownHelp(commandHelp(command, paint))}\n\`\`\`\n`,
  )
  return intro + sections.join('')
}

test('every command stands on the page with its help', () => {
  const wanted = pageAsItShouldBe(readFileSync(PAGE, 'utf8'))
  if (process.env['UPDATE_GOLDEN'] === '1' && !process.env['CI']) writeFileSync(PAGE, wanted)
  expect(readFileSync(PAGE, 'utf8')).toBe(wanted)
})

test('the variables on the page are those that the commands read', () => {
  const intro = readFileSync(PAGE, 'utf8').split(COMMANDS_HEADING)[0] ?? ''
  const section = intro.slice(intro.indexOf('## Environment variables'), intro.indexOf('## Completion'))
  const named = new Set([...section.matchAll(/`([A-Z]+(?:_[A-Z]+)*)`/g)].map(([, name = '']) => name))
  const quoted = new Set(SOURCES.flatMap(({ text }) => quotedNames(text)))
  const read = SOURCES.flatMap(({ path, text }) => variablesIn(path, text))
  expect(read.filter((name) => !named.has(name))).toEqual([])
  expect([...named].filter((name) => !quoted.has(name))).toEqual([])
  // Had the search gone blind, nothing would be missing on an empty page.
  expect(new Set(read).size).toBeGreaterThan(40)
})

interface Source {
  readonly path: string
  readonly text: string
}

function sourcesIn(names: readonly string[]): readonly Source[] {
  return names.flatMap((name) => {
    const folder = fileURLToPath(new URL(`../../src/${name}`, import.meta.url))
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => ({ path: `${name}/${path}`, text: readFileSync(join(folder, path), 'utf8') }))
  })
}

/** Written out where it is read; of handoffs and of the places of sessions also by way of a table. */
function variablesIn(path: string, text: string): readonly string[] {
  const direct = [...text.matchAll(/\benv\['([A-Z_]+)'\]/g)].map(([, name = '']) => name)
  const isTabled = /^handoff\/(?!scrub\/)|^agents\/session-places/.test(path)
  const tabled = isTabled ? quotedNames(text).filter((name) => name.includes('_') && !isCode(name)) : []
  return [...direct, ...tabled]
}

function quotedNames(text: string): readonly string[] {
  return [...text.matchAll(/'([A-Z]+(?:_[A-Z]+)*)'/g)].map(([, name = '']) => name)
}
