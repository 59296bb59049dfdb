/** Takes each setting's value from flag, environment, file or default, in this order, and remembers where it came from. */
import type { Finding } from '../errors/failure.ts'
import { sourceOf } from './file/file-node.ts'
import type { FileNode } from './file/file-node.ts'
import { readValue } from './file/read-options.ts'
import { nearestName } from './nearest.ts'
import { SETTINGS } from './settings.ts'
import type { Setting, SettingValues } from './settings.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Values of flags by name, without the leading dashes. */
export type FlagValues = Readonly<Record<string, string | undefined>>

/** Values of the configuration file by their option. */
export type FileNodes = ReadonlyMap<string, FileNode>

export type SettingName = keyof SettingValues

/** One setting as it is in force. */
export interface Reading<T> {
  readonly value: T
  readonly origin: 'flag' | 'environment' | 'file' | 'default'
  /** As the user wrote it: `--port`, `METRICS_AGGREGATOR_PORT` or a place in the file. */
  readonly source: string
}

export type Readings = { readonly [K in SettingName]: Reading<SettingValues[K]> }

export const SETTING_NAMES: readonly SettingName[] = Object.keys(SETTINGS) as SettingName[]

/** Every setting asked for has a reading; one that cannot be understood has a finding as well, and its default as the value. */
export function readSettings(
  env: Environment,
  flags: FlagValues,
  nodes: FileNodes = new Map(),
  names: readonly SettingName[] = SETTING_NAMES,
): { readonly readings: Readings; readonly findings: Finding[] } {
  const findings: Finding[] = []
  const read = <K extends SettingName>(name: K): [K, Reading<SettingValues[K]>] => [
    name,
    readSetting(SETTINGS[name], { env, flags, nodes }, findings),
  ]
  return { readings: Object.fromEntries(names.map(read)) as unknown as Readings, findings }
}

interface Origins {
  readonly env: Environment
  readonly flags: FlagValues
  readonly nodes: FileNodes
}

function readSetting<T>(setting: Setting<T>, origins: Origins, findings: Finding[]): Reading<T> {
  const { variable, fallback } = setting
  // A fault in the file is one, also where something else wins over it.
  const fromFile = readFromFile(setting, origins.nodes, findings)
  return (
    readText(setting, origins, findings) ??
    fromFile ?? { value: fallback, origin: 'default', source: variable }
  )
}

function readFromFile<T>(
  { option, kind, fallback }: Setting<T>,
  nodes: FileNodes,
  findings: Finding[],
): Reading<T> | undefined {
  const node = option === undefined ? undefined : nodes.get(option)
  if (node === undefined) return undefined
  const read = readValue(node, kind)
  if ('finding' in read) findings.push(read.finding)
  return { value: 'value' in read ? read.value : fallback, origin: 'file', source: sourceOf(node.place) }
}

function readText<T>(
  { variable, flag, kind, fallback }: Setting<T>,
  { env, flags }: Origins,
  findings: Finding[],
): Reading<T> | undefined {
  const given = flags[flag]
  const origin = given === undefined ? 'environment' : 'flag'
  const source = given === undefined ? variable : `--${flag}`
  const text = (given ?? env[variable])?.trim()
  // An empty variable is an unset one, as it was in the Go program: manifests leave them behind.
  if (text === undefined || (origin === 'environment' && text === '')) return undefined
  const value = kind.read(text)
  if (value !== undefined) return { value, origin, source }
  const quoted = kind.quote?.(text) ?? text
  const nearest = nearestName(text, kind.words ?? [])
  const facts = { source, value: quoted, allowed: kind.allowed, ...(nearest !== undefined && { nearest }) }
  findings.push({ code: 'CONFIG_VALUE_INVALID', facts })
  return { value: fallback, origin, source }
}
