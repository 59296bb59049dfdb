// Facts for one example of every code, typed by the table itself: a code without an example does not compile.
import type { Code, FactsByCode } from '../../src/errors/codes.ts'
import type { ConfigFacts } from '../../src/errors/config-codes.ts'
import type { ProgramFacts } from '../../src/errors/program-codes.ts'
import type { ScrapeFacts } from '../../src/errors/scrape-codes.ts'
import { CODES } from '../../src/errors/codes.ts'
import { describe } from '../../src/errors/failure.ts'

const PLACE: FactsByCode['NAME_INVALID'] = { line: 3, column: 7, excerpt: 'requests{path="/"} many' }

const SCRAPE: ScrapeFacts = {
  SCRAPE_TIMEOUT: { timeoutMs: 9_500 },
  SCRAPE_CONNECT_REFUSED: { address: '127.0.0.1:8080' },
  SCRAPE_CONNECTION_RESET: { detail: 'ECONNRESET' },
  SCRAPE_NAME_UNRESOLVED: { host: 'app' },
  SCRAPE_TLS: { address: '127.0.0.1:8443', detail: 'CERT_HAS_EXPIRED' },
  SCRAPE_TRUNCATED: { bytes: 100, bytesExpected: 250 },
  SCRAPE_TOO_LARGE: { bytesMax: 10_485_760 },
  SCRAPE_RATIO_EXCEEDED: { ratioMax: 200 },
  SCRAPE_ENCODING: { encoding: 'compress' },
  SCRAPE_REDIRECT: { status: 302, location: '/login' },
  SCRAPE_HTTP_STATUS: { status: 404, excerpt: 'page not found' },
  SCRAPE_CONTENT_TYPE: { contentType: 'text/html' },
  SCRAPE_HEADERS_INVALID: { detail: 'Expected HTTP/' },
  SCRAPE_ADDRESS_FORBIDDEN: { host: 'app', address: '10.0.0.7' },
  SCRAPE_ABORTED: {},
}

const source = 'METRICS_ENDPOINTS'

const CONFIG: ConfigFacts = {
  CONFIG_FILE_UNREADABLE: { source: 'METRICS_CONFIG_FILE', path: '/config/metrics.yaml', detail: 'ENOENT' },
  CONFIG_FILE_SYNTAX: { source: '/config/metrics.yaml:4:3', detail: 'bad indent' },
  CONFIG_OPTION_UNKNOWN: {
    source: '/config/metrics.yaml:4:3 (/server/prot)',
    option: 'server.prot',
    nearest: 'server.port',
  },
  CONFIG_VALUE_INVALID: {
    source: 'METRICS_SCRAPE_TIMEOUT',
    value: '10',
    allowed: 'a duration from 1ms to 1h, such as 500ms or 1m30s',
  },
  CONFIG_TARGETS_MISSING: { source },
  CONFIG_TARGETS_MALFORMED: { source, detail: 'it is not JSON at character 12' },
  CONFIG_TARGET_NAME_INVALID: { source, target: 'a\nb' },
  CONFIG_TARGET_NAME_REPEATED: { source, target: 'api' },
  CONFIG_TARGET_NAME_RESERVED: { source, target: 'metrics-aggregator' },
  CONFIG_URL_INVALID: { source, target: 'api', value: 'localhost:8080' },
  CONFIG_URL_CREDENTIALS: { source, target: 'api' },
  CONFIG_ADDRESS_FORBIDDEN: { source, target: 'api', host: '10.0.0.7' },
  CONFIG_ADDRESS_LINK_LOCAL: { source, target: 'api', host: '169.254.169.254' },
  CONFIG_PORT_OWN: { source, target: 'api', port: 9_090 },
  CONFIG_PORT_MESH: { source, target: 'api', port: 15_020 },
  CONFIG_TLS_PAIR_INCOMPLETE: { source: 'METRICS_SCRAPE_TLS_CERT', missing: 'METRICS_SCRAPE_TLS_KEY' },
  CONFIG_TLS_FILE_INVALID: {
    source: 'METRICS_SCRAPE_TLS_CACERT',
    path: '/tls/ca.pem',
    detail: 'ENOENT',
    allowed: 'a PEM file with one or more certificates',
  },
  CONFIG_SECRET_FILE_INVALID: {
    source: '/config/metrics.yaml:5:24 (/targets/api/bearer_token_file)',
    path: '/secrets/token',
    detail: 'it is empty',
  },
  CONFIG_CREDENTIALS_INVALID: {
    source: '/config/metrics.yaml:5:24',
    target: 'api',
    detail: 'a token and a user name',
  },
  CONFIG_HEADER_INVALID: {
    source: '/config/metrics.yaml:5:14',
    header: 'Authorization',
    detail: 'scraping sets it itself',
  },
  CONFIG_LABEL_DROP_RESERVED: { source: '/config/metrics.yaml:5:18', label: 'le' },
  CONFIG_LABEL_NAME_INVALID: { source: 'METRICS_LABEL_NAME', label: 'origin-container' },
  CONFIG_LABEL_NAME_RESERVED: { source: 'METRICS_LABEL_NAME', label: 'le' },
  CONFIG_LABEL_NAME_CONFUSING: { source: 'METRICS_LABEL_NAME', label: 'job' },
  CONFIG_LABEL_REPEATED: { source: 'METRICS_LABELS', label: 'zone' },
  CONFIG_PORT_OF_SERVICE: { source: 'METRICS_AGGREGATOR_PORT', value: 'tcp://10.0.0.1:9090' },
  CONFIG_RESTART_NEEDED: {
    source: '/config/metrics.yaml:3:9 (/server/port)',
    setting: 'METRICS_AGGREGATOR_PORT',
  },
  CONFIG_VARIABLE_UNKNOWN: { source: 'METRICS_ENDPOINT', nearest: 'METRICS_ENDPOINTS' },
  CONFIG_TRACING_UNSUPPORTED: {
    source: 'OTEL_TRACES_EXPORTER',
    value: 'zipkin',
    allowed: 'none, otlp, console, stdout',
  },
}

