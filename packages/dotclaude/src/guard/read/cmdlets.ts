// PowerShell's own commands by what they do to files and programs. Those that nobody has to stop and that give nothing a
// later word could be made of are left out: they are programs without a rule.
import { COMPUTED, markGlobs } from './marks.ts'
import { runPowerShell } from './powershell-script.ts'
import type { PowerShell, PowerShellCommand } from './powershell-script.ts'
import { NOTHING, UNKNOWN, valueOf } from './powershell-value.ts'
import type { Value } from './powershell-value.ts'

/** What the cmdlets need of the shell that starts them. */
export interface Started extends PowerShellCommand {
  readonly shell: PowerShell
  /** Starts a program by the rules' own words. */
  readonly run: (program: string, args: readonly string[]) => Value
  readonly write: (path: string, by: string, isAppended: boolean) => void
  readonly setEnvironment: (name: string, value: string) => void
}

type Cmdlet = (started: Started) => Value

/** `-WhatIf` only says what would be done. */
export function isOnlySaid(words: readonly string[]): boolean {
  return words.some((word) => /^-(?:whatif|wi)(?::true)?$/i.test(word))
}

/** Parameters with a value that is no path. */
const VALUES =
  /^-(?:filter|include|exclude|credential|encoding|stream|method|erroraction|ea|warningaction|confirm|value|depth|itemtype|type|inputobject|body|headers|contenttype)$/i
const SWITCH = /^-[A-Za-z]+:?/

function pathsOf(words: readonly string[]): readonly string[] {
  return words
    .filter((word, at) => !SWITCH.test(word) && !VALUES.test(words[at - 1] ?? '') && !/^\/[a-z]$/i.test(word))
    .map((path) => markGlobs(path.replaceAll('\\', '/')))
}

/** The value of a parameter, by any beginning of its name. */
function parameter(words: readonly string[], pattern: RegExp): string | undefined {
  const at = words.findIndex((word) => pattern.test(word))
  return at === -1 ? undefined : words[at + 1]
}

function has(words: readonly string[], pattern: RegExp): boolean {
  return words.some((word) => pattern.test(word.replace(/:true$/i, '')))
}

const isRecursive = (words: readonly string[]): boolean => has(words, /^(?:-(?:r|re\w*|s)|\/s)$/i)

const remove: Cmdlet = ({ words, input, run }) => {
  const paths = pathsOf(words)
  const only = parameter(words, /^-(?:i|in\w*|filter|f[il]\w*)$/i)
  const given = paths.length > 0 ? paths : (input?.items ?? [])
  const targets = only === undefined ? given : given.map((path) => `${path}/${COMPUTED}/${markGlobs(only)}`)
  return targets.length === 0 ? NOTHING : run('rm', [isRecursive(words) ? '-rf' : '-f', ...targets])
}

const empty: Cmdlet = ({ words, input, run }) => {
  const paths = pathsOf(words)
  return run('truncate', ['-s', '0', ...(paths.length > 0 ? paths : (input?.items ?? []))])
}

/** From what to where; the target may be named. */
function fromTo({ words, input }: Started): readonly string[] {
  const target = parameter(words, /^-(?:d|de\w*)$/i)?.replaceAll('\\', '/')
  const paths = pathsOf(words).filter((path) => path !== target)
  const sources = target === undefined || paths.length > 0 ? paths : (input?.items ?? [])
  return target === undefined ? sources : [...sources, target]
}

const move: Cmdlet = (started) =>
  started.run('mv', [...(has(started.words, /^-f\w*$/i) ? ['-f'] : ['-n']), ...fromTo(started)])

const rename: Cmdlet = (started) => {
  const [from = '', to = COMPUTED] = fromTo(started)
  const folder = from.includes('/') ? `${from.slice(0, from.lastIndexOf('/'))}/` : ''
  return started.run('mv', [from, to.includes('/') ? to : `${folder}${to}`])
}

