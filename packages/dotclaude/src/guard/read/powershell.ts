// PowerShell for the rules: what its text would start, in the words of the rules. Cmdlets stand for programs, so that
// `Remove-Item -Recurse` is `rm -r` and `Set-Content` a redirection; programs are started as they are.
import { foundPattern } from './found-by.ts'
import { CMDLETS, isOnlySaid } from './cmdlets.ts'
import { COMPUTED, UNSET, isUnknown, markGlobs, withoutGlobs } from './marks.ts'
import { isAbsolute, resolvePath } from './paths.ts'
import { runPowerShell } from './powershell-script.ts'
import type { Output, PowerShell, PowerShellCommand } from './powershell-script.ts'
import { NOTHING, UNKNOWN, decodedBy, fromBase64, textOf, valueOf } from './powershell-value.ts'
import type { Value } from './powershell-value.ts'
import type { Call, Reader } from './reader.ts'

const STEPS_MAX = 2_000

export function readPowerShell(text: string, call: Call, reader: Reader): void {
  runPowerShell(text, newShell(call, reader))
}

function newShell(call: Call, reader: Reader): PowerShell {
  const aliases = new Map<string, string>()
  const environment = new Map(call.environment)
  const setEnvironment = (name: string, value: string): void => {
    environment.set(name.toUpperCase(), value)
  }
  const run = (program: string, args: readonly string[], stdin?: string): Value =>
    linesOf(reader.start([program, ...args], { ...call, environment, stdin, isProgram: program !== 'cd' }))
  const write = (path: string, by: string, isAppended: boolean): void => {
    noteOutput({ path, isAppended }, by, call, reader)
  }
  const shell: PowerShell = {
    variables: new Map(),
    functions: new Map(),
    stepsLeft: STEPS_MAX,
    lookUp: (name) => lookUp(name, shell, environment),
    assign: (name, value) => {
      const [, variable] = /^env:(\w+)$/i.exec(name) ?? []
      if (variable === undefined) shell.variables.set(bare(name), value)
      else setEnvironment(variable, textOf(value))
    },
    write: ({ path, isAppended }) => {
      write(path, '>', isAppended)
    },
    start: (command) => start(command),
    callStatic: (type, member, args) =>
      callStatic(`${type}::${member}`, args, shell, run, write, setEnvironment),
    callMethod: (value, member, args) => callMethod(value, member, args, shell, run, write),
  }
  const start = (command: PowerShellCommand): Value => {
    const own = command.name.replace(/^[\w.]+\\(?=\w+-\w+$)/, '').toLowerCase()
    const name = aliases.get(own) ?? own
    const body = shell.functions.get(name)
    if (body !== undefined) return callFunction(body, command, shell)
    if (/^(?:set-alias|new-alias|sal|nal)$/.test(name)) return defineAlias(command, aliases)
    const cmdlet = Object.hasOwn(CMDLETS, name) ? CMDLETS[name] : undefined
    if (cmdlet !== undefined)
      return isOnlySaid(command.words) ? NOTHING : cmdlet({ ...command, shell, run, write, setEnvironment })
    if (command.blocks.length > 0 && !/^(?:pwsh|powershell)/.test(name)) return runBlocks(command, shell)
    const input = command.input === undefined ? undefined : command.input.items.join('\n')
    return run(name, command.words.map(markGlobs), input)
  }
  return shell
}

/** What a program prints comes line by line. */
function linesOf(output: string): Value {
  return valueOf(...output.replace(/\n$/, '').split('\n'))
}

function defineAlias({ words }: PowerShellCommand, aliases: Map<string, string>): Value {
  const [name, value] = words.filter((word) => !word.startsWith('-'))
  if (name !== undefined && value !== undefined) aliases.set(name.toLowerCase(), value.toLowerCase())
  return NOTHING
}

/** Whatever a block is given to may run it, once for each thing that comes through the pipe. */
function runBlocks({ blocks, input }: PowerShellCommand, shell: PowerShell): Value {
  const items = input === undefined || input.items.length === 0 ? [COMPUTED] : input.items.slice(0, 12)
  let last = NOTHING
  for (const item of items) {
    shell.variables.set('_', valueOf(item))
    for (const block of blocks) last = runPowerShell(block, shell)
  }
  return last
}

function callFunction(body: string, { words }: PowerShellCommand, shell: PowerShell): Value {
  const [head = '', parameters = ''] = /^\s*param\s*\(([^)]*)\)/i.exec(body) ?? []
  const names = [...parameters.matchAll(/\$(\w+)/g)].map(([, name = '']) => name)
  names.forEach((name, index) => shell.variables.set(name.toLowerCase(), valueOf(words[index] ?? UNSET)))
  shell.variables.set('args', valueOf(...words.slice(names.length)))
  return runPowerShell(body.slice(head.length), shell)
}

const bare = (name: string): string =>
  name.toLowerCase().replace(/^(?:script|global|local|private|variable):/, '')

