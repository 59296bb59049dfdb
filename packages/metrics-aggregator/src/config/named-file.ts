/** Which files hold the configuration itself, asked before it is read as a whole. */
import type { NamedFile } from './config.ts'
import { readSettings } from './read-settings.ts'
import type { Environment, FileNodes, FlagValues } from './read-settings.ts'

export function namedFile(
  setting: 'configFile' | 'annotationsFile',
  env: Environment,
  flags: FlagValues,
  nodes?: FileNodes,
): NamedFile | undefined {
  const { value: path, source } = readSettings(env, flags, nodes, [setting]).readings[setting]
  return path === '' ? undefined : { path, source }
}