const copy: Cmdlet = (started) => started.run('cp', ['-r', ...fromTo(started)])

const writeTo =
  (isAlwaysAppended: boolean): Cmdlet =>
  ({ name, words, write }) => {
    const [path] = pathsOf(words)
    if (path !== undefined) write(path, name, isAlwaysAppended || has(words, /^-(?:a|noc)\w*$/i))
    return NOTHING
  }

/** A file that is there is emptied only by force. */
const make: Cmdlet = ({ name, words, write }) => {
  const isFolder = /^dir/i.test(parameter(words, /^-(?:it\w*|t\w*)$/i) ?? '')
  const [path] = pathsOf(words)
  if (path !== undefined && !isFolder) write(path, name, !has(words, /^-f\w*$/i))
  return NOTHING
}

const changeFolder: Cmdlet = ({ words, run }) => {
  run('cd', pathsOf(words))
  return NOTHING
}

const pushFolder: Cmdlet = ({ words, run }) => {
  run('pushd', pathsOf(words))
  return NOTHING
}

const popFolder: Cmdlet = ({ run }) => {
  run('popd', [])
  return NOTHING
}

const evaluate: Cmdlet = ({ words, input, shell }) => {
  const text = words.filter((word) => !SWITCH.test(word)).join(' ')
  return runPowerShell(text === '' ? (input?.items.join('\n') ?? '') : text, shell)
}

const PROCESS_VALUES = /^-(?:verb|workingdirectory|windowstyle|redirect\w+|credential)$/i
const PROCESS_WORDS =
  /^-(?:filepath|argumentlist|args|wait|nonewwindow|passthru|usenewenvironment|loaduserprofile)/i

const startProcess: Cmdlet = ({ words, run }) => {
  const [program = '', ...args] = words
    .filter(
      (word, at) =>
        !PROCESS_WORDS.test(word) && !PROCESS_VALUES.test(word) && !PROCESS_VALUES.test(words[at - 1] ?? ''),
    )
    .flatMap((word) => word.split(/\s+/))
  return run(program, args)
}

const request: Cmdlet = ({ name, words, run, write }) => {
  const method = parameter(words, /^-me\w*$/i) ?? 'GET'
  const address = words.find((word) => /^https?:/i.test(word)) ?? COMPUTED
  const target = parameter(words, /^-o\w*$/i)
  if (target !== undefined) write(target, name, false)
  return run('curl', ['-X', method.toUpperCase(), address])
}

/** Names below the folder that is listed, as far as they are asked for. */
const list: Cmdlet = ({ words }) => {
  const [first = '.'] = pathsOf(words)
  const only = parameter(words, /^-(?:filter|fi\w*|include|in\w*)$/i)
  const at = first.lastIndexOf('/')
  const isPattern = /[\uE010-\uE012]/.test(first.slice(at + 1))
  const folder = isPattern ? (at === -1 ? '.' : first.slice(0, at)) : first
  const end = only === undefined ? (isPattern ? `/${first.slice(at + 1)}` : '') : `/${markGlobs(only)}`
  return valueOf(`${folder}/${COMPUTED}${end}`)
}

const each: Cmdlet = ({ blocks, words, input, shell }) => {
  const items = input === undefined || input.items.length === 0 ? [COMPUTED] : input.items.slice(0, 12)
  for (const item of items) {
    shell.variables.set('_', valueOf(item))
    for (const block of blocks) runPowerShell(block, shell)
    // `| ForEach-Object Delete` calls the method of that name.
    if (blocks.length === 0) shell.callMethod(valueOf(item), words.at(-1) ?? '', [])
  }
  return UNKNOWN
}

const handOn: Cmdlet = ({ blocks, input, shell }) => {
  for (const block of blocks) runPowerShell(block, shell)
  return input ?? UNKNOWN
}

