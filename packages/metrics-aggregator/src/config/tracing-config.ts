/**
 * Whether and where traces are sent, from OpenTelemetry's own variables. They are often set for all containers of a cluster
 * at once, so what is not understood there is a warning and leaves tracing off; it never stops the sidecar.
 */
import type { Finding } from '../errors/failure.ts'
import type { TracingConfig } from './config.ts'
import type { Environment } from './read-settings.ts'

export interface ReadTracing {
  /** Absent where no traces are sent. */
  readonly tracing?: TracingConfig
  readonly findings: readonly Finding[]
}

type Text = (variable: string) => string

const EXPORTERS: ReadonlyMap<string, TracingConfig['exporter']> = new Map([
  ['otlp', 'otlp'],
  ['console', 'console'],
  ['stdout', 'console'],
])

export function readTracing(env: Environment, version: string): ReadTracing {
  const text: Text = (variable) => env[variable]?.trim() ?? ''
  const wanted = text('OTEL_TRACES_EXPORTER').toLowerCase()
  if (wanted === '' || wanted === 'none' || text('OTEL_SDK_DISABLED').toLowerCase() === 'true')
    return { findings: [] }
  const findings: Finding[] = []
  const refuse = (source: string, value: string, allowed: string): undefined => {
    findings.push({ code: 'CONFIG_TRACING_UNSUPPORTED', facts: { source, value, allowed } })
    return undefined
  }
  const exporter =
    EXPORTERS.get(wanted) ?? refuse('OTEL_TRACES_EXPORTER', wanted, 'none, otlp, console, stdout')
  const parts = {
    protocol: readProtocol(text, refuse),
    endpoint: readAddress(text, refuse),
    headers: readHeaders(text, refuse),
    timeoutMs: readTimeout(text, refuse),
    resource: readResource(text, version, refuse),
    sampler: readSampler(text, refuse),
  }
  if (exporter === undefined || findings.length > 0) return { findings }
  return { tracing: { exporter, ...(parts as Omit<TracingConfig, 'exporter'>) }, findings }
}

type Refuse = (source: string, value: string, allowed: string) => undefined

/** The first of the names that is set: what is said of traces wins over what is said of all signals. */
function firstSet(
  text: Text,
  ...variables: readonly string[]
): { readonly source: string; readonly value: string } {
  const source = variables.find((variable) => text(variable) !== '') ?? variables[0] ?? ''
  return { source, value: text(source) }
}

const PROTOCOLS: readonly TracingConfig['protocol'][] = ['http/protobuf', 'http/json']

/** The specification's own default is protobuf; gRPC would take a library many times as large. */
function readProtocol(text: Text, refuse: Refuse): TracingConfig['protocol'] | undefined {
  const { source, value } = firstSet(
    text,
    'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL',
    'OTEL_EXPORTER_OTLP_PROTOCOL',
  )
  if (value === '') return 'http/protobuf'
  return PROTOCOLS.find((known) => known === value) ?? refuse(source, value, PROTOCOLS.join(', '))
}

const DEFAULT_ENDPOINT = 'http://localhost:4318'
const PATH = 'v1/traces'

function readAddress(text: Text, refuse: Refuse): string | undefined {
  const { source, value } = firstSet(
    text,
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
  )
  const isInsecure = text('OTEL_EXPORTER_OTLP_INSECURE').toLowerCase() === 'true'
  const given = value === '' ? DEFAULT_ENDPOINT : value
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(given)
    ? given
    : `${isInsecure ? 'http' : 'https'}://${given}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (url === undefined || !isHttp || url.username !== '' || url.password !== '') {
    // It may hold a password, so it is not repeated.
    return refuse(source, '***', 'an http or https URL without credentials')
  }
  if (source === 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT' && value !== '') return url.href
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${PATH}`
  return url.href
}

function readHeaders(text: Text, refuse: Refuse): Readonly<Record<string, string>> | undefined {
  const { source, value } = firstSet(text, 'OTEL_EXPORTER_OTLP_TRACES_HEADERS', 'OTEL_EXPORTER_OTLP_HEADERS')
  const headers = readPairs(value)
  const isSendable = Object.entries(headers ?? {}).every(
    ([name, content]) => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && /^[\t\u0020-\u007e]*$/.test(content),
  )
  return headers !== undefined && isSendable
    ? headers
    : refuse(source, '***', 'name=value separated by commas')
}

const TIMEOUT_MS = 10_000
const TIMEOUT_MS_MAX = 3_600_000

function readTimeout(text: Text, refuse: Refuse): number | undefined {
  const { source, value } = firstSet(text, 'OTEL_EXPORTER_OTLP_TRACES_TIMEOUT', 'OTEL_EXPORTER_OTLP_TIMEOUT')
  if (value === '') return TIMEOUT_MS
  const ms = /^[0-9]{1,9}$/.test(value) ? Number(value) : 0
  return ms > 0 && ms <= TIMEOUT_MS_MAX
    ? ms
    : refuse(source, value, `milliseconds from 1 to ${TIMEOUT_MS_MAX}`)
}

function readResource(
  text: Text,
  version: string,
  refuse: Refuse,
): Readonly<Record<string, string>> | undefined {
  const source = 'OTEL_RESOURCE_ATTRIBUTES'
  const attributes = readPairs(text(source))
  if (attributes === undefined) return refuse(source, text(source), 'name=value separated by commas')
  const name = text('OTEL_SERVICE_NAME')
  return {
    'service.name': 'metrics-aggregator',
    'service.version': version,
    ...attributes,
    ...(name !== '' && { 'service.name': name }),
  }
}

const SAMPLERS: Readonly<Record<string, 0 | 1 | 'ratio'>> = {
  always_on: 1,
  always_off: 0,
  traceidratio: 'ratio',
}
const PARENT_BASED = 'parentbased_'

function readSampler(text: Text, refuse: Refuse): TracingConfig['sampler'] | undefined {
  const name = text('OTEL_TRACES_SAMPLER') || `${PARENT_BASED}always_on`
  const isParentBased = name.startsWith(PARENT_BASED)
  const root = Object.entries(SAMPLERS).find(([known]) => known === name.replace(PARENT_BASED, ''))?.[1]
  if (root === undefined) {
    const allowed = Object.keys(SAMPLERS).flatMap((known) => [known, `${PARENT_BASED}${known}`])
    return refuse('OTEL_TRACES_SAMPLER', name, allowed.join(', '))
  }
  if (root !== 'ratio') return { ratio: root, isParentBased }
  const given = text('OTEL_TRACES_SAMPLER_ARG') || '1'
  const ratio = /^[0-9]*\.?[0-9]+$/.test(given) ? Number(given) : Number.NaN
  return ratio >= 0 && ratio <= 1
    ? { ratio, isParentBased }
    : refuse('OTEL_TRACES_SAMPLER_ARG', given, 'a number from 0 to 1')
}

/** `a=b,c=d` with percent escapes (W3C Baggage), nothing if it is not. */
function readPairs(text: string): Readonly<Record<string, string>> | undefined {
  const items = text.split(',').filter((item) => item.trim() !== '')
  const pairs = items.map((item) => /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(item))
  try {
    return Object.fromEntries(
      pairs.map((pair) => {
        if (pair === null) throw new URIError('no pair')
        return [decodeURIComponent(pair[1] ?? ''), decodeURIComponent(pair[2] ?? '')]
      }),
    )
  } catch {
    return undefined
  }
}
