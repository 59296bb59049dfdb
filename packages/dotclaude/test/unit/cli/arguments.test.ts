// Words of the command line: which command they name, what it is asked, and what is refused with which facts.
import { expect, test } from 'vitest'
import { checkArguments, chooseCommand, parseCall } from '../../../src/cli/arguments.ts'
import type { Command } from '../../../src/cli/command.ts'
import { Failure } from '../../../src/diagnostics/failure.ts'

const ROW = { group: 'governance', summary: '', description: [], examples: [], args: [], flags: [] } as const
const run = (): Promise<number> => Promise.resolve(0)

const COMMANDS: readonly Command[] = [
  {
    ...ROW,
    name: 'check',
    flags: [
      {
        name: 'format',
        placeholder: 'NAME[:FILE]',
        isRepeatable: true,
        choice: ['human', 'sarif'],
        help: '',
      },
      { name: 'base', placeholder: 'REF', help: '' },
      { name: 'strict', short: 's', help: '' },
    ],
    run,
  },
  { ...ROW, name: 'spec new', args: [{ name: 'ID', isRequired: true }], run },
  { ...ROW, name: 'explain', args: [{ name: 'CODE', isRepeatable: true }], run },
  { ...ROW, name: 'completion', args: [{ name: 'SHELL', choice: ['bash', 'zsh'] }], run },
]

test.each([
  { words: [], command: undefined, rest: [] },
  { words: ['check', '--strict'], command: 'check', rest: ['--strict'] },
  { words: ['--json', '-v', 'check'], command: 'check', rest: ['--json', '-v'] },
  { words: ['--repo-root', 'check', 'explain'], command: 'explain', rest: ['--repo-root', 'check'] },
  { words: ['--repo-root=x', 'check'], command: 'check', rest: ['--repo-root=x'] },
  { words: ['spec', 'new', 'a'], command: 'spec new', rest: ['a'] },
  { words: ['--help'], command: undefined, rest: ['--help'] },
  { words: ['--strict', 'check'], command: undefined, rest: ['--strict', 'check'] },
])('$words names $command', ({ words, command, rest }) => {
  const chosen = chooseCommand(COMMANDS, words)
  expect([chosen.command?.name, chosen.rest]).toEqual([command, rest])
})

test.each([
  { words: ['chek'], code: 'USAGE_UNKNOWN_COMMAND', facts: { command: 'chek', nearest: 'check' } },
  {
    words: ['spec', 'nwe'],
    code: 'USAGE_UNKNOWN_COMMAND',
    facts: { command: 'spec nwe', nearest: 'spec new' },
  },
  { words: ['spec'], code: 'USAGE_MISSING_POSITIONAL', facts: { command: 'spec' } },
  { words: ['toString'], code: 'USAGE_UNKNOWN_COMMAND', facts: { command: 'toString' } },
  { words: [''], code: 'USAGE_UNKNOWN_COMMAND', facts: { command: '' } },
])('$words is $code', ({ words, code, facts }) => {
  expect(failureOf(() => chooseCommand(COMMANDS, words))).toMatchObject({ code, facts })
})

test.each([
  { words: ['--base', 'main'], flags: { base: ['main'] } },
  { words: ['--base=main'], flags: { base: ['main'] } },
  { words: ['--base=-x'], flags: { base: ['-x'] } },
  { words: ['-s', '--json'], flags: { strict: ['true'], json: ['true'] } },
  { words: ['--format', 'human', '--format=sarif:a:b'], flags: { format: ['human', 'sarif:a:b'] } },
  { words: ['a', '--strict', 'b'], flags: { strict: ['true'] }, args: ['a', 'b'] },
  { words: ['--', '--strict'], flags: {}, args: ['--strict'] },
])('check $words', ({ words, flags, args = [] }) => {
  const call = parseCall(COMMANDS[0]!, words)
  expect([Object.fromEntries(call.flags), call.args]).toEqual([flags, args])
})

test.each([
  { words: ['--strct'], code: 'USAGE_UNKNOWN_FLAG', facts: { flag: '--strct', nearest: '--strict' } },
  { words: ['-x'], code: 'USAGE_UNKNOWN_FLAG', facts: { flag: '-x' } },
  { words: ['--__proto__'], code: 'USAGE_UNKNOWN_FLAG', facts: { flag: '--__proto__' } },
  { words: ['--base'], code: 'USAGE_FLAG_VALUE', facts: { flag: '--base' } },
  { words: ['--base', '--strict'], code: 'USAGE_FLAG_VALUE', facts: { flag: '--base' } },
  { words: ['--base='], code: 'USAGE_FLAG_VALUE', facts: { flag: '--base' } },
  { words: ['--strict=yes'], code: 'USAGE_FLAG_VALUE', facts: { flag: '--strict' } },
  { words: ['--format', 'srif:a'], code: 'USAGE_FLAG_VALUE', facts: { flag: '--format', nearest: 'sarif' } },
])('check $words is $code', ({ words, code, facts }) => {
  expect(failureOf(() => parseCall(COMMANDS[0]!, words))).toMatchObject({ code, facts })
})

test.each([
  { command: 1, args: [], code: 'USAGE_MISSING_POSITIONAL', facts: { command: 'spec new', argument: 'ID' } },
  { command: 1, args: ['a', 'b'], code: 'USAGE_UNEXPECTED_ARGUMENT', facts: { argument: 'b' } },
  { command: 0, args: ['a'], code: 'USAGE_UNEXPECTED_ARGUMENT', facts: { argument: 'a' } },
  {
    command: 3,
    args: ['zhs'],
    code: 'USAGE_UNKNOWN_ID',
    facts: { kind: 'shell', id: 'zhs', nearest: 'zsh' },
  },
])('command $command with $args is $code', ({ command, args, code, facts }) => {
  expect(failureOf(() => checkArguments(COMMANDS[command]!, args))).toMatchObject({ code, facts })
})

test.each([
  { command: 1, args: ['a'] },
  { command: 2, args: [] },
  { command: 2, args: ['a', 'b', 'c'] },
  { command: 3, args: ['zsh'] },
])('command $command takes $args', ({ command, args }) => {
  expect(() => checkArguments(COMMANDS[command]!, args)).not.toThrow()
})

function failureOf(act: () => unknown): Failure {
  try {
    act()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