const setItem: Cmdlet = (started) => {
  const [path = '', value = ''] = started.words.filter((word) => !SWITCH.test(word))
  const [, variable] = /^env:[\\/]?(\w+)$/i.exec(path) ?? []
  if (variable === undefined) return writeTo(false)(started)
  started.setEnvironment(variable, value)
  return NOTHING
}

const setVariable: Cmdlet = ({ words, shell }) => {
  const [name, value] = words.filter((word) => !SWITCH.test(word))
  if (name !== undefined) shell.assign(name, valueOf(value ?? ''))
  return NOTHING
}

const itself: Cmdlet = ({ words }) => valueOf(pathsOf(words)[0] ?? COMPUTED)
const said: Cmdlet = ({ words, input }) => (words.length > 0 ? valueOf(...words) : (input ?? NOTHING))
const nothing: Cmdlet = () => NOTHING
const disk: Cmdlet = ({ words, run }) => run('mkfs', ['/dev/disk', ...words])

/** A mirror deletes what the source does not have, as `rsync --delete` does. */
const robocopy: Cmdlet = ({ words, run }) => {
  const [from = '', to = ''] = pathsOf(words)
  return run('rsync', ['-a', ...(has(words, /^\/(?:mir|purge)$/i) ? ['--delete'] : []), `${from}/`, to])
}

/** Without force it does not go over files, and without a place it makes a folder of the archive's name. */
const unpack: Cmdlet = ({ words, run }) => {
  const target = parameter(words, /^-d\w*$/i)?.replaceAll('\\', '/')
  const [archive = '', second] = pathsOf(words).filter((path) => path !== target)
  const folder = target ?? second ?? archive.replace(/\.\w+$/, '')
  return run('unzip', [...(has(words, /^-fo\w*$/i) ? ['-o'] : []), archive, '-d', folder])
}

const transfer: Cmdlet = ({ name, words, write }) => {
  const target = parameter(words, /^-d\w*$/i) ?? pathsOf(words)[1]
  if (target !== undefined) write(target, name, false)
  return NOTHING
}

/** Every name by itself: lower case, and aliases as PowerShell has them. */
const NAMES: readonly (readonly [Cmdlet, string])[] = [
  [remove, 'remove-item ri rm rmdir del erase rd'],
  [empty, 'clear-content clc clear-item cli'],
  [unpack, 'expand-archive'],
  [transfer, 'start-bitstransfer'],
  [writeTo(false), 'set-content sc out-file tee-object tee export-csv epcsv export-clixml start-transcript'],
  [writeTo(true), 'add-content ac'],
  [move, 'move-item mi mv move'],
  [rename, 'rename-item ren rni'],
  [copy, 'copy-item cpi cp copy xcopy'],
  [make, 'new-item ni'],
  [changeFolder, 'set-location cd chdir sl'],
  [pushFolder, 'push-location pushd'],
  [popFolder, 'pop-location popd'],
  [evaluate, 'invoke-expression iex'],
  [startProcess, 'start-process saps start'],
  [request, 'invoke-restmethod irm invoke-webrequest iwr curl wget'],
  [list, 'get-childitem gci ls dir'],
  [each, 'foreach-object foreach %'],
  [handOn, 'where-object where ? select-object select sort-object sort'],
  [setItem, 'set-item si'],
  [setVariable, 'set-variable sv new-variable nv'],
  [itself, 'get-command gcm get-item gi resolve-path rvpa'],
  [said, 'write-output echo write'],
  [nothing, 'write-host out-null out-host write-verbose write-warning write-error'],
  [robocopy, 'robocopy'],
  [disk, 'format-volume clear-disk initialize-disk remove-partition'],
  [({ words }) => valueOf(words.filter((word) => !SWITCH.test(word)).join('/')), 'join-path'],
  [() => valueOf(`/tmp/tmp.${COMPUTED}`), 'new-temporaryfile'],
]

export const CMDLETS: Readonly<Record<string, Cmdlet>> = Object.fromEntries(
  NAMES.flatMap(([cmdlet, names]) => names.split(' ').map((name) => [name, cmdlet])),
)
