// The syntax tree of a plain line, node for node what the shell's grammar makes of it, without the grammar: of such a line
// it is known what is a word and what parts commands.
import type {
  AndOr,
  Command,
  CommandNode,
  ParsedScript,
  Pipeline,
  PipelineNode,
  Redirect,
  Statement,
  Word,
} from 'unbash'
import { plainLine } from '../plain-line.ts'
import type { PlainCommand, PlainRedirection } from '../plain-line.ts'

/** Absent where the line is not plain. */
export function plainScript(text: string): ParsedScript | undefined {
  const line = plainLine(text)
  if (line === undefined) return undefined
  const commands = statementsOf(line.flat(), text)
  return { type: 'Script', pos: 0, end: text.length, shebang: undefined, commands }
}

type Commands = readonly PlainCommand[]

const separatorOf = (commands: Commands): string => commands.at(-1)?.separator ?? ''

function statementsOf(commands: Commands, text: string): readonly Statement[] {
  return groupsOf(commands, /^(?:;|)$/).map((group) => {
    const command = logicOf(group, text)
    return { type: 'Statement', pos: command.pos, end: command.end, command, background: undefined }
  })
}

function logicOf(commands: Commands, text: string): AndOr | PipelineNode {
  const groups = groupsOf(commands, /^(?!\|$)/)
  const pipelines = groups.map((group) => pipelineOf(group, text))
  const [first] = pipelines
  if (first !== undefined && pipelines.length === 1) return first
  const operators = groups.slice(0, -1).map((group) => (separatorOf(group) === '&&' ? '&&' : '||'))
  return { type: 'AndOr', ...spanOf(pipelines), commands: pipelines, operators }
}

function pipelineOf(commands: Commands, text: string): CommandNode | Pipeline {
  const nodes = commands.map((command) => commandOf(command, text))
  const [first] = nodes
  if (first !== undefined && nodes.length === 1) return first
  const operators = nodes.slice(1).map(() => '|' as const)
  return { type: 'Pipeline', ...spanOf(nodes), prefixes: [], commands: nodes, operators }
}

/** Each group ends with a command behind which such a separator stands. */
function groupsOf(commands: Commands, ending: RegExp): readonly Commands[] {
  const groups: PlainCommand[][] = [[]]
  commands.forEach((command, index) => {
    groups.at(-1)?.push(command)
    if (ending.test(command.separator) && index < commands.length - 1) groups.push([])
  })
  return groups
}

function commandOf({ words, places, redirections }: PlainCommand, text: string): Command {
  const [name, ...args] = words.map((word, index) => wordOf(word, places[index] ?? 0, text))
  const redirects = redirections.map(redirectOf)
  const suffix = [...args, ...redirects].toSorted((one, other) => one.pos - other.pos)
  const span = spanOf(name === undefined ? suffix : [name, ...suffix])
  return { type: 'Command', ...span, name, prefix: [], suffix, args, redirects }
}

/** Of the forms that a plain line knows: a stream, where it goes, nothing between them. */
function redirectOf({ text, place: pos }: PlainRedirection): Redirect {
  const sign = text.indexOf('>')
  const isAll = text.startsWith('&')
  const isStream = text[sign + 1] === '&'
  const start = sign + (isStream ? 2 : 1)
  const value = text.slice(start)
  const end = pos + text.length
  const target = { type: 'Word', text: value, value, pos: pos + start, end, parts: undefined } as const
  const descriptor = { type: 'FileDescriptor', pos, end: pos + sign, value: Number(text[0]) } as const
  return {
    type: 'Redirect',
    pos,
    end,
    operator: isAll ? '&>' : isStream ? '>&' : '>',
    descriptor: isAll || sign === 0 ? undefined : descriptor,
    target,
  }
}

function wordOf(value: string, pos: number, text: string): Word {
  const sign = text[pos]
  if (sign !== '"' && sign !== "'")
    return { type: 'Word', text: value, value, pos, end: pos + value.length, parts: undefined }
  const end = pos + value.length + 2
  const quoted = { text: text.slice(pos, end), pos, end }
  if (sign === "'")
    return { type: 'Word', ...quoted, value, parts: [{ type: 'SingleQuoted', value, ...quoted }] }
  const literal = { type: 'Literal', value, text: value, pos: pos + 1, end: end - 1 } as const
  return { type: 'Word', ...quoted, value, parts: [{ type: 'DoubleQuoted', parts: [literal], ...quoted }] }
}

interface Span {
  readonly pos: number
  readonly end: number
}

function spanOf(nodes: readonly Span[]): Span {
  return { pos: nodes[0]?.pos ?? 0, end: nodes.at(-1)?.end ?? 0 }
}
