// The table of commands as the completion scripts need it: what may stand in each place of the command line.
import { SHARED_FLAGS } from '../command.ts'
import type { Choice, Command, Flag } from '../command.ts'

/** A word and what it does. */
export interface Suggestion {
  readonly word: string
  readonly about: string
}

/** First words of commands with two. */
export function groupsOf(commands: readonly Command[]): readonly string[] {
  const firsts = commands.filter(({ name }) => name.includes(' ')).map(({ name }) => name.split(' ')[0] ?? '')
  return [...new Set(firsts)]
}

/** What can follow the program's name, or the name of a group. */
export function nextWords(commands: readonly Command[], group = ''): readonly Suggestion[] {
  const prefix = group === '' ? '' : `${group} `
  const below = commands.filter(({ name }) => name.startsWith(prefix))
  const direct = below
    .map(({ name, summary }) => ({ word: name.slice(prefix.length), about: summary }))
    .filter(({ word }) => !word.includes(' '))
  if (group !== '') return direct
  return [...direct, ...groupsOf(commands).map((word) => ({ word, about: `commands about a ${word}` }))]
}

export function flagsOf(command: Pick<Command, 'flags'>): readonly Flag[] {
  return [...command.flags, ...SHARED_FLAGS]
}

/** The flags of all commands that take a value; a name means the same everywhere. */
export function valueFlags(commands: readonly Command[]): readonly Flag[] {
  const all = [...commands.flatMap(({ flags }) => flags), ...SHARED_FLAGS]
  const taking = all.filter(({ placeholder }) => placeholder !== undefined)
  return [...new Map(taking.map((flag) => [flag.name, flag])).values()]
}

/** The last argument stands for all that follow. */
export function argumentChoice({ args }: Command): Choice | undefined {
  return args.at(-1)?.choice
}

/** Programs that are a command by themselves. */
export function standalonePrograms(commands: readonly Command[]): readonly string[] {
  return commands.filter(({ name }) => !name.includes(' ')).map(({ name }) => `dotclaude-${name}`)
}

/** For single quotes, where nothing has a meaning but the quote itself. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