const PROGRAM: ProgramFacts = {
  COMMAND_UNKNOWN: { command: 'chekc', nearest: 'check' },
  FLAG_UNKNOWN: { flag: '--prot', command: 'serve', nearest: '--port' },
  FLAG_VALUE_INVALID: { flag: '--format', value: 'html', allowed: 'text, openmetrics, protobuf' },
  FLAG_VALUE_MISSING: { flag: '--port' },
  ARGUMENT_MISSING: { argument: 'FILE|URL…', command: 'check' },
  ARGUMENT_INVALID: { argument: 'metrics.txt', allowed: 'NAME=FILE or NAME=URL' },
  ARGUMENT_UNEXPECTED: { argument: 'now', command: 'serve' },
  FILE_UNREADABLE: { path: 'metrics.txt', detail: 'ENOENT' },
  URL_UNREADABLE: { url: 'http://127.0.0.1:8080/metrics', detail: 'nothing listens on 127.0.0.1:8080' },
  FORMAT_UNKNOWN: { source: 'http://127.0.0.1:8080/', contentType: 'text/html' },
  LISTEN_PORT_TAKEN: { address: '127.0.0.1:9090' },
  LISTEN_PORT_FORBIDDEN: { address: '127.0.0.1:80' },
  LISTEN_ADDRESS_UNAVAILABLE: { address: '10.9.9.9:9090' },
  INTERNAL_BUG: { detail: 'the page was rendered before it was read' },
}

const LIMITED: Partial<FactsByCode> = {
  LABELS_TOO_MANY: { ...PLACE, limit: 128 },
  LINE_TOO_LONG: { ...PLACE, limit: 65_536 },
  SAMPLES_TOO_MANY: { ...PLACE, limit: 1_000 },
  EXPOSITION_TOO_LARGE: { ...PLACE, limit: 20_971_520 },
  PAGE_TOO_LARGE: { ...PLACE, limit: 1_048_576 },
  FAMILY_TOO_LONG: { ...PLACE, limit: 10_485_760 },
}

const EXAMPLES: Partial<FactsByCode> = { ...SCRAPE, ...CONFIG, ...PROGRAM, ...LIMITED }

/** What the program says of the code, for the example's facts. */
export function exampleOf(code: Code): string {
  return describe(code, EXAMPLES[code] ?? PLACE)
}

export const ALL_CODES: readonly Code[] = Object.keys(CODES) as Code[]
