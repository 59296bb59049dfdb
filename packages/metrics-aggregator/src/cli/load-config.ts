/** The configuration as commands want it that start a daemon or judge one: parsed, and its files read. */
import { parseConfig } from '../config/parse-config.ts'
import type { ConfigOutcome } from '../config/parse-config.ts'
import type { Environment, FlagValues } from '../config/read-settings.ts'
import type { TlsFiles } from '../daemon.ts'
import { readTlsFiles } from './read-tls-files.ts'

type Loaded<Outcome> = Outcome extends { readonly ok: true }
  ? Outcome & { readonly tlsFiles: TlsFiles }
  : Outcome

export type LoadedConfig = Loaded<ConfigOutcome>

export async function loadConfig(env: Environment, flags: FlagValues): Promise<LoadedConfig> {
  const outcome = parseConfig(env, flags)
  if (!outcome.ok) return outcome
  const { files, findings } = await readTlsFiles(outcome)
  if (findings.length > 0) return { ok: false, findings: [...outcome.warnings, ...findings] }
  return { ...outcome, tlsFiles: files }
}
