/** Takes each setting's value from flag, environment or default, in this order, and remembers where it came from. */
import type { Finding } from '../errors/failure.ts'
import { SETTINGS } from './settings.ts'
import type { Setting, SettingValues } from './settings.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Values of flags by name, without the leading dashes. */
export type FlagValues = Readonly<Record<string, string | undefined>>

export type SettingName = keyof SettingValues

/** One setting as it is in force. */
export interface Reading<T> {
  readonly value: T
  readonly origin: 'flag' | 'environment' | 'default'
  /** As the user wrote it: `--port` or `METRICS_AGGREGATOR_PORT`. */
  readonly source: string
}

export type Readings = { readonly [K in SettingName]: Reading<SettingValues[K]> }

export const SETTING_NAMES: readonly SettingName[] = Object.keys(SETTINGS) as SettingName[]

/** Every setting has a reading; one that cannot be understood has a finding as well, and its default as the value. */
export function readSettings(
  env: Environment,
  flags: FlagValues,
): { readonly readings: Readings; readonly findings: Finding[] } {
  const findings: Finding[] = []
  const read = <K extends SettingName>(name: K): [K, Reading<SettingValues[K]>] => [
    name,
    readSetting(SETTINGS[name], env, flags, findings),
  ]
  return { readings: Object.fromEntries(SETTING_NAMES.map(read)) as unknown as Readings, findings }
}

function readSetting<T>(
  setting: Setting<T>,
  env: Environment,
  flags: FlagValues,
  findings: Finding[],
): Reading<T> {
  const { variable, flag, kind, fallback } = setting
  const given = flags[flag]
  const origin = given === undefined ? 'environment' : 'flag'
  const source = given === undefined ? variable : `--${flag}`
  const text = (given ?? env[variable])?.trim()
  // An empty variable is an unset one, as it was in the Go program: manifests leave them behind.
  if (text === undefined || (origin === 'environment' && text === '')) {
    return { value: fallback, origin: 'default', source: variable }
  }
  const value = kind.read(text)
  if (value !== undefined) return { value, origin, source }
  const quoted = kind.quote?.(text) ?? text
  findings.push({ code: 'CONFIG_VALUE_INVALID', facts: { source, value: quoted, allowed: kind.allowed } })
  return { value: fallback, origin, source }
}
