/** Which file holds the configuration, asked before anything else is read. */
import type { NamedFile } from './config.ts'
import type { Environment, FlagValues } from './read-settings.ts'
import { SETTINGS } from './settings.ts'

export function configFilePath(env: Environment, flags: FlagValues): NamedFile | undefined {
  const { variable, flag } = SETTINGS.configFile
  const given = flags[flag]
  const path = (given ?? env[variable])?.trim() ?? ''
  return path === '' ? undefined : { path, source: given === undefined ? variable : `--${flag}` }
}
