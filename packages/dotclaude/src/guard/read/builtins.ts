// Builtins of the shell that change what later commands mean, or run text: folder, variables, aliases, `eval`, `source`,
// `trap`, `read`. All others are programs like any.
import { COMPUTED, isUnknown, withoutGlobs } from './marks.ts'
import { outputOf } from './output-of.ts'
import { resolvePath } from './paths.ts'
import { doubt, isDisguised } from './reader.ts'
import type { Call, Reader } from './reader.ts'
import { assign, innerScope } from './scope.ts'
import { textOfScript } from './script-text.ts'

type Builtin = (args: readonly string[], call: Call, reader: Reader) => string | undefined

/** A builtin may say that it is none with these arguments: then it is started as a program. */
export const BUILTINS: Readonly<Record<string, Builtin>> = {
  cd: changeFolder,
  chdir: changeFolder,
  pushd: (args, call, reader) => {
    const { scope } = call
    scope.pushed = [scope.folder, ...scope.pushed]
    return changeFolder(args, call, reader)
  },
  'Set-Location': changeFolder,
  popd: (_args, { scope }) => {
    const [folder, ...rest] = scope.pushed
    scope.folder = folder
    scope.pushed = rest
    return ''
  },
  export: declare,
  declare,
  typeset: declare,
  local: declare,
  readonly: declare,
  return: jump('returned'),
  break: jump('broken'),
  continue: jump('continued'),
  // zsh
  repeat: ([, ...words], call, reader) =>
    words.length === 0
      ? undefined
      : reader.start(
          words.filter((word) => !/^[{}]$/.test(word)),
          call,
        ),
  '-': (args, call, reader) => (args.length === 0 ? undefined : reader.start(args, call)),
  // fish
  not: (args, call, reader) => (args.length === 0 ? undefined : reader.start(args, call)),
  and: (args, call, reader) => (args.length === 0 ? undefined : reader.start(args, call)),
  or: (args, call, reader) => (args.length === 0 ? undefined : reader.start(args, call)),
  hash: (args, { scope }) => {
    const [option, path, name] = args
    if (option === '-p' && path !== undefined && name !== undefined) scope.aliases.set(name, path)
    return ''
  },
  unset: (args, { scope }) => {
    for (const name of args) scope.variables.delete(name)
    return ''
  },
  alias: (args, { scope }) => {
    for (const arg of args) {
      const sign = arg.indexOf('=')
      if (sign > 0) scope.aliases.set(arg.slice(0, sign), withoutGlobs(arg.slice(sign + 1)))
    }
    // Other shells part the name by a blank.
    const [name, ...words] = args
    if (name !== undefined && words.length > 0 && !/^-|=/.test(name))
      scope.aliases.set(name, words.map(withoutGlobs).join(' '))
    return ''
  },
  unalias: (args, { scope }) => {
    for (const name of args) scope.aliases.delete(name)
    return ''
  },
  eval: ([first, ...rest], call, reader) =>
    evaluate(
      (first === '--' || first === undefined ? rest : [first, ...rest]).map(withoutGlobs).join(' '),
      'eval',
      call,
      reader,
    ),
  source: load,
  '.': load,
  set: setParameters,
  shift: (args, { scope }) => {
    scope.positional = scope.positional.slice(Number(args[0] ?? 1))
    return ''
  },
  read: readVariables,
  mapfile: readLines,
  readarray: readLines,
  printf: printInto,
  trap: (args, call, reader) => {
    const [text, ...signals] = args.filter((arg) => !arg.startsWith('-'))
    if (text === undefined || text === '' || signals.length === 0) return ''
    if (signals.every((signal) => AT_THE_END.test(signal))) runAtTheEnd(withoutGlobs(text), call, reader)
    else evaluate(withoutGlobs(text), 'trap', call, reader)
    return ''
  },
}

const AT_THE_END = /^(?:0|(?:SIG)?(?:EXIT|HUP|INT|QUIT|TERM))$/i

/** With whatever variables hold by then, wherever the shell is by then; and it may end before anything that follows. */
function runAtTheEnd(text: string, call: Call, reader: Reader): void {
  const { scope } = call
  const { folder } = scope
  reader.jumps.trapped += 1
  reader.atTheEnd.push(() => {
    evaluate(text, 'trap', call, reader)
    if (scope.folder !== folder) evaluate(text, 'trap', { ...call, scope: { ...scope, folder } }, reader)
  })
}

function jump(kind: keyof Reader['jumps']): Builtin {
  return (_args, _call, { jumps }) => {
    jumps[kind] += 1
    return ''
  }
}

