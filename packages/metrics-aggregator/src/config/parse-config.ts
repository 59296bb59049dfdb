/**
 * From flags, environment and file to the one frozen configuration, or to everything that is wrong with them at once.
 * Pure: no variable and no file is read and no name is looked up here.
 */
import { CODES } from '../errors/codes.ts'
import type { Finding } from '../errors/failure.ts'
import type { Config, DiscoveryConfig, TargetConfig, TracingConfig } from './config.ts'
import { readAnnotations } from './annotations.ts'
import type { AnnotationsFile } from './annotations.ts'
import { buildTarget } from './build-target.ts'
import type { ConfigFile } from './file/read-config-file.ts'
import { readInjectedLabels } from './labels.ts'
import { limitsOf, mergeConfigOf } from './merge-config.ts'
import { readSettings } from './read-settings.ts'
import type { Environment, FlagValues, Readings } from './read-settings.ts'
import { SETTINGS } from './settings.ts'
import { findStrayVariables, isServiceVariable } from './stray-variables.ts'
import { showGiven } from './given-options.ts'
import type { GivenOptions } from './given-options.ts'
import { judgeEntries, MESH_PORTS, readTargetList } from './targets.ts'
import type { JudgedTarget, ReadEntries } from './targets.ts'
import { readTracing } from './tracing-config.ts'
import { version } from './version.ts'
import { judgeServerTls, judgeTlsPair, serverTlsOf } from './tls-config.ts'

export type ConfigOutcome =
  | {
      readonly ok: true
      readonly config: Config
      readonly readings: Readings
      /** What was said of each target beyond its URL. */
      readonly given: readonly GivenOptions[]
      readonly warnings: readonly Finding[]
    }
  | { readonly ok: false; readonly findings: readonly Finding[] }

/** What was read of files, for a configuration that names some. */
export interface ConfigSources {
  readonly file?: ConfigFile
  readonly annotations?: AnnotationsFile
}

export function parseConfig(
  env: Environment,
  flags: FlagValues = {},
  { file, annotations }: ConfigSources = {},
): ConfigOutcome {
  const service = withoutServicePort(env)
  const { readings, findings: valueFindings } = readSettings(service.env, flags, file?.nodes)
  const { targets, template, given, findings: targetFindings } = parseTargets(readings, file, annotations)
  const traced = readTracing(env, version)
  const all = [
    ...(file?.findings ?? []),
    ...valueFindings,
    ...targetFindings,
    ...judgeTlsPair(readings),
    ...judgeServerTls(readings),
    ...service.findings,
    ...findStrayVariables(service.env),
    ...traced.findings,
  ]
  const findings = all.map((finding) => withPlace(finding, file))
  if (findings.some(({ code }) => CODES[code].severity === 'error')) return { ok: false, findings }
  const config = configOf(readings, targets, template, traced.tracing)
  return { ok: true, config, readings, given, warnings: findings }
}

/** Rules that span settings know the source of each; where that is a place in the file, it is said in full. */
export function withPlace(finding: Finding, file: ConfigFile | undefined): Finding {
  const { facts } = finding
  const where = 'source' in facts ? file?.places.get(facts.source) : undefined
  return where === undefined ? finding : { ...finding, where }
}

/**
 * A Kubernetes service called "metrics-aggregator" sets METRICS_AGGREGATOR_PORT to `tcp://10.0.0.1:9090` in every
 * container of the namespace. That is not a wish of the user, so it is said and left out.
 */
function withoutServicePort(env: Environment): { env: Environment; findings: Finding[] } {
  const { variable } = SETTINGS.port
  const value = env[variable]?.trim() ?? ''
  if (!isServiceVariable(variable, value)) return { env, findings: [] }
  const finding: Finding = { code: 'CONFIG_PORT_OF_SERVICE', facts: { source: variable, value } }
  return { env: { ...env, [variable]: undefined }, findings: [finding] }
}

const NOBODY: JudgedTarget = {
  name: '',
  address: '',
  url: new URL('http://127.0.0.1/metrics'),
  nameSource: '',
  source: '',
  options: {},
  sources: {},
}

interface ParsedTargets {
  readonly targets: TargetConfig[]
  /** A target of which nothing was said. */
  readonly template: TargetConfig
  readonly given: readonly GivenOptions[]
  readonly findings: Finding[]
}

