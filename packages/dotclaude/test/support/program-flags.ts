// What the help of a program says of its options, and which of its commands a command line calls.
import type { ProgramCall } from './content-commands.ts'

/** Words that are followed by a command of their own; what else stands there is an argument. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  docker: 'buildx compose container context image manifest network system volume'.split(' '),
  gh: 'api auth issue label pr release repo run secret variable workflow'
    .split(' ')
    .filter((name) => name !== 'api'),
  helm: 'dependency get plugin registry repo search show'.split(' '),
  kubectl: 'auth certificate config create rollout set top'.split(' '),
  npm: [],
  terraform: 'providers state workspace'.split(' '),
}

/** `pr view` or `get`; empty where only options of the program itself are given. */
export function commandPath({ program, words }: ProgramCall): string {
  if (program === 'az') return azPath(words)
  const names = words.slice(firstName(words)).filter((word) => !word.startsWith('-'))
  const [first = '', second = ''] = names
  if (!isName(first)) return ''
  const isGroup = GROUPS[program]?.includes(first) === true
  return isGroup && isName(second) ? `${first} ${second}` : first
}

/** Groups within groups, as deep as they go; what follows a command of az is an option. */
function azPath(words: readonly string[]): string {
  const end = words.findIndex((word) => !isName(word))
  return words.slice(0, end === -1 ? words.length : end).join(' ')
}

/** Behind the options in front of the command, such as `-n NAMESPACE`. */
function firstName(words: readonly string[]): number {
  const at = words.findIndex(
    (word, index) =>
      !word.startsWith('-') && !/^-[a-zA-Z]$|^--(namespace|context|chdir)$/.test(words[index - 1] ?? ''),
  )
  return at === -1 ? words.length : at
}

function isName(word: string): boolean {
  return /^[a-z][a-z-]*$/.test(word)
}

/** The options that lines of a help text begin with, in the forms of all these programs. */
export function optionsIn(help: string): readonly string[] {
  const lines = help.split('\n').flatMap((line) => {
    const [, listed] = /^\s+\[?(-.+)$/.exec(line) ?? []
    return listed === undefined ? [] : [listed.split(/\s{2,}|:\s|:$/)[0] ?? '']
  })
  const options = lines.flatMap((line) => line.match(/(?<![\w-])--?[A-Za-z][\w-]*/g) ?? [])
  return [...new Set(options)].toSorted()
}

export interface RecordedFlags {
  readonly program: string
  readonly version: string
  /** By command; what stands under the empty name is known to all of them. */
  readonly commands: Readonly<Record<string, readonly string[]>>
}

/** Options of a call that its program does not know. `undefined` where the command was never recorded. */
export function unknownOptions(call: ProgramCall, recorded: RecordedFlags): readonly string[] | undefined {
  const path = commandPath(call)
  const own = recorded.commands[path]
  if (own === undefined && path !== '') return undefined
  const known = new Set([...(own ?? []), ...(recorded.commands[''] ?? []), '--help', '-h'])
  return ownWords(call)
    .filter((word) => /^--?[A-Za-z]/.test(word))
    .map((word) => word.split('=')[0] ?? word)
    .filter((option) => !known.has(option) && !isCluster(option, known))
}

/** What a container or a script is handed is not for the program that starts it. */
function ownWords({ program, words }: ProgramCall): readonly string[] {
  const end = words.indexOf('--')
  const own = end === -1 ? words : words.slice(0, end)
  const starts = program === 'docker' && ['run', 'exec'].includes(words[0] ?? '')
  if (!starts) return own
  const image = own.findIndex((word, at) => at > 0 && !word.startsWith('-') && !own[at - 1]?.startsWith('-'))
  return image === -1 ? own : own.slice(0, image)
}

/** `-it` is `-i` and `-t`; `-n5` is `-n` with its value. */
function isCluster(option: string, known: ReadonlySet<string>): boolean {
  return /^-[A-Za-z]./.test(option) && !option.startsWith('--') && known.has(option.slice(0, 2))
}
