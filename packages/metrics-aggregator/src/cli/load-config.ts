/**
 * The configuration as commands want it that start a daemon or judge one: its file read, parsed, and the files that it
 * names read as well. What reads YAML is loaded only where a file is named.
 */
import type { AnnotationsFile } from '../config/annotations.ts'
import type { NamedFile } from '../config/config.ts'
import { namedFile } from '../config/named-file.ts'
import type { ConfigFile } from '../config/file/read-config-file.ts'
import { parseConfig, withPlace } from '../config/parse-config.ts'
import type { ConfigOutcome, ConfigSources } from '../config/parse-config.ts'
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
  const paths: string[] = []
  const read = await readSources(env, flags, paths)
  if ('findings' in read) return { ok: false, findings: read.findings, paths }
  const outcome = parseConfig(env, flags, read)
  if (!outcome.ok) return { ...outcome, paths }
  const { files, findings, paths: more } = await readConfigFiles(outcome.config)
  paths.push(...more)
  if (findings.length === 0) return { ...outcome, files, paths }
  const placed = findings.map((finding) => withPlace(finding, read.file))
  return { ok: false, findings: [...outcome.warnings, ...placed], paths }
}

/** The files that hold settings themselves; the first may name the second. */
async function readSources(
  env: Environment,
  flags: FlagValues,
  paths: string[],
): Promise<ConfigSources | { readonly findings: readonly Finding[] }> {
  const named = namedFile('configFile', env, flags)
  if (named !== undefined) paths.push(named.path)
  const read = named === undefined ? undefined : await readFileOf(named)
  if (read !== undefined && 'findings' in read) return read
  const annotations = namedFile('annotationsFile', env, flags, read?.file.nodes)
  if (annotations === undefined) return read ?? {}
  paths.push(annotations.path)
  const text = await readAnnotationsOf(annotations)
  return 'findings' in text ? text : { ...read, ...text }
}

type ReadFile = { readonly file: ConfigFile } | { readonly findings: readonly Finding[] }

/** A ConfigMap holds at most this much; what is larger was named by mistake. */
const BYTES_MAX = 1_048_576

async function readFileOf(named: NamedFile): Promise<ReadFile> {
  const [{ readYaml }, { readConfigFile }] = await Promise.all([
    import('../config/file/read-yaml.ts'),
    import('../config/file/read-config-file.ts'),
  ])
  const text = await readNamed(named)
  if ('findings' in text) return text
  const yaml = await readYaml(text.text, named.path)
  return yaml.ok ? { file: readConfigFile(yaml.root) } : { findings: yaml.findings }
}

async function readAnnotationsOf(
  named: NamedFile,
): Promise<{ readonly annotations: AnnotationsFile } | { readonly findings: readonly Finding[] }> {
  const text = await readNamed(named)
  return 'findings' in text ? text : { annotations: { path: named.path, text: text.text } }
}

async function readNamed({
  path,
  source,
}: NamedFile): Promise<{ readonly text: string } | { readonly findings: readonly Finding[] }> {
  const { readTextFile } = await import('./read-text-file.ts')
  const text = await readTextFile(path, BYTES_MAX)
  if ('text' in text) return text
  return { findings: [{ code: 'CONFIG_FILE_UNREADABLE', facts: { source, path, detail: text.detail } }] }
}
