// Facts about a run of the program: who gets help, how failures end, which exit code they have.
import { expect, test } from 'vitest'
import type { Command } from '../../../src/cli/command.ts'
import { runProgram } from '../../../src/cli/run-program.ts'
import type { Commands } from '../../../src/cli/run-program.ts'
import { version } from '../../../src/config/version.ts'
import { Failure } from '../../../src/errors/failure.ts'
import { memoryTerminal } from '../../support/memory-terminal.ts'

const base: Command = {
  name: 'serve',
  argumentsUsage: '',
  summary: 'serve',
  description: ['Serves.'],
  flags: [],
  examples: [],
  run: (call, terminal) => {
    terminal.writeResult(`serve ${call.isJson} ${call.isVerbose}`)
    return Promise.resolve(0)
  },
}
const read: Command = {
  ...base,
  name: 'read',
  argumentsUsage: 'FILE…',
  run: ({ positionals }) => {
    throw new Failure('FILE_UNREADABLE', { path: positionals.join(), detail: 'ENOENT' })
  },
}
const broken: Command = {
  ...base,
  name: 'broken',
  run: () => Promise.reject(new TypeError('x is not a function')),
}
const COMMANDS: Commands = [base, read, broken]

async function run(line: string): Promise<{ exitCode: number; results: string; remarks: string }> {
  const terminal = memoryTerminal()
  const exitCode = await runProgram(
    COMMANDS,
    line.split(' ').filter((word) => word !== ''),
    terminal,
  )
  return { exitCode, results: terminal.results(), remarks: terminal.remarks() }
}

test.each([
  { line: '', exitCode: 0, results: /^serve false false$/, remarks: /^$/ },
  { line: '--json -v', exitCode: 0, results: /^serve true true$/, remarks: /^$/ },
  { line: '--version', exitCode: 0, results: new RegExp(`^${version}\n$`), remarks: /^$/ },
  {
    line: 'read --version --json',
    exitCode: 0,
    results: /"version": 1,\n {2}"program": "metrics-aggregator",\n {2}"release": "\d/,
    remarks: /^$/,
  },
  { line: '--help', exitCode: 0, results: /^metrics-aggregator .*Commands\n {2}serve/s, remarks: /^$/ },
  {
    line: 'read --help',
    exitCode: 0,
    results: /^metrics-aggregator read: .*Usage: metrics-aggregator read FILE… \[FLAGS\]/s,
    remarks: /^$/,
  },
  { line: 'read', exitCode: 64, results: /^$/, remarks: /ARGUMENT_MISSING read needs FILE…/ },
  {
    line: 'serve now',
    exitCode: 64,
    results: /^$/,
    remarks: /ARGUMENT_UNEXPECTED serve does not take the argument "now"/,
  },
  {
    line: 'raed x',
    exitCode: 64,
    results: /^$/,
    remarks: /COMMAND_UNKNOWN there is no command "raed"; did you mean read\?/,
  },
  { line: '--prot 1', exitCode: 64, results: /^$/, remarks: /FLAG_UNKNOWN serve has no flag --prot/ },
  {
    line: 'read x',
    exitCode: 2,
    results: /^$/,
    remarks:
      /^metrics-aggregator: error FILE_UNREADABLE x cannot be read \(ENOENT\)\n {2}Check the path and its permissions\.\n$/,
  },
  {
    line: 'read x --json',
    exitCode: 2,
    results: /"version": 1,\n {2}"error": {\n {4}"code": "FILE_UNREADABLE"/,
    remarks: /FILE_UNREADABLE/,
  },
  {
    line: 'broken',
    exitCode: 2,
    results: /^$/,
    remarks: /INTERNAL_BUG a mistake in metrics-aggregator itself: x is not a function\n {2}[^\n]*\n$/,
  },
  {
    line: 'broken --verbose',
    exitCode: 2,
    results: /^$/,
    remarks: /INTERNAL_BUG.*TypeError: x is not a function\n {4}at /s,
  },
])('"$line" ends with $exitCode', async ({ line, exitCode, results, remarks }) => {
  const ended = await run(line)
  expect(ended).toEqual({
    exitCode,
    results: expect.stringMatching(results),
    remarks: expect.stringMatching(remarks),
  })
})

test.each([
  { hasColor: true, line: ['read', 'x'], isColored: true },
  { hasColor: true, line: ['read', 'x', '--no-color'], isColored: false },
  { hasColor: false, line: ['read', 'x'], isColored: false },
])(
  'colours on a terminal that has them ($hasColor) with $line: $isColored',
  async ({ hasColor, line, isColored }) => {
    const terminal = memoryTerminal({ hasColor })
    await runProgram(COMMANDS, line, terminal)
    expect(terminal.remarks().includes('\u001B[31merror\u001B[0m')).toBe(isColored)
  },
)
