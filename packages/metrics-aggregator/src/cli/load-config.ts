/**
 * The configuration as commands want it that start a daemon or judge one: its file read, parsed, and the files that it
 * names read as well. What reads YAML is loaded only where a file is named.
 */
import { configFilePath } from '../config/config-file-path.ts'
import type { NamedFile } from '../config/config.ts'
import type { ConfigFile } from '../config/file/read-config-file.ts'
import { parseConfig, withPlace } from '../config/parse-config.ts'
import type { ConfigOutcome } from '../config/parse-config.ts'
import type { Environment, FlagValues } from '../config/read-settings.ts'
import type { ConfigFiles } from '../daemon.ts'
import type { Finding } from '../errors/failure.ts'
import { readConfigFiles } from './read-config-files.ts'

type Loaded<Outcome> = Outcome extends { readonly ok: true }
  ? Outcome & { readonly files: ConfigFiles }
  : Outcome

/** `paths` are all files that were read or looked for. */
export type LoadedConfig = Loaded<ConfigOutcome> & { readonly paths: readonly string[] }

export async function loadConfig(env: Environment, flags: FlagValues): Promise<LoadedConfig> {
  const named = configFilePath(env, flags)
  const paths = named === undefined ? [] : [named.path]
  const read = named === undefined ? undefined : await readFileOf(named)
  if (read !== undefined && 'findings' in read) return { ok: false, findings: read.findings, paths }
  const outcome = parseConfig(env, flags, read)
  if (!outcome.ok) return { ...outcome, paths }
  const { files, findings, paths: more } = await readConfigFiles(outcome.config)
  paths.push(...more)
  if (findings.length === 0) return { ...outcome, files, paths }
  const placed = findings.map((finding) => withPlace(finding, read?.file))
  return { ok: false, findings: [...outcome.warnings, ...placed], paths }
}

type ReadFile = { readonly file: ConfigFile } | { readonly findings: readonly Finding[] }

/** A ConfigMap holds at most this much; what is larger was named by mistake. */
const BYTES_MAX = 1_048_576

async function readFileOf({ path, source }: NamedFile): Promise<ReadFile> {
  const [{ readTextFile }, { readYaml }, { readConfigFile }] = await Promise.all([
    import('./read-text-file.ts'),
    import('../config/file/read-yaml.ts'),
    import('../config/file/read-config-file.ts'),
  ])
  const text = await readTextFile(path, BYTES_MAX)
  if ('detail' in text) {
    return { findings: [{ code: 'CONFIG_FILE_UNREADABLE', facts: { source, path, detail: text.detail } }] }
  }
  const yaml = await readYaml(text.text, path)
  return yaml.ok ? { file: readConfigFile(yaml.root) } : { findings: yaml.findings }
}
