// Facts about command lines: which command a line names, what its flags are, and what is said of words without effect.
import { expect, test } from 'vitest'
import { chooseCommand, parseArguments } from '../../../src/cli/arguments.ts'
import type { Command, Flag } from '../../../src/cli/command.ts'
import { Failure } from '../../../src/errors/failure.ts'

function command(name: string): Command {
  return {
    name,
    argumentsUsage: '',
    summary: '',
    description: [],
    flags: [],
    examples: [],
    run: () => Promise.resolve(0),
  }
}

const COMMANDS = ['serve', 'check', 'merge', 'config check'].map(command)

test.each<{ line: string; name: string | undefined; rest: string[] }>([
  { line: '', name: undefined, rest: [] },
  { line: '--port 1', name: undefined, rest: ['--port', '1'] },
  { line: '--help', name: undefined, rest: ['--help'] },
  { line: 'serve --port 1', name: 'serve', rest: ['--port', '1'] },
  { line: '--json check a b', name: 'check', rest: ['--json', 'a', 'b'] },
  { line: '-v --no-color check a', name: 'check', rest: ['-v', '--no-color', 'a'] },
  { line: 'config check --json', name: 'config check', rest: ['--json'] },
  { line: '--json config check', name: 'config check', rest: ['--json'] },
  { line: '--port check', name: undefined, rest: ['--port', 'check'] },
])('"$line" is $name with $rest', ({ line, name, rest }) => {
  const chosen = chooseCommand(
    COMMANDS,
    line.split(' ').filter((word) => word !== ''),
  )
  expect({ name: chosen.command?.name, rest: chosen.rest }).toEqual({ name, rest })
})

function thrownBy(action: () => unknown): { code: string; facts: object } {
  try {
    action()
  } catch (error) {
    if (error instanceof Failure) return { code: error.code, facts: error.facts }
    throw error
  }
  throw new Error('nothing was thrown')
}

test.each([
  { line: 'chekc a', facts: { command: 'chekc', nearest: 'check' } },
  { line: '--json mrge a', facts: { command: 'mrge', nearest: 'merge' } },
  { line: 'config', facts: { command: 'config', nearest: 'config check' } },
  { line: 'config chek', facts: { command: 'config', nearest: 'config check' } },
  { line: 'help', facts: { command: 'help' } },
])('"$line" names no command', ({ line, facts }) => {
  expect(thrownBy(() => chooseCommand(COMMANDS, line.split(' ')))).toEqual({ code: 'COMMAND_UNKNOWN', facts })
})

const FLAGS: Flag[] = [
  { name: 'port', placeholder: 'PORT', help: '' },
  { name: 'bind', placeholder: 'HOST', help: '' },
  { name: 'allow-mesh-ports', help: '' },
]

test.each<{ line: string[]; flags: Record<string, string>; positionals?: string[] }>([
  { line: [], flags: {} },
  { line: ['--port', '1'], flags: { port: '1' } },
  { line: ['--port=1'], flags: { port: '1' } },
  { line: ['--port', '1', '--port', '2'], flags: { port: '2' } },
  { line: ['--port='], flags: { port: '' } },
  { line: ['--port', '-1'], flags: { port: '-1' } },
  { line: ['--bind=--x'], flags: { bind: '--x' } },
  { line: ['--allow-mesh-ports', 'a'], flags: { 'allow-mesh-ports': 'true' }, positionals: ['a'] },
  { line: ['-h'], flags: { help: 'true' } },
  { line: ['-vV'], flags: { verbose: 'true', version: 'true' } },
  { line: ['--no-color', '--json'], flags: { 'no-color': 'true', json: 'true' } },
  { line: ['a', '-', '--port', '1', 'b'], flags: { port: '1' }, positionals: ['a', '-', 'b'] },
  { line: ['--', '--port'], flags: {}, positionals: ['--port'] },
])('$line is $flags and $positionals', ({ line, flags, positionals = [] }) => {
  expect(parseArguments({ name: 'serve', flags: FLAGS }, line)).toEqual({ flags, positionals })
})

test.each<{ line: string[]; code: string; facts: object }>([
  {
    line: ['--prot', '1'],
    code: 'FLAG_UNKNOWN',
    facts: { flag: '--prot', command: 'serve', nearest: '--port' },
  },
  {
    line: ['--prot=1'],
    code: 'FLAG_UNKNOWN',
    facts: { flag: '--prot', command: 'serve', nearest: '--port' },
  },
  { line: ['--colour-of-sky'], code: 'FLAG_UNKNOWN', facts: { flag: '--colour-of-sky', command: 'serve' } },
  { line: ['-x'], code: 'FLAG_UNKNOWN', facts: { flag: '-x', command: 'serve' } },
  { line: ['--port'], code: 'FLAG_VALUE_MISSING', facts: { flag: '--port' } },
  { line: ['--port', '--json'], code: 'FLAG_VALUE_MISSING', facts: { flag: '--port' } },
  {
    line: ['--json=yes'],
    code: 'FLAG_VALUE_INVALID',
    facts: { flag: '--json', value: 'yes', allowed: 'no value' },
  },
])('$line gives $code', ({ line, code, facts }) => {
  expect(thrownBy(() => parseArguments({ name: 'serve', flags: FLAGS }, line))).toEqual({ code, facts })
})
