// What was written down of programs, beside the programs themselves wherever they are: the version that was asked must
// still say the same, and a newer one must know every option that the library uses. What an older one does not know yet
// is told, and so is a program that is absent.
import { readdirSync, readFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { findRealPart, hasRealParts } from 'testkit/real-parts'
import type { RealPart } from 'testkit/real-parts'
import { describe, expect, test } from 'vitest'
import { bundledFolder, openItemFolder } from '../../src/repo/item-folder.ts'
import { ASKED_PROGRAMS, askFlags, pathsCalled } from '../support/ask-flags.ts'
import { callsIn, fencesIn, pagesIn, spansIn } from '../support/content-commands.ts'
import { commandPath, unknownOptions } from '../support/program-flags.ts'
import type { RecordedFlags } from '../support/program-flags.ts'

const FLAGS = new URL('../fixtures/flags/', import.meta.url)
const recorded = readdirSync(FLAGS).map(
  (name) => JSON.parse(readFileSync(new URL(name, FLAGS), 'utf8')) as RecordedFlags,
)

const folder = bundledFolder()
const pages = pagesIn(folder, openItemFolder(folder)?.files ?? [])
const shell = [...fencesIn(pages).filter(({ language }) => language === 'sh'), ...spansIn(pages)]
const calls = shell.flatMap(callsIn)

const SLOW_MS = 60_000

/** Those that are installed for the tests, by their names there; the others are asked where a machine has them. */
const PARTS: Readonly<Record<string, RealPart>> = { gh: 'gh', helm: 'helm4', kubectl: 'kubectl' }

function fileOf(program: string): string | undefined {
  const part = PARTS[program]
  if (part !== undefined) return findRealPart(part)
  if (spawnSync(program, ['--version']).error === undefined) return program
  console.warn(`missing: ${program}, so its options in the library are held to what was recorded alone`)
  return undefined
}

test('what is recorded is what is asked', () => {
  expect(recorded.map(({ program }) => program)).toEqual(ASKED_PROGRAMS)
})

describe.runIf(hasRealParts(Object.values(PARTS)))('programs', () => {
  const there = recorded.map((flags) => ({ flags, file: fileOf(flags.program) }))

  test.each(there.filter(({ file }) => file !== undefined))(
    '$flags.program says of itself what was recorded',
    { timeout: SLOW_MS },
    ({ flags, file }) => {
      const { program, version } = flags
      const now = askFlags(program, pathsCalled(program, calls), file)
      const unknown = unknownTo(now)
      console.info(
        `${program} ${now?.version}, recorded ${version}: ${unknown.join(', ') || 'knows them all'}`,
      )
      // Another version may have other options; what the library uses has to stay.
      expect(now?.version === version ? now : flags).toEqual(flags)
      expect(isOlder(now, flags) ? [] : unknown).toEqual([])
    },
  )
})

describe.runIf(hasRealParts(['gh']))('gh', () => {
  const asked = calls.flatMap(({ where, program, words }) => {
    const fields = words[words.indexOf('--json') + 1]
    const command = words.slice(0, 2)
    return program === 'gh' && words.includes('--json') ? [{ where, command, fields: fields ?? '' }] : []
  })

  test.each(asked)('$command has the fields that $where asks for', ({ command, fields }) => {
    const known = jsonFieldsOf(command)
    expect(known).toContain('url')
    expect(fields.split(',').filter((field) => !known.includes(field))).toEqual([])
  })

  test('the library asks for fields', () => {
    expect(asked.length).toBeGreaterThan(5)
  })
})

/** It lists them for one that it does not know, before it asks anybody else. */
function jsonFieldsOf(command: readonly string[]): readonly string[] {
  const words = [...command, '--repo', 'a/b', '--json', 'none']
  const env = { ...process.env, GH_TOKEN: 'x', GH_CONFIG_DIR: '/nowhere' }
  const { stderr } = spawnSync(findRealPart('gh') ?? 'gh', words, { encoding: 'utf8', env })
  const [, list = ''] = stderr.split('Available fields:')
  return list.trim().split(/\s+/)
}

/** Options that the library uses, and recorded commands that are there no more. */
function unknownTo(flags: RecordedFlags | undefined): readonly string[] {
  const then = recorded.find(({ program }) => program === flags?.program)
  return calls
    .filter(({ program }) => program === flags?.program)
    .flatMap((call) => {
      const path = commandPath(call)
      const isGone = path in (then?.commands ?? {}) && flags?.commands[path] === undefined
      const options = flags && unknownOptions(call, flags)
      return (isGone ? [''] : (options ?? [])).map((option) => `${call.where}: ${path} ${option}`)
    })
}

function isOlder(now: RecordedFlags | undefined, then: RecordedFlags): boolean {
  const numbers = ({ version }: RecordedFlags): string => version.replace(/^v/, '')
  return now !== undefined && numbers(now).localeCompare(numbers(then), 'en', { numeric: true }) < 0
}
