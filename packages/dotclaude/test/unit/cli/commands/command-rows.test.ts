// Every row of the table of commands says all that help, completion and suggestions need, in the same way.
import { expect, test } from 'vitest'
import { chooseCommand, parseCall } from '../../../../src/cli/arguments.ts'
import { SHARED_FLAGS } from '../../../../src/cli/command.ts'
import { PROGRAM } from '../../../../src/cli/commands.ts'
import manifest from '../../../../package.json' with { type: 'json' }

const { commands } = PROGRAM

test('names are there once', () => {
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length)
})

test('every program of the package is a command', () => {
  const programs = Object.keys(manifest.bin).filter((bin) => bin !== 'dotclaude')
  // A command of two words is called by the first of them.
  const names = commands.map(({ name }) => `dotclaude-${name.split(' ')[0]}`)
  expect(programs.filter((program) => !names.includes(program))).toEqual([])
})

test.each(commands)('$name', ({ name, summary, description, args, flags, examples }) => {
  expect(name).toMatch(/^[a-z]+(-[a-z]+)*( [a-z]+)?$/)
  expect(summary).toMatch(/^[a-z].*[^.]$/)
  expect(description.join('')).toMatch(/\.$/)
  expect(examples.length).toBeGreaterThan(0)
  const flagNames = [...flags, ...SHARED_FLAGS].map((flag) => flag.name)
  expect(new Set(flagNames).size).toBe(flagNames.length)
  expect(flags.filter(({ help }) => !/^[a-z].*[^.]$/.test(help))).toEqual([])
  // Only the last argument can take all that is left, and an optional one has no required one behind it.
  expect(args.slice(0, -1).filter(({ isRepeatable }) => isRepeatable === true)).toEqual([])
})

test.each(commands.flatMap(({ examples }) => examples))('the example $line is understood', ({ line }) => {
  const [, words = ''] = /(?:^|[ (])(?:npx @dotclaude\/)?dotclaude ([^>|)]*)/.exec(line) ?? []
  const split = (words.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ''))
  const { command, rest } = chooseCommand(commands, split)
  expect(command).toBeDefined()
  expect(() => parseCall(command ?? { name: '', args: [], flags: [] }, rest)).not.toThrow()
})
