// A run of the program, in process: exit codes, where text goes, and that a crash never looks like a finding.
import { expect, test } from 'vitest'
import type { Command } from '../../../src/cli/command.ts'
import { PROGRAM } from '../../../src/cli/commands.ts'
import { quickAnswer } from '../../../src/cli/quick-answer.ts'
import { runProgram } from '../../../src/cli/run-program.ts'
import type { Program } from '../../../src/cli/run-program.ts'
import { Failure } from '../../../src/diagnostics/failure.ts'
import { version } from '../../../src/diagnostics/version.ts'
import manifest from '../../../package.json' with { type: 'json' }
import { memoryTerminal } from '../../support/memory-terminal.ts'

interface Outcome {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

async function run(words: readonly string[], program: Program = PROGRAM): Promise<Outcome> {
  const terminal = memoryTerminal()
  const exit = await runProgram(program, words, terminal)
  return { exit, stdout: terminal.results(), stderr: terminal.remarks() }
}

test('the version is that of package.json', () => {
  expect(version).toBe(manifest.version)
})

test.each([['--version'], ['--version', '--json'], [], ['doctor', '--version']])(
  'the quick answer to %s %s',
  (...words) => {
    const given = words.filter((word) => word !== undefined)
    expect(quickAnswer(given)).toBe(given.join(' ') === '--version' ? `${version}\n` : undefined)
  },
)

test.each([
  { words: [], shows: /^dotclaude \d.*\n\nUsage: dotclaude COMMAND/ },
  { words: ['--help'], shows: /Exit codes/ },
  { words: ['-h', '--version'], shows: /Usage/ },
  { words: ['explain', '-h'], shows: /^dotclaude explain: .*Examples/s },
  { words: ['help', 'explain'], shows: /^dotclaude explain: / },
  { words: ['completion', '--help'], shows: /SHELL/ },
  { words: ['--version'], shows: /^\d+\.\d+\.\d+\n$/ },
  { words: ['explain', '-V'], shows: /^\d+\.\d+\.\d+\n$/ },
  { words: ['--version', '--json'], shows: /^\{\n {2}"program": "dotclaude",\n {2}"version"/ },
  { words: ['explain', 'spec_id_mismatch'], shows: /^# SPEC_ID_MISMATCH\n/ },
])('$words exits 0', async ({ words, shows }) => {
  const outcome = await run(words)
  expect(outcome).toMatchObject({ exit: 0, stderr: '' })
  expect(outcome.stdout).toMatch(shows)
})

test.each([
  { words: ['bogus'], code: 'USAGE_UNKNOWN_COMMAND' },
  { words: ['explain', '--bogus'], code: 'USAGE_UNKNOWN_FLAG' },
  // A wrong flag is said also where help was asked for: otherwise it would seem to be known.
  { words: ['--help', '--bogus'], code: 'USAGE_UNKNOWN_FLAG' },
  { words: ['completion'], code: 'USAGE_MISSING_POSITIONAL' },
  { words: ['explain', 'SPEC_ID_MISMACH'], code: 'USAGE_UNKNOWN_ID' },
])('$words exits 64 with $code', async ({ words, code }) => {
  const plain = await run(words)
  expect(plain).toMatchObject({ exit: 64, stdout: '' })
  expect(plain.stderr).toContain(code)
  const json = await run([...words, '--json'])
  expect(json.exit).toBe(64)
  expect(JSON.parse(json.stdout)).toMatchObject({ events: [{ kind: 'fail', details: { code } }] })
})

test.each([
  { words: ['--json'], names: PROGRAM.commands.map(({ name }) => name) },
  { words: ['--help', '--json'], names: PROGRAM.commands.map(({ name }) => name) },
  { words: ['spec', 'new', '-h', '--json'], names: ['spec new'] },
])('$words is one document', async ({ words, names }) => {
  const { exit, stdout } = await run(words)
  const { commands } = JSON.parse(stdout) as { commands: { name: string; flags: { name: string }[] }[] }
  expect([exit, commands.map(({ name }) => name)]).toEqual([0, names])
  expect(commands.find(({ name }) => name === 'spec new')?.flags).toContainEqual(
    expect.objectContaining({ name: 'path', placeholder: 'GLOB' }),
  )
})

test('the page of a code that is raised no more is still shown', async () => {
  const { exit, stdout } = await run(['explain', 'USAGE_COMMAND_UNAVAILABLE'])
  expect({ exit, stdout }).toMatchObject({ exit: 0, stdout: expect.stringContaining('2.0.0') })
})

function programThatThrows(error: unknown): Program {
  const broken: Command = {
    name: 'broken',
    group: 'governance',
    summary: '',
    description: [],
    args: [],
    flags: [],
    examples: [],
    run: () => Promise.reject(error),
  }
  return { commands: [broken] }
}

test.each([
  { error: new TypeError('x is undefined'), code: 'INTERNAL_BUG', exit: 2 },
  { error: 'a string', code: 'INTERNAL_BUG', exit: 2 },
  { error: undefined, code: 'INTERNAL_BUG', exit: 2 },
  { error: new Failure('ENV_REPO_ROOT_UNKNOWN'), code: 'ENV_REPO_ROOT_UNKNOWN', exit: 2 },
])('a command that throws $error ends with $code', async ({ error, code, exit }) => {
  const plain = await run(['broken'], programThatThrows(error))
  expect(plain).toMatchObject({ exit, stdout: '' })
  expect(plain.stderr).toContain(code)
  const json = await run(['broken', '--json'], programThatThrows(error))
  expect(JSON.parse(json.stdout)).toMatchObject({ events: [{ details: { code } }], counts: { fail: 1 } })
})

test('the stack of a bug is shown with --verbose alone', async () => {
  const program = programThatThrows(new TypeError('x is undefined'))
  expect((await run(['broken', '--verbose'], program)).stderr).toMatch(/\n {4}at /)
  expect((await run(['broken'], program)).stderr).not.toMatch(/\n {4}at /)
})