function changeFolder(args: readonly string[], { scope, environment }: Call, reader: Reader): string {
  const { folder, previous } = scope
  const target = args.find((arg) => !/^-[LPe@]*$/.test(arg) && arg !== '--')
  scope.previous = folder
  if (target === undefined && args.includes('-')) scope.folder = previous
  else {
    const place = target ?? reader.surroundings.home
    // With a list of folders to look in, a bare name may be in any of them.
    const list = environment.get('CDPATH') ?? scope.variables.get('CDPATH')?.at(-1)?.[0] ?? ''
    const isSearched = list !== '' && !/^\.{0,2}\//.test(place)
    scope.folder = isUnknown(place) || isSearched ? undefined : resolvePath(folder, withoutGlobs(place))
  }
  return ''
}

function declare(args: readonly string[], { scope }: Call): string {
  const isExported = args.some((arg) => /^-\w*x/.test(arg))
  const isReference = args.some((arg) => /^-\w*n/.test(arg))
  for (const arg of args) {
    const [, name, value] = /^([A-Za-z_]\w*)(?:=(.*))?$/s.exec(arg) ?? []
    if (name === undefined) continue
    if (isReference)
      scope.variables.set(`&${name}`, [[value ?? scope.variables.get(name)?.at(-1)?.[0] ?? '']])
    if (value !== undefined) assign(scope, name, [[value]])
    if (isExported || args.includes('-f') || !args.some((other) => other.startsWith('-')))
      scope.exported.add(name)
  }
  return ''
}

/** Text that runs in this very shell. */
function evaluate(text: string, via: string, { scope, stdin }: Call, reader: Reader): string {
  if (isDisguised(text)) doubt(reader, `what ${via} would run is decoded first`, `${via} ${text}`)
  const inner = innerScope(scope, { via: [...scope.via, via], stdin })
  const output = reader.readText(text, inner)
  scope.folder = inner.folder
  scope.previous = inner.previous
  scope.pushed = inner.pushed
  return output
}

function load(args: readonly string[], call: Call, reader: Reader): string | undefined {
  const [path] = args
  if (path === undefined) return ''
  const text = textOfScript(path, call, reader)
  return text === undefined ? COMPUTED : evaluate(text, 'source', call, reader)
}

function setParameters(args: readonly string[], { scope }: Call): string {
  const dashes = args.indexOf('--')
  if (dashes !== -1) scope.positional = args.slice(dashes + 1)
  else if (args.length > 0 && !/^[-+]/.test(args[0] ?? '')) scope.positional = args
  return ''
}

function readVariables(args: readonly string[], { scope, stdin, environment }: Call): string {
  const separators = environment.get('IFS') ?? scope.variables.get('IFS')?.at(-1)?.[0]
  const split = (line: string): readonly string[] => line.trim().split(splitter(separators))
  const isArray = args.some((arg) => /^-\w*a/.test(arg))
  const names = args.filter((arg) => /^[A-Za-z_]\w*$/.test(arg))
  const lines = (stdin ?? COMPUTED).split('\n').filter((line) => line !== '')
  const values = lines.length === 0 ? [COMPUTED] : lines.slice(0, 8)
  if (isArray) assign(scope, names.at(-1) ?? 'REPLY', values.map(split))
  else if (names.length < 2)
    assign(
      scope,
      names[0] ?? 'REPLY',
      values.map((line) => [line]),
    )
  else
    names.forEach((name, index) => {
      assign(
        scope,
        name,
        values.map((line) => {
          const words = split(line)
          return [
            index === names.length - 1
              ? words.slice(index).join(' ')
              : (words[index] ?? (isUnknown(line) ? COMPUTED : '')),
          ]
        }),
      )
    })
  return ''
}

function splitter(separators: string | undefined): RegExp {
  return separators === undefined || separators.trim() === ''
    ? /\s+/
    : new RegExp(`[${separators.replaceAll(/[\\\]^-]/g, '\\$&')}]+`)
}

function readLines(args: readonly string[], { scope, stdin }: Call): string {
  const name = args.findLast((arg) => /^[A-Za-z_]\w*$/.test(arg)) ?? 'MAPFILE'
  const at = args.findIndex((arg) => /^-[a-zA-Z]*d/.test(arg))
  const sign = args[at]?.replace(/^-[a-zA-Z]*?d/, '') || (at === -1 ? '' : (args[at + 1] ?? ''))
  const lines = (stdin ?? COMPUTED).split(sign === '' ? '\n' : sign).map((line) => line.replace(/\n$/, ''))
  assign(scope, name, [lines.filter((line) => line !== '')])
  return ''
}

function printInto(args: readonly string[], { scope, stdin }: Call, reader: Reader): string | undefined {
  const [option, name, ...rest] = args
  if (option !== '-v' || name === undefined) return undefined
  assign(scope, name, [
    [
      outputOf('printf', {
        args: rest,
        stdin,
        folder: scope.folder,
        files: scope.files,
        surroundings: reader.surroundings,
        serial: reader.stepsLeft,
      }),
    ],
  ])
  return ''
}
