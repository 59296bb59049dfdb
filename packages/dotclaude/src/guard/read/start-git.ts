// How git starts other programs: aliases of the repository and of the command line, settings and variables that hold a
// command, `bisect run`, `rebase --exec`, `submodule foreach`. git itself is noted for the rules as well.
import { isGitVerb, splitGit } from './git-words.ts'
import { COMPUTED, isUnknown, withoutGlobs } from './marks.ts'
import { joined, quoteWord, through } from './reader.ts'
import type { Call, Reader } from './reader.ts'
import { runScript } from './run-script.ts'

const SETTINGS =
  /^(?:core\.(?:pager|editor|sshcommand|fsmonitor|askpass)|sequence\.editor|diff\.external|diff\..*\.(?:command|textconv)|(?:difftool|mergetool|merge|filter|credential)\..*(?:cmd|driver|clean|smudge|process|helper)|pager\..*|gpg\.program)$/
const VARIABLES =
  /^(?:GIT_(?:PAGER|EDITOR|SEQUENCE_EDITOR|SSH_COMMAND|SSH|EXTERNAL_DIFF|ASKPASS|PROXY_COMMAND)|PAGER|EDITOR|VISUAL)$/

export function startGit(argv: readonly string[], call: Call, reader: Reader): string | undefined {
  const words = splitGit(argv.slice(1), call.scope.folder)
  const inner = { ...call, stdin: undefined }
  for (const [name, value] of call.environment)
    if (VARIABLES.test(name)) runScript(value, name, inner, reader)
  for (const [key, value] of words.settings) {
    if (key.startsWith('alias.')) reader.gitAliases.set(key.slice(6), value)
    else if (SETTINGS.test(key)) runScript(value.replace(/^!/, ''), `git -c ${key}`, inner, reader)
  }
  const { verb, args } = words
  if (verb === undefined || isUnknown(verb)) return undefined
  if (verb === 'config') keepAlias(args, reader)
  if (!isGitVerb(verb)) return startAlias(verb, words.globals, args, { call, reader, folder: words.folder })
  STARTERS[verb]?.(args, { ...inner, scope: { ...inner.scope, folder: words.folder } }, reader)
  return undefined
}

/** `git config alias.x …` counts for the rest of the line. */
function keepAlias(args: readonly string[], reader: Reader): void {
  const at = args.findIndex((arg) => /^alias\./i.test(arg))
  const value = args[at + 1]
  if (at !== -1 && value !== undefined) reader.gitAliases.set((args[at] ?? '').slice(6).toLowerCase(), value)
}

interface Place {
  readonly call: Call
  readonly reader: Reader
  readonly folder: string | undefined
}

function startAlias(
  verb: string,
  globals: readonly string[],
  args: readonly string[],
  { call, reader, folder }: Place,
): string | undefined {
  const via = `git alias ${verb}`
  if (call.scope.via.includes(via)) return undefined
  const text =
    reader.gitAliases.get(verb.toLowerCase()) ??
    (folder === undefined ? undefined : reader.surroundings.gitAlias(withoutGlobs(verb), folder))
  if (text === undefined) return undefined
  const inner = through(call, via, { folder })
  if (text.startsWith('!')) return runScript(`${text.slice(1)} "$@"`, via, inner, reader, args)
  const rest = [...globals.map(quoteWord), text, ...args.map(quoteWord)].join(' ')
  return reader.readText(`git ${rest}`, { ...inner.scope, stdin: call.stdin })
}

type Starter = (args: readonly string[], call: Call, reader: Reader) => void

const STARTERS: Readonly<Record<string, Starter>> = {
  bisect: (args, call, reader) => {
    if (args[0] === 'run') reader.start(args.slice(1), through(call, 'git bisect run'))
  },
  submodule: (args, call, reader) => {
    const at = args.indexOf('foreach')
    const words = args.slice(at + 1).filter((word) => !/^(?:--recursive|-q|--quiet)$/.test(word))
    if (at === -1 || words.length === 0) return
    runScript(words.length === 1 ? (words[0] ?? '') : joined(words), 'git submodule foreach', call, reader)
  },
  rebase: (args, call, reader) => startOption(args, /^(?:-x|--exec)(?:=?(.+))?$/s, call, reader),
  difftool: (args, call, reader) => startOption(args, /^(?:-x|--extcmd)(?:=?(.+))?$/s, call, reader),
  'for-each-repo': (args, call, reader) => {
    const words = args.filter((arg) => !arg.startsWith('--config'))
    reader.start(['git', ...words], through(call, 'git for-each-repo', { folder: undefined }))
  },
}

function startOption(args: readonly string[], option: RegExp, call: Call, reader: Reader): void {
  args.forEach((arg, index) => {
    const match = option.exec(arg)
    if (match !== null) runScript(match[1] ?? args[index + 1] ?? COMPUTED, 'git --exec', call, reader)
  })
}
