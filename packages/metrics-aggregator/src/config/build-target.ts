/** One target as it is scraped: what was said of it, and for all else what holds for every target. */
import type { Finding } from '../errors/failure.ts'
import type { CredentialsConfig, TargetConfig, TargetLimits } from './config.ts'
import { readHeaders } from './headers.ts'
import { judgeDroppedLabels, readTargetLabels } from './labels.ts'
import { limitsOf } from './merge-config.ts'
import type { Readings } from './read-settings.ts'
import type { GivenTargetOptions } from './target-options.ts'
import type { JudgedTarget } from './targets.ts'
import { fileOf, judgeOwnPair, tlsConfigOf } from './tls-config.ts'

export interface BuiltTarget {
  readonly target: TargetConfig
  readonly findings: readonly Finding[]
}

/** `common` are the labels of every target. */
export function buildTarget(
  judged: JudgedTarget,
  readings: Readings,
  common: Readonly<Record<string, string>>,
): BuiltTarget {
  const { name, url, options } = judged
  const sourceOf = (option: string): string => judged.sources[option] ?? judged.source
  const given = { value: options.labels ?? '', source: sourceOf('labels') }
  const labels = readTargetLabels(common, given, readings.labelName.value)
  const headers = readHeaders(options.headers ?? '{}', sourceOf('headers'))
  const credentials = readCredentials(judged)
  const target = {
    name,
    url,
    labels: labels.labels,
    validation: options.validation ?? readings.validation.value,
    fallbackFormat: options.fallback_format ?? readings.fallbackFormat.value,
    timeoutMs: options.timeout ?? 0,
    headers: headers.headers,
    ...('credentials' in credentials && credentials),
    tls: tlsConfigOf(judged, readings),
    limits: targetLimits(options, readings),
    keepFamilies: options.keep_families ?? [],
    dropFamilies: options.drop_families ?? [],
    dropLabels: options.drop_labels ?? [],
    honorTimestamps: options.honor_timestamps ?? true,
    isOptional: options.optional ?? false,
    startupGraceMs: options.startup_grace ?? readings.startupGrace.value,
  }
  const findings = [
    ...labels.findings,
    ...headers.findings,
    ...judgeDroppedLabels(target.dropLabels, sourceOf('drop_labels')),
    ...judgeOwnPair(judged),
    ...('findings' in credentials ? credentials.findings : []),
  ]
  return { target, findings }
}

function targetLimits(options: GivenTargetOptions, readings: Readings): TargetLimits {
  const { pageBytesMax: _, ...all } = limitsOf(readings)
  const bodyBytesMax = options['limits.body_bytes_max'] ?? all.bodyBytesMax
  return {
    bodyBytesMax,
    ratioMax: options['limits.ratio_max'] ?? all.ratioMax,
    lineBytesMax: options['limits.line_bytes_max'] ?? all.lineBytesMax,
    labelsMax: options['limits.labels_max'] ?? all.labelsMax,
    samplesMax: options['limits.samples_max'] ?? all.samplesMax,
    // No message is longer than the body that holds it.
    familyBytesMax: bodyBytesMax,
    targetBytesMax: bodyBytesMax * 2,
  }
}

type Credentials = { readonly credentials?: CredentialsConfig } | { readonly findings: readonly Finding[] }

function readCredentials(judged: JudgedTarget): Credentials {
  const { name: target, options, sources, source } = judged
  const token = fileOf(judged, 'bearer_token_file')
  const password = fileOf(judged, 'basic_auth.password_file')
  const username = options['basic_auth.username']
  const refuse = (option: string, detail: string): Credentials => {
    const facts = { source: sources[option] ?? source, target, detail }
    return { findings: [{ code: 'CONFIG_CREDENTIALS_INVALID', facts }] }
  }
  if (token !== undefined && (password !== undefined || username !== undefined))
    return refuse('bearer_token_file', 'a token and a user name')
  if (token !== undefined) return { credentials: { kind: 'bearer', file: token } }
  if (username === undefined && password === undefined) return {}
  if (username === undefined) return refuse('basic_auth.password_file', 'a password without a user name')
  if (password === undefined) return refuse('basic_auth.username', 'a user name without a password')
  return { credentials: { kind: 'basic', username, file: password } }
}