function lookUp(name: string, shell: PowerShell, environment: ReadonlyMap<string, string>): Value {
  const key = bare(name)
  if (key === 'true' || key === 'false') return valueOf(key)
  if (key === 'home' || key === 'env:userprofile' || key === 'env:home') return valueOf('~')
  if (key === 'pwd') return valueOf('.')
  if (/^env:te?mp$/.test(key) && !environment.has(key.slice(4).toUpperCase())) return valueOf('/tmp')
  if (key === 'psitem') return lookUp('_', shell, environment)
  const set = key.startsWith('env:') ? environment.get(key.slice(4).toUpperCase()) : undefined
  return shell.variables.get(key) ?? valueOf(set ?? (key === '_' ? COMPUTED : UNSET))
}

type Run = (program: string, args: readonly string[]) => Value
type Write = (path: string, by: string, isAppended: boolean) => void

/** Calls of .NET that start, delete or write, and those that make the text for them. */
function callStatic(
  name: string,
  args: readonly Value[],
  shell: PowerShell,
  run: Run,
  write: Write,
  setEnvironment: (name: string, value: string) => void,
): Value {
  const [first = '', second = ''] = args.map(textOf)
  const path = first.replaceAll('\\', '/')
  if (/scriptblock::create$/i.test(name)) return { items: [], block: first }
  if (/convert::frombase64string$/i.test(name)) return fromBase64(first)
  if (/encoding\.\w+::getstring$/i.test(name)) return decodedBy(name, args[0] ?? UNKNOWN)
  if (/path::gettemppath$/i.test(name)) return valueOf('/tmp')
  if (/path::gettempfilename$/i.test(name)) return valueOf(`/tmp/tmp.${COMPUTED}`)
  if (/process::start$/i.test(name)) return run(first, second.split(/\s+/))
  if (/environment::setenvironmentvariable$/i.test(name)) setEnvironment(first, second)
  else if (/\bdirectory::delete$/i.test(name)) run('rm', ['-rf', path])
  else if (/\bfile::delete$/i.test(name)) run('rm', ['-f', path])
  else if (/\bfile::(?:writeall\w+|create\w*|openwrite)$/i.test(name)) write(path, name, false)
  else if (/\bfile::open$/i.test(name) && /^(?:create|truncate)$/i.test(second)) write(path, name, false)
  else if (/zipfile::extracttodirectory$/i.test(name) && args.some((arg) => /^\$?true$/i.test(textOf(arg))))
    run('unzip', ['-o', path, '-d', second.replaceAll('\\', '/')])
  else if (/interaction::shell$/i.test(name)) return runPowerShell(first, shell)
  else if (/\bfile::(?:copy|move|replace)$/i.test(name)) run('mv', ['-f', path, second.replaceAll('\\', '/')])
  else if (/^(?:char|string)$/i.test(name)) return UNKNOWN
  return runsBlock(args, shell) ?? UNKNOWN
}

function callMethod(
  value: Value,
  member: string,
  args: readonly Value[],
  shell: PowerShell,
  run: Run,
  write: Write,
): Value | undefined {
  if (/^invokescript$/i.test(member)) return runPowerShell(args.map(textOf).join(' '), shell)
  if (/^invoke\w*$/i.test(member)) return runsBlock([value, ...args], shell)
  // Objects of the system that start what they are told.
  if (/^(?:run|exec|create)$/i.test(member) && /\s/.test(args.map(textOf)[0] ?? ''))
    return runPowerShell(args.map(textOf)[0] ?? '', shell)
  if (/^downloadfile/i.test(member)) {
    write(args.map(textOf)[1] ?? COMPUTED, member, false)
    return NOTHING
  }
  if (/^delete$/i.test(member)) return run('rm', ['-rf', ...value.items.map(markGlobs)])
  if (/^delete(?:file|folder)$/i.test(member))
    return run('rm', ['-rf', ...args.map((arg) => markGlobs(textOf(arg).replaceAll('\\', '/')))])
  return undefined
}

function runsBlock(values: readonly Value[], shell: PowerShell): Value | undefined {
  const block = values.find((value) => value.block !== undefined)?.block
  return block === undefined ? undefined : runPowerShell(block, shell)
}

function noteOutput(output: Output, by: string, { scope }: Call, reader: Reader): void {
  const path = foundPattern(withoutGlobs(output.path.replaceAll('\\', '/'))).replace(
    /^~(?=\/|$)/,
    reader.surroundings.home,
  )
  const full = isUnknown(path) && !isAbsolute(path) ? undefined : resolvePath(scope.folder, path)
  const isKnown = full !== undefined && !isUnknown(full)
  reader.redirections.push({
    ...(isKnown ? { path: full } : {}),
    isTree: false,
    certainty: isKnown ? 'certain' : 'possible',
    by,
    isAppended: output.isAppended,
  })
}
