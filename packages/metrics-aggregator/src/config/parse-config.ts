/**
 * From environment and flags to the one frozen configuration, or to everything that is wrong with them at once. Pure:
 * no variable is read and no name is looked up here.
 */
import { CODES } from '../errors/codes.ts'
import type { Finding } from '../errors/failure.ts'
import type { Config, TargetConfig } from './config.ts'
import { readInjectedLabels } from './labels.ts'
import { limitsOf, mergeConfigOf } from './merge-config.ts'
import { readSettings } from './read-settings.ts'
import type { Environment, FlagValues, Readings } from './read-settings.ts'
import { SETTINGS } from './settings.ts'
import { findStrayVariables, isServiceVariable } from './stray-variables.ts'
import { readTargets } from './targets.ts'
import { judgeTlsPair, tlsConfigOf } from './tls-config.ts'

export type ConfigOutcome =
  | {
      readonly ok: true
      readonly config: Config
      readonly readings: Readings
      readonly warnings: readonly Finding[]
    }
  | { readonly ok: false; readonly findings: readonly Finding[] }

export function parseConfig(env: Environment, flags: FlagValues = {}): ConfigOutcome {
  const service = withoutServicePort(env)
  const { readings, findings: valueFindings } = readSettings(service.env, flags)
  const { targets, findings: targetFindings } = parseTargets(readings)
  const findings = [
    ...valueFindings,
    ...targetFindings,
    ...judgeTlsPair(readings),
    ...service.findings,
    ...findStrayVariables(service.env),
  ]
  if (findings.some(({ code }) => CODES[code].severity === 'error')) return { ok: false, findings }
  return { ok: true, config: configOf(readings, targets), readings, warnings: findings }
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

function parseTargets(readings: Readings): { targets: TargetConfig[]; findings: Finding[] } {
  const { endpoints, port, securityMode, allowHosts, allowMeshPorts } = readings
  const addresses = readTargets(endpoints.value, {
    source: endpoints.source,
    allowHosts: hostsAllowed(securityMode.value, allowHosts.value),
    allowMeshPorts: allowMeshPorts.value,
    ownPort: port.value,
  })
  const injected = readInjectedLabels(readings)
  const targets = addresses.targets.map((address) => ({
    ...address,
    labels: injected.labels,
    validation: readings.validation.value,
    fallbackFormat: readings.fallbackFormat.value,
  }))
  return { targets, findings: [...addresses.findings, ...injected.findings] }
}

/** The Go program's legacy mode let every host through. */
function hostsAllowed(mode: 'strict' | 'legacy', hosts: readonly string[]): readonly string[] {
  return mode === 'legacy' ? ['*'] : hosts
}

function configOf(readings: Readings, targets: readonly TargetConfig[]): Config {
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
      tls: tlsConfigOf(readings),
    },
    server: {
      inflightMax: readings.maxInflight.value,
      readHeaderTimeoutMs: readings.readHeaderTimeout.value,
      readTimeoutMs: readings.readTimeout.value,
      writeTimeoutMs: readings.writeTimeout.value,
      idleTimeoutMs: readings.idleTimeout.value,
      headerBytesMax: readings.headerBytesMax.value,
    },
    cacheTtlMs: readings.cacheTtl.value,
    drainMs: readings.drain.value,
    allFailed: readings.allFailed.value,
    merge: mergeConfigOf(readings, limits),
  })
}

/** URLs keep their state where freezing does not reach; nobody here writes to them. */
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof URL)) {
    for (const part of Object.values(value)) deepFreeze(part)
    Object.freeze(value)
  }
  return value
}
