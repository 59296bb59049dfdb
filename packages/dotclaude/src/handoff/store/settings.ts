// The settings of handoffs: their names, their variables and what each may be. The environment comes before the file. Of
// the file only these variables are read: it is no way to set others for the programs that are started.
import { isAbsolute } from 'node:path'
import { Failure } from '../../diagnostics/failure.ts'
import { addressProblem, hasCredentials, shownAddress } from './repository-address.ts'

export type SettingName = 'transport' | 'repo' | 'folder' | 'recipient' | 'identity' | 'machine' | 'timeout'

export interface Setting {
  readonly variable: string
  readonly help: string
  /** What is wrong with a value, as the end of a sentence that begins with the setting's name. */
  readonly problem: (value: string) => string | undefined
}

export type Transport = 'gist' | 'git' | 'folder'

const TRANSPORTS: readonly string[] = ['gist', 'git', 'folder']

const SECONDS_MAX = 600
const SECONDS = 20

const path = (value: string): string | undefined =>
  isAbsolute(value) || value.startsWith('~/') ? undefined : `takes an absolute path, and was given ${value}`

export const SETTINGS: Readonly<Record<SettingName, Setting>> = {
  transport: {
    variable: 'DOTCLAUDE_HANDOFF_TRANSPORT',
    help: 'gist, git or folder; otherwise what is set up decides',
    problem: (value) =>
      TRANSPORTS.includes(value) ? undefined : `takes ${TRANSPORTS.join(', ')}, and was given ${value}`,
  },
  repo: {
    variable: 'DOTCLAUDE_HANDOFF_REPO',
    help: 'the address of a private git repository',
    // An address is checked where it is used, with a code of its own.
    problem: () => undefined,
  },
  folder: { variable: 'DOTCLAUDE_HANDOFF_FOLDER', help: 'a folder, such as a synced one', problem: path },
  recipient: {
    variable: 'DOTCLAUDE_HANDOFF_RECIPIENT',
    help: 'age recipients to encrypt for, separated by commas',
    problem: (value) =>
      recipientsOf(value).every((one) => /^age1[a-z0-9]+$/.test(one))
        ? undefined
        : 'takes recipients of the form age1…, separated by commas',
  },
  identity: {
    variable: 'DOTCLAUDE_HANDOFF_IDENTITY',
    help: 'the file with the age identity that opens what was encrypted',
    problem: path,
  },
  machine: {
    variable: 'DOTCLAUDE_HANDOFF_MACHINE',
    help: 'what this machine is called in handoffs; otherwise a name made up once',
    problem: (value) =>
      /^[a-z0-9][a-z0-9-]{0,39}$/.test(value)
        ? undefined
        : 'takes small letters, digits and dashes, 40 at most',
  },
  timeout: {
    variable: 'DOTCLAUDE_HANDOFF_TIMEOUT',
    help: `how many seconds a call to the store may take (${SECONDS})`,
    problem: (value) =>
      /^[1-9]\d*$/.test(value) && Number(value) <= SECONDS_MAX
        ? undefined
        : `takes seconds from 1 to ${SECONDS_MAX}, and was given ${value}`,
  },
}

const NAMES = Object.keys(SETTINGS) as readonly SettingName[]

export interface FoundSetting {
  readonly name: SettingName
  readonly value: string
  readonly from: 'environment' | 'file'
}

type Environment = Readonly<Record<string, string | undefined>>

/** An empty variable counts as none, as in a shell script that clears it. */
export function findSettings(env: Environment, fileText: string): readonly FoundSetting[] {
  const inFile = variablesIn(fileText)
  return NAMES.flatMap((name): readonly FoundSetting[] => {
    const { variable } = SETTINGS[name]
    const given = env[variable]
    if (given !== undefined && given !== '') return [{ name, value: given, from: 'environment' }]
    const kept = inFile.get(variable)
    return kept === undefined || kept === '' ? [] : [{ name, value: kept, from: 'file' }]
  })
}

/** `[export ]NAME=value`, with or without quotes; the last line of a name counts. */
function variablesIn(text: string): ReadonlyMap<string, string> {
  const lines = [...text.matchAll(/^[ \t]*(?:export[ \t]+)?(\w+)=(.*)$/gm)]
  return new Map(lines.map(([, name = '', value = '']) => [name, unquoted(value.trim())]))
}

function unquoted(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value
}

/** The file's text with one setting changed; without a value its lines go. Other lines stay as they are. */
export function withSetting(fileText: string, name: SettingName, value: string | undefined): string {
  const { variable } = SETTINGS[name]
  const lines = fileText.split('\n').filter((line) => line !== '')
  const others = lines.filter((line) => !new RegExp(`^[ \\t]*(?:export[ \\t]+)?${variable}=`).test(line))
  const kept = value === undefined ? others : [...others, `${variable}=${value}`]
  return kept.map((line) => `${line}\n`).join('')
}

export function isSettingName(text: string): text is SettingName {
  return Object.hasOwn(SETTINGS, text)
}

/** Throws about a value that cannot be obeyed. A file of ours never holds a password. */
export function checkSetting({ name, value, from }: FoundSetting, isToBeKept: boolean = false): void {
  const { variable, problem } = SETTINGS[name]
  const setting = from === 'environment' ? variable : name
  const found = /[\n\r\0]/.test(value) ? 'takes one line' : problem(value)
  if (found !== undefined) throw new Failure('HANDOFF_SETTING_INVALID', { setting, detail: found })
  if (name !== 'repo') return
  const refused = addressProblem(value)
  if (refused !== undefined)
    throw new Failure('HANDOFF_STORE_REFUSED', { address: shownAddress(value), detail: refused })
  if (isToBeKept && hasCredentials(value))
    throw new Failure('HANDOFF_STORE_REFUSED', {
      address: shownAddress(value),
      detail: 'a password or token would be kept in a file',
    })
}

export interface Settings {
  readonly transport?: Transport
  readonly repo?: string
  readonly folder?: string
  readonly recipients: readonly string[]
  readonly identity?: string
  readonly machine?: string
  readonly timeoutMs: number
}

/** Everything that was found, checked. A path that begins with `~/` starts in the user's own folder. */
export function settingsFrom(found: readonly FoundSetting[], home: string): Settings {
  found.forEach((one) => checkSetting(one))
  const value = (name: SettingName): string | undefined => found.find((one) => one.name === name)?.value
  const place = (name: SettingName): string | undefined => value(name)?.replace(/^~(?=\/)/, home)
  return {
    ...given('transport', value('transport') as Transport | undefined),
    ...given('repo', value('repo')),
    ...given('folder', place('folder')),
    ...given('identity', place('identity')),
    ...given('machine', value('machine')),
    recipients: recipientsOf(value('recipient') ?? ''),
    timeoutMs: Number(value('timeout') ?? SECONDS) * 1000,
  }
}

function given<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value }
}

function recipientsOf(value: string): readonly string[] {
  return value.split(/[,\s]+/).filter((one) => one !== '')
}