function parseTargets(
  readings: Readings,
  file: ConfigFile | undefined,
  annotations: AnnotationsFile | undefined,
): ParsedTargets {
  const { port, securityMode, allowHosts, allowMeshPorts } = readings
  const { entries, findings } = chooseEntries(readings, file, annotations)
  const judged = judgeEntries(entries, {
    allowHosts: hostsAllowed(securityMode.value, allowHosts.value),
    allowMeshPorts: allowMeshPorts.value,
    ownPort: port.value,
  })
  const common = readInjectedLabels(readings)
  const built = judged.targets.map((target) => buildTarget(target, readings, common.labels))
  return {
    targets: built.map(({ target }) => target),
    template: buildTarget(NOBODY, readings, common.labels).target,
    given: judged.targets.map(showGiven),
    findings: [
      ...findings,
      ...judged.findings,
      ...common.findings,
      ...built.flatMap(({ findings: own }) => own),
    ],
  }
}

/** The targets are one value: who names them in flag or environment names all of them, then the file, then annotations. */
function chooseEntries(
  { endpoints, discovery }: Readings,
  file: ConfigFile | undefined,
  annotations: AnnotationsFile | undefined,
): ReadEntries {
  const fromText = { ...readTargetList(endpoints.value, endpoints.source), source: endpoints.source }
  const fromAnnotations = annotations && readAnnotations(annotations)
  const chosen = endpoints.origin === 'default' ? (file?.targets ?? fromAnnotations ?? fromText) : fromText
  const { entries, findings, source } = chosen
  // Annotations can come later, and so can listeners.
  const isAwaited = annotations !== undefined || discovery.value !== 'none'
  const isMissing = entries.length === 0 && findings.length === 0 && !isAwaited
  const others = [file?.targets, fromAnnotations].filter((other) => other !== undefined && other !== chosen)
  return {
    entries,
    findings: [
      ...(isMissing ? [{ code: 'CONFIG_TARGETS_MISSING', facts: { source } } as const] : findings),
      ...others.flatMap((other) => other?.findings ?? []),
    ],
  }
}

/** The Go program's legacy mode let every host through. */
function hostsAllowed(mode: 'strict' | 'legacy', hosts: readonly string[]): readonly string[] {
  return mode === 'legacy' ? ['*'] : hosts
}

function configOf(
  readings: Readings,
  targets: readonly TargetConfig[],
  template: TargetConfig,
  tracing: TracingConfig | undefined,
): Config {
  const limits = limitsOf(readings)
  return deepFreeze({
    targets,
    listen: { host: readings.bind.value, port: readings.port.value },
    logLevel: readings.logLevel.value,
    formats: readings.formats.value,
    limits,
    scrape: {
      timeoutMs: readings.scrapeTimeout.value,
      offsetMs: readings.scrapeOffset.value,
      followRedirects: readings.scrapeRedirects.value,
      allowHosts: hostsAllowed(readings.securityMode.value, readings.allowHosts.value),
    },
    server: {
      inflightMax: readings.maxInflight.value,
      readHeaderTimeoutMs: readings.readHeaderTimeout.value,
      readTimeoutMs: readings.readTimeout.value,
      writeTimeoutMs: readings.writeTimeout.value,
      idleTimeoutMs: readings.idleTimeout.value,
      headerBytesMax: readings.headerBytesMax.value,
      ...serverTlsOf(readings),
    },
    ...(readings.discovery.value === 'listeners' && { discovery: discoveryOf(readings, template) }),
    ...(tracing !== undefined && { tracing }),
    cacheTtlMs: readings.cacheTtl.value,
    drainMs: readings.drain.value,
    allFailed: readings.allFailed.value,
    syntheticUp: readings.syntheticUp.value,
    merge: mergeConfigOf(readings, limits),
  })
}

function discoveryOf(readings: Readings, template: TargetConfig): DiscoveryConfig {
  return {
    intervalMs: readings.discoveryInterval.value,
    excludePorts: readings.discoveryExcludePorts.value,
    meshPorts: readings.allowMeshPorts.value ? [] : [...MESH_PORTS],
    template,
  }
}

/** URLs keep their state where freezing does not reach; nobody here writes to them. */
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof URL)) {
    for (const part of Object.values(value)) deepFreeze(part)
    Object.freeze(value)
  }
  return value
}
