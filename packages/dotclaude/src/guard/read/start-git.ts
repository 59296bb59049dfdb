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
  const isNamed = words.globals.some((word) => word.startsWith('--config-env'))
  for (const [key, given] of [...words.settings, ...fromEnvironment(call.environment)]) {
    const value = isNamed ? (call.environment.get(given) ?? given) : given
    if (key.startsWith('alias.') || key.startsWith('remote.')) reader.settings.set(key, value)
    else if (SETTINGS.test(key)) runScript(value.replace(/^!/, ''), `git -c ${key}`, inner, reader)
  }
  const { verb, args } = words
  if (verb === undefined || isUnknown(verb)) return undefined
  if (verb === 'config') keepSetting(args, inner, reader)
  if (verb === 'remote') keepMirror(args, reader)
  if (!isGitVerb(verb)) return startAlias(verb, words.globals, args, { call, reader, folder: words.folder })
  if (Object.hasOwn(STARTERS, verb))
    STARTERS[verb]?.(args, { ...inner, scope: { ...inner.scope, folder: words.folder } }, reader)
  return undefined
}

/** `git config KEY VALUE` counts for the rest of the line, and a command in it runs with one of git's next commands. */
function keepSetting(args: readonly string[], call: Call, reader: Reader): void {
  const at = args.findIndex((arg) => /^[A-Za-z][\w-]*\..+/.test(arg))
  const value = args[at + 1]
  if (at === -1 || value === undefined) return
  const key = (args[at] ?? '').toLowerCase()
  reader.settings.set(key, withoutGlobs(value))
  const isRead = args.slice(0, at).some((arg) => /^(?:get|unset|--get.*|--unset.*)$/.test(arg))
  if (SETTINGS.test(key) && !isRead) runScript(value.replace(/^!/, ''), `git config ${key}`, call, reader)
}

function keepMirror([verb, ...args]: readonly string[], reader: Reader): void {
  const isMirror = args.some((arg) => /^--mirror(?:=push)?$/.test(arg))
  const [name] = args.filter((arg) => !arg.startsWith('-'))
  if (verb === 'add' && isMirror && name !== undefined) reader.settings.set(`remote.${name}.mirror`, 'true')
}

/** `GIT_CONFIG_COUNT` with its keys and values, and the list that git hands to itself. */
function fromEnvironment(environment: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  const listed = environment.get('GIT_CONFIG_PARAMETERS') ?? ''
  const pairs = [...listed.matchAll(/'([^'=]+)(?:=|'=')([^']*)'/g)].map(
    ([, key = '', value = '']) => [key.toLowerCase(), value] as const,
  )
  const keyed = [...environment].flatMap(([name, key]) => {
    const [, index] = /^GIT_CONFIG_KEY_(\d+)$/.exec(name) ?? []
    return index === undefined
      ? []
      : [[key.toLowerCase(), environment.get(`GIT_CONFIG_VALUE_${index}`) ?? ''] as const]
  })
  return [...pairs, ...keyed]
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
    reader.settings.get(`alias.${verb.toLowerCase()}`) ??
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
  rebase: (args, call, reader) => startOption(args, /^(?:-x|--exec)(?:=?(.+))?$/s, { call, reader }),
  difftool: (args, call, reader) =>
    startOption(args, /^(?:-x|--extcmd)(?:=?(.+))?$/s, { call, reader, more: ` ${COMPUTED}` }),
  fetch: startTransport,
  pull: startTransport,
  push: startTransport,
  clone: (args, call, reader) => {
    startTransport(args, call, reader)
    startOption(args, /^-u(.+)?$/s, { call, reader })
  },
  'ls-remote': startTransport,
  'fetch-pack': startTransport,
  'send-pack': startTransport,
  archive: startTransport,
  grep: (args, call, reader) => {
    for (const arg of args) {
      const [, pager] = /^(?:-O|--op[a-z-]*=)(.+)$/s.exec(arg) ?? []
      if (pager !== undefined) runScript(`${pager} ${COMPUTED}`, 'git grep -O', call, reader)
    }
  },
  'for-each-repo': (args, call, reader) => {
    const words = args.filter((arg) => !arg.startsWith('--config'))
    reader.start(['git', ...words], through(call, 'git for-each-repo', { folder: undefined }))
  },
}

/** The program at the other end, which is this machine where the address is a folder, and the address that is a program. */
function startTransport(args: readonly string[], call: Call, reader: Reader): void {
  startOption(args, /^--(?:upload-pack|receive-pack|exec)(?:=(.+))?$/s, { call, reader })
  for (const arg of args) {
    const [, command] = /^ext::(.+)$/s.exec(arg) ?? []
    if (command !== undefined) runScript(command.replaceAll(/% /g, String.raw`\ `), 'git ext::', call, reader)
  }
}

function startOption(
  args: readonly string[],
  option: RegExp,
  { call, reader, more = '' }: { readonly call: Call; readonly reader: Reader; readonly more?: string },
): void {
  args.forEach((arg, index) => {
    const match = option.exec(arg)
    if (match !== null)
      runScript(`${match[1] ?? args[index + 1] ?? COMPUTED}${more}`, 'git --exec', call, reader)
  })
}
