// PowerShell's commands in the words of the rules: `Remove-Item -Recurse` is `rm -r`, `Set-Content` is a redirection, and
// programs are started as they are. Cmdlets that nobody has to stop are noted under their own name.
import { COMPUTED, isUnknown, markGlobs } from './marks.ts'
import { isAbsolute, resolvePath } from './paths.ts'
import { powerShellCommands } from './powershell-words.ts'
import type { PowerShellCommand } from './powershell-words.ts'
import type { Call, Reader } from './reader.ts'

const ALIASES: Readonly<Record<string, string>> = {
  ri: 'remove-item',
  rm: 'remove-item',
  rmdir: 'remove-item',
  del: 'remove-item',
  erase: 'remove-item',
  rd: 'remove-item',
  clc: 'clear-content',
  sc: 'set-content',
  ac: 'add-content',
  mi: 'move-item',
  mv: 'move-item',
  move: 'move-item',
  ren: 'move-item',
  'rename-item': 'move-item',
  cpi: 'copy-item',
  cp: 'copy-item',
  copy: 'copy-item',
  iex: 'invoke-expression',
  saps: 'start-process',
  start: 'start-process',
  sl: 'set-location',
  cd: 'set-location',
  chdir: 'set-location',
  irm: 'invoke-restmethod',
  iwr: 'invoke-webrequest',
  curl: 'invoke-webrequest',
  tee: 'tee-object',
  ni: 'new-item',
}

/** Parameters that take a value which is no path. */
const VALUES =
  /^-(?:filter|include|exclude|credential|encoding|stream|method|erroraction|ea|warningaction|confirm|value|depth)$/i
const SWITCH = /^-[A-Za-z]+:?/

export function readPowerShell(text: string, call: Call, reader: Reader): void {
  readTypes(text, call, reader)
  for (const command of powerShellCommands(text)) startCmdlet(command, call, reader)
}

function startCmdlet(command: PowerShellCommand, call: Call, reader: Reader): void {
  for (const { path, isAppended } of command.outputs) noteOutput(path, '>', isAppended, call, reader)
  const [first = '', ...args] = command.words
  const name = first.toLowerCase()
  const cmdlet = CMDLETS[ALIASES[name] ?? name]
  const environment = /^env:(\w+)$/i.exec(first)
  if (environment !== null) return
  if (cmdlet !== undefined) cmdlet(args, { command, call, reader })
  else if (first !== '') reader.start([first, ...args.map(markGlobs)], { ...call, isProgram: true })
}

interface Started {
  readonly command: PowerShellCommand
  readonly call: Call
  readonly reader: Reader
}

type Cmdlet = (args: readonly string[], started: Started) => void

const CMDLETS: Readonly<Record<string, Cmdlet>> = {
  'remove-item': (args, { command, call, reader }) => {
    const isRecursive = args.some((arg) => /^-(?:r|re\w*|s)$/i.test(arg)) || args.includes('/s')
    const paths = pathsOf(args)
    const targets = paths.length > 0 ? paths : command.input === undefined ? [] : fromInput(command.input)
    reader.start(['rm', isRecursive ? '-rf' : '-f', ...targets], { ...call, isProgram: true })
  },
  'clear-content': (args, { call, reader }) =>
    reader.start(['truncate', '-s', '0', ...pathsOf(args)], { ...call, isProgram: true }),
  'set-content': (args, { call, reader }) => write(args, false, { call, reader }),
  'out-file': (args, { call, reader }) =>
    write(
      args,
      args.some((arg) => /^-a/i.test(arg)),
      { call, reader },
    ),
  'tee-object': (args, { call, reader }) =>
    write(
      args,
      args.some((arg) => /^-a/i.test(arg)),
      { call, reader },
    ),
  'add-content': (args, { call, reader }) => write(args, true, { call, reader }),
  'move-item': (args, { call, reader }) =>
    reader.start(['mv', ...(hasForce(args) ? ['-f'] : []), ...pathsOf(args)], { ...call, isProgram: true }),
  'copy-item': (args, { call, reader }) =>
    reader.start(['cp', '-r', ...pathsOf(args)], { ...call, isProgram: true }),
  'set-location': (args, { call, reader }) => reader.start(['cd', ...pathsOf(args)], call),
  'invoke-expression': (args, { command, call, reader }) => {
    const text = args.filter((arg) => !SWITCH.test(arg)).join(' ')
    const given = text === '' ? (command.input?.words.join(' ') ?? '') : text
    readPowerShell(given, call, reader)
  },
  'start-process': (args, { call, reader }) => {
    const words = args.filter((arg) => !SWITCH.test(arg)).flatMap((arg) => arg.split(/\s+/))
    reader.start(words, { ...call, isProgram: true })
  },
  'format-volume': (args, { call, reader }) => reader.start(['mkfs', ...args], call),
  'clear-disk': (args, { call, reader }) => reader.start(['mkfs', ...args], call),
  'invoke-restmethod': request,
  'invoke-webrequest': request,
}

function request(args: readonly string[], { call, reader }: Started): void {
  const method = args[args.findIndex((arg) => /^-me/i.test(arg)) + 1] ?? 'GET'
  const address = args.find((arg) => /^https?:/i.test(arg)) ?? COMPUTED
  reader.start(['curl', '-X', method.toUpperCase(), address], { ...call, isProgram: true })
}

function hasForce(args: readonly string[]): boolean {
  return args.some((arg) => /^-f/i.test(arg))
}

function pathsOf(args: readonly string[]): readonly string[] {
  return args
    .filter(
      (arg, index) => !SWITCH.test(arg) && !VALUES.test(args[index - 1] ?? '') && !/^\/[sqf]$/i.test(arg),
    )
    .map((path) => markGlobs(path.replaceAll('\\', '/')))
}

/** What `Get-ChildItem build | Remove-Item` deletes lies in the folder that was listed. */
function fromInput({ words }: PowerShellCommand): readonly string[] {
  const [folder = '.'] = pathsOf(words.slice(1))
  const named = words[words.findIndex((word) => /^-(?:filter|include)$/i.test(word)) + 1]
  const isNamed = words.some((word) => /^-(?:filter|include)$/i.test(word))
  return [`${folder}/${COMPUTED}${isNamed && named !== undefined ? `/${named}` : ''}`]
}

function write(
  args: readonly string[],
  isAppended: boolean,
  { call, reader }: Pick<Started, 'call' | 'reader'>,
): void {
  const [path] = pathsOf(args)
  if (path !== undefined) noteOutput(path, 'Set-Content', isAppended, call, reader)
}

function noteOutput(path: string, by: string, isAppended: boolean, { scope }: Call, reader: Reader): void {
  const home = path.replace(/^~(?=\/|$)/, reader.surroundings.home)
  const full = isUnknown(home) && !isAbsolute(home) ? undefined : resolvePath(scope.folder, home)
  reader.redirections.push({
    ...(full === undefined || isUnknown(full) ? {} : { path: full }),
    isTree: false,
    certainty: full === undefined || isUnknown(full) ? 'possible' : 'certain',
    by,
    isAppended,
  })
}

const DELETES = /\[(?:System\.)?IO\.(File|Directory)\]::Delete\(\s*["']([^"']+)["']/gi

/** Calls of .NET that delete. */
function readTypes(text: string, call: Call, reader: Reader): void {
  for (const [, kind = '', path = ''] of text.matchAll(DELETES))
    reader.start(['rm', kind.toLowerCase() === 'directory' ? '-rf' : '-f', path], {
      ...call,
      isProgram: true,
    })
}
