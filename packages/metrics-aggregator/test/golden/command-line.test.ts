// What people see of the commands, byte by byte: help texts, reports, messages. Each case has its words in `args`, one a
// line; `./` stands for the case's folder. Exit code, standard output and standard error are expected.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkGolden, goldenCases } from 'testkit/golden'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { runProgram } from '../../src/cli/run-program.ts'
import { memoryTerminal } from '../support/memory-terminal.ts'

const CASES = fileURLToPath(new URL('cases/command-line', import.meta.url))

/** A file of the case, or nothing. */
function optional(folder: string, file: string): string | undefined {
  return existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined
}

test.each(goldenCases(CASES))('%s', async (name) => {
  const folder = join(CASES, name)
  const words = readFileSync(join(folder, 'args'), 'utf8').split('\n').slice(0, -1)
  const env = JSON.parse(optional(folder, 'env.json') ?? '{}') as Record<string, string>
  const terminal = memoryTerminal({ env, input: optional(folder, 'input') ?? '' })
  const exitCode = await runProgram(
    COMMANDS,
    words.map((word) => word.replace('./', `${folder}/`)),
    terminal,
  )
  const shown = (text: string): string => text.replaceAll(`${folder}/`, './')
  const outputs = {
    'expected.exit': `${exitCode}\n`,
    'expected.stdout': shown(terminal.results()),
    'expected.stderr': shown(terminal.remarks()),
  }
  const written = Object.entries(outputs).filter(([, text]) => text !== '')
  expect(checkGolden(folder, Object.fromEntries(written))).toEqual([])
})
