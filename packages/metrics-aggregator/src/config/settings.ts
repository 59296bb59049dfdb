/**
 * Every setting: its variable, its flag, its place in the configuration file, what it takes, its default and one line of
 * help. Reading, help texts, `config check`, the documented table and the JSON Schema are made from this table alone. Values are checked one by one here; rules that
 * concern several settings live in parse-config.ts.
 */
import type { Format, LogLevel, MergePolicies, Validation } from './config.ts'
import {
  duration,
  freeText,
  hostList,
  labelMap,
  listOf,
  listenHost,
  oneOf,
  optionalSecretFile,
  pemFile,
  portList,
  wholeNumber,
  yesOrNo,
} from './value-kind.ts'
import type { ValueKind } from './value-kind.ts'

export interface Setting<T> {
  readonly variable: string
  /** Without the leading dashes. */
  readonly flag: string
  /** The way to it in the configuration file, with dots; absent for what a file cannot say or says in other words. */
  readonly option?: string
  readonly kind: ValueKind<T>
  readonly fallback: T
  /** What stands for the value in help texts. */
  readonly placeholder: string
  readonly help: string
  /** A change is not taken over while we run. */
  readonly needsRestart?: true
}

export interface SettingValues extends MergePolicies {
  readonly configFile: string
  readonly annotationsFile: string
  readonly discovery: 'none' | 'listeners'
  readonly discoveryInterval: number
  readonly discoveryExcludePorts: readonly number[]
  readonly reloadInterval: number
  readonly endpoints: string
  readonly labels: string
  readonly labelName: string
  readonly port: number
  readonly bind: string
  readonly logLevel: LogLevel
  readonly formats: readonly Format[]
  readonly fallbackFormat: Format
  readonly validation: Validation
  readonly allFailed: '503' | 'serve'
  readonly syntheticUp: boolean
  readonly scrapeTimeout: number
  readonly scrapeOffset: number
  readonly scrapeRedirects: 'never' | 'same_origin'
  readonly allowHosts: readonly string[]
  readonly allowMeshPorts: boolean
  readonly securityMode: 'strict' | 'legacy'
  readonly startupGrace: number
  readonly tlsCaFile: string
  readonly tlsCertFile: string
  readonly tlsKeyFile: string
  readonly tlsSkipVerify: boolean
  readonly bodyBytesMax: number
  readonly ratioMax: number
  readonly lineBytesMax: number
  readonly labelsMax: number
  readonly samplesMax: number
  readonly pageBytesMax: number
  readonly cacheTtl: number
  readonly maxInflight: number
  readonly readHeaderTimeout: number
  readonly readTimeout: number
  readonly writeTimeout: number
  readonly idleTimeout: number
  readonly headerBytesMax: number
  readonly serverTlsCert: string
  readonly serverTlsKey: string
  readonly serverTlsClientCa: string
  readonly serverTokenFile: string
  readonly drain: number
}

const HOUR_MS = 3_600_000
const MEBIBYTE = 1_048_576
const GIBIBYTE = 1_024 * MEBIBYTE

export const SETTINGS: { readonly [K in keyof SettingValues]: Setting<SettingValues[K]> } = {
  configFile: {
    variable: 'METRICS_CONFIG_FILE',
    flag: 'config',
    kind: freeText,
    fallback: '',
    placeholder: 'FILE',
    help: 'a YAML file with everything that can be set; environment and flags win over it',
  },
  annotationsFile: {
    variable: 'METRICS_ANNOTATIONS_FILE',
    flag: 'annotations-file',
    option: 'annotations_file',
    kind: freeText,
    fallback: '',
    placeholder: 'FILE',
    help: 'a file of pod annotations from the downward API, one of which may name targets',
  },
  discovery: {
    variable: 'METRICS_DISCOVERY',
    flag: 'discovery',
    option: 'discovery.mode',
    kind: oneOf(['none', 'listeners']),
    fallback: 'none',
    placeholder: 'MODE',
    help: 'whether ports that listen in the pod are asked for metrics',
    needsRestart: true,
  },
  discoveryInterval: {
    variable: 'METRICS_DISCOVERY_INTERVAL',
    flag: 'discovery-interval',
    option: 'discovery.interval',
    kind: duration(10, HOUR_MS),
    fallback: 30_000,
    placeholder: 'DURATION',
    help: 'how often listening ports are looked for',
  },
  discoveryExcludePorts: {
    variable: 'METRICS_DISCOVERY_EXCLUDE_PORTS',
    flag: 'discovery-exclude-ports',
    option: 'discovery.exclude_ports',
    kind: portList,
    fallback: [],
    placeholder: 'PORTS',
    help: 'ports that are never asked, separated by commas',
  },
  reloadInterval: {
    variable: 'METRICS_RELOAD_INTERVAL',
    flag: 'reload-interval',
    option: 'reload_interval',
    kind: duration(0, HOUR_MS),
    fallback: 5_000,
    placeholder: 'DURATION',
    help: 'how often files are looked at for changes; 0 waits for SIGHUP',
    needsRestart: true,
  },
  endpoints: {
    variable: 'METRICS_ENDPOINTS',
    flag: 'endpoints',
    kind: freeText,
    fallback: '',
    placeholder: 'TARGETS',
    help: 'what to scrape: a JSON object of names and URLs, or URLs separated by commas',
  },
  labels: {
    variable: 'METRICS_LABELS',
    flag: 'labels',
    option: 'labels',
    kind: labelMap,
    fallback: '',
    placeholder: 'LABELS',
    help: 'more labels for every series: name=value separated by commas, or a JSON object',
  },
  labelName: {
    variable: 'METRICS_LABEL_NAME',
    flag: 'label-name',
    option: 'label_name',
    kind: freeText,
    fallback: 'origin_container',
    placeholder: 'NAME',
    help: 'the label that carries the name of the target',
  },
  port: {
    variable: 'METRICS_AGGREGATOR_PORT',
    flag: 'port',
    option: 'server.port',
    kind: wholeNumber(0, 65_535),
    fallback: 9_090,
    placeholder: 'PORT',
    help: 'the port to listen on; 0 for any free one',
    needsRestart: true,
  },
  bind: {
    variable: 'METRICS_BIND_ADDRESS',
    flag: 'bind',
    option: 'server.bind',
    kind: listenHost,
    fallback: '',
    placeholder: 'HOST',
    help: 'the address to listen on; empty for every one',
    needsRestart: true,
  },
  logLevel: {
    variable: 'LOG_LEVEL',
    flag: 'log-level',
    option: 'log_level',
    kind: oneOf(['debug', 'info', 'warn', 'error']),
    fallback: 'info',
    placeholder: 'LEVEL',
    help: 'the least important lines that are logged',
    needsRestart: true,
  },
  formats: {
    variable: 'METRICS_FORMATS',
    flag: 'formats',
    option: 'formats',
    kind: listOf(['text', 'openmetrics', 'protobuf'], 'text'),
    fallback: ['text', 'openmetrics', 'protobuf'],
    placeholder: 'LIST',
    help: 'formats that clients may be answered with',
  },
  fallbackFormat: {
    variable: 'METRICS_FALLBACK_FORMAT',
    flag: 'fallback-format',
    option: 'scrape.fallback_format',
    kind: oneOf(['text', 'openmetrics', 'protobuf']),
    fallback: 'text',
    placeholder: 'FORMAT',
    help: 'what a body without Content-Type is read as',
  },
  validation: {
    variable: 'METRICS_VALIDATION',
    flag: 'validation',
    option: 'scrape.validation',
    kind: oneOf(['strict', 'lenient']),
    fallback: 'strict',
    placeholder: 'MODE',
    help: 'what a bad line costs, the whole target or the line alone',
  },
  onCollision: {
    variable: 'METRICS_ON_COLLISION',
    flag: 'on-collision',
    option: 'on_collision',
    kind: oneOf(['rename', 'keep', 'overwrite', 'drop_series', 'fail_target']),
    fallback: 'rename',
    placeholder: 'POLICY',
    help: 'what to do with a series that already has an injected label',
  },
  onTypeConflict: {
    variable: 'METRICS_ON_TYPE_CONFLICT',
    flag: 'on-type-conflict',
    option: 'on_type_conflict',
    kind: oneOf(['untyped', 'first_wins', 'drop_later']),
    fallback: 'untyped',
    placeholder: 'POLICY',
    help: 'what to do with a family that targets declare with different types',
  },
  created: {
    variable: 'METRICS_CREATED',
    flag: 'created',
    option: 'created',
    kind: oneOf(['keep', 'drop']),
    fallback: 'keep',
    placeholder: 'POLICY',
    help: 'what to do with OpenMetrics _created samples on a text page',
  },
  targetInfo: {
    variable: 'METRICS_TARGET_INFO',
    flag: 'target-info',
    option: 'target_info',
    kind: oneOf(['keep', 'drop']),
    fallback: 'keep',
    placeholder: 'POLICY',
    help: 'what to do with the family target_info',
  },
  emptyFamilies: {
    variable: 'METRICS_EMPTY_FAMILIES',
    flag: 'empty-families',
    option: 'empty_families',
    kind: oneOf(['keep', 'drop']),
    fallback: 'keep',
    placeholder: 'POLICY',
    help: 'what to do with families that have no samples',
  },
  duplicates: {
    variable: 'METRICS_DUPLICATES',
    flag: 'duplicates',
    option: 'duplicates',
    kind: oneOf(['auto', 'forward', 'drop']),
    fallback: 'auto',
    placeholder: 'POLICY',
    help: 'what to do with a series that stands twice; auto drops it where METRICS_ON_COLLISION can cause it',
  },
  allFailed: {
    variable: 'METRICS_ALL_FAILED',
    flag: 'all-failed',
    option: 'all_failed',
    kind: oneOf(['503', 'serve']),
    fallback: '503',
    placeholder: 'ANSWER',
    help: 'the answer when every target failed; serve gives our own metrics with 200',
  },
  syntheticUp: {
    variable: 'METRICS_SYNTHETIC_UP',
    flag: 'synthetic-up',
    option: 'synthetic_up',
    kind: yesOrNo,
    fallback: false,
    placeholder: 'BOOLEAN',
    help: 'whether the page has a series up for each target',
  },
  scrapeTimeout: {
    variable: 'METRICS_SCRAPE_TIMEOUT',
    flag: 'scrape-timeout',
    option: 'scrape.timeout',
    kind: duration(1, HOUR_MS),
    fallback: 9_500,
    placeholder: 'DURATION',
    help: 'the deadline of a page where the client names none',
  },
  scrapeOffset: {
    variable: 'METRICS_SCRAPE_TIMEOUT_OFFSET',
    flag: 'scrape-timeout-offset',
    option: 'scrape.timeout_offset',
    kind: duration(0, HOUR_MS),
    fallback: 500,
    placeholder: 'DURATION',
    help: "taken off the client's deadline, so that the answer arrives in time",
  },
  scrapeRedirects: {
    variable: 'METRICS_SCRAPE_REDIRECTS',
    flag: 'scrape-redirects',
    option: 'scrape.redirects',
    kind: oneOf(['never', 'same_origin']),
    fallback: 'never',
    placeholder: 'POLICY',
    help: 'whether redirects of targets are followed',
  },
  allowHosts: {
    variable: 'METRICS_ALLOW_HOSTS',
    flag: 'allow-hosts',
    option: 'scrape.allow_hosts',
    kind: hostList,
    fallback: [],
    placeholder: 'HOSTS',
    help: 'hosts beside loopback that may be scraped, separated by commas; * for every one',
  },
  allowMeshPorts: {
    variable: 'METRICS_ALLOW_MESH_PORTS',
    flag: 'allow-mesh-ports',
    option: 'scrape.allow_mesh_ports',
    kind: yesOrNo,
    fallback: false,
    placeholder: 'BOOLEAN',
    help: "whether targets may be on the mesh proxy's ports",
  },
  securityMode: {
    variable: 'METRICS_SECURITY_MODE',
    flag: 'security-mode',
    option: 'scrape.security_mode',
    kind: oneOf(['strict', 'legacy']),
    fallback: 'strict',
    placeholder: 'MODE',
    help: 'which hosts may be scraped; legacy allows all but link-local ones',
  },
  startupGrace: {
    variable: 'METRICS_STARTUP_GRACE',
    flag: 'startup-grace',
    option: 'scrape.startup_grace',
    kind: duration(0, HOUR_MS),
    fallback: 0,
    placeholder: 'DURATION',
    help: 'how long after the start a target that never answered is no cause for alarm',
  },
  tlsCaFile: {
    variable: 'METRICS_SCRAPE_TLS_CACERT',
    flag: 'scrape-tls-cacert',
    option: 'scrape.tls.ca_file',
    kind: pemFile,
    fallback: '',
    placeholder: 'FILE',
    help: 'the authorities that certificates of https targets are held against; empty for those of Node',
  },
  tlsCertFile: {
    variable: 'METRICS_SCRAPE_TLS_CERT',
    flag: 'scrape-tls-cert',
    option: 'scrape.tls.cert_file',
    kind: pemFile,
    fallback: '',
    placeholder: 'FILE',
    help: 'our certificate for https targets that ask for one',
  },
  tlsKeyFile: {
    variable: 'METRICS_SCRAPE_TLS_KEY',
    flag: 'scrape-tls-key',
    option: 'scrape.tls.key_file',
    kind: pemFile,
    fallback: '',
    placeholder: 'FILE',
    help: 'the private key of that certificate, without a passphrase',
  },
  tlsSkipVerify: {
    variable: 'METRICS_SCRAPE_TLS_INSECURE_SKIP_VERIFY',
    flag: 'scrape-tls-insecure-skip-verify',
    option: 'scrape.tls.insecure_skip_verify',
    kind: yesOrNo,
    fallback: false,
    placeholder: 'BOOLEAN',
    help: 'whether https targets are believed whatever certificate they show',
  },
  bodyBytesMax: {
    variable: 'METRICS_BODY_BYTES_MAX',
    flag: 'body-bytes-max',
    option: 'limits.body_bytes_max',
    kind: wholeNumber(1, GIBIBYTE),
    fallback: 10 * MEBIBYTE,
    placeholder: 'BYTES',
    help: "the most bytes of a target's body, decompressed",
  },
  ratioMax: {
    variable: 'METRICS_RATIO_MAX',
    flag: 'ratio-max',
    option: 'limits.ratio_max',
    kind: wholeNumber(1, 100_000),
    fallback: 200,
    placeholder: 'NUMBER',
    help: 'the most times that a compressed body may grow, beyond its first mebibyte',
  },
  lineBytesMax: {
    variable: 'METRICS_LINE_BYTES_MAX',
    flag: 'line-bytes-max',
    option: 'limits.line_bytes_max',
    kind: wholeNumber(64, MEBIBYTE),
    fallback: 65_536,
    placeholder: 'BYTES',
    help: 'the longest line of a body',
  },
  labelsMax: {
    variable: 'METRICS_LABELS_MAX',
    flag: 'labels-max',
    option: 'limits.labels_max',
    kind: wholeNumber(1, 1_024),
    fallback: 128,
    placeholder: 'NUMBER',
    help: 'the most labels of a series',
  },
  samplesMax: {
    variable: 'METRICS_SAMPLES_MAX',
    flag: 'samples-max',
    option: 'limits.samples_max',
    kind: wholeNumber(0, 100_000_000),
    fallback: 0,
    placeholder: 'NUMBER',
    help: 'the most samples of a target; 0 for no limit',
  },
  pageBytesMax: {
    variable: 'METRICS_PAGE_BYTES_MAX',
    flag: 'page-bytes-max',
    option: 'limits.page_bytes_max',
    kind: wholeNumber(0, 4 * GIBIBYTE),
    fallback: 0,
    placeholder: 'BYTES',
    help: 'the most bytes of all targets together; 0 for no limit',
  },
  cacheTtl: {
    variable: 'METRICS_CACHE_TTL',
    flag: 'cache-ttl',
    option: 'cache_ttl',
    kind: duration(0, HOUR_MS),
    fallback: 0,
    placeholder: 'DURATION',
    help: 'how long a finished scrape may be served again; 0 shares running ones only',
  },
  maxInflight: {
    variable: 'METRICS_MAX_INFLIGHT',
    flag: 'max-inflight',
    option: 'server.max_inflight',
    kind: wholeNumber(1, 100_000),
    fallback: 32,
    placeholder: 'NUMBER',
    help: 'requests at the same time; more get 503',
  },
  readHeaderTimeout: {
    variable: 'METRICS_SERVER_READ_HEADER_TIMEOUT',
    flag: 'server-read-header-timeout',
    option: 'server.read_header_timeout',
    kind: duration(0, HOUR_MS),
    fallback: 2_000,
    placeholder: 'DURATION',
    help: "how long a client may take for the request's headers",
    needsRestart: true,
  },
  readTimeout: {
    variable: 'METRICS_SERVER_READ_TIMEOUT',
    flag: 'server-read-timeout',
    option: 'server.read_timeout',
    kind: duration(0, HOUR_MS),
    fallback: 5_000,
    placeholder: 'DURATION',
    help: 'how long a client may take for the whole request',
    needsRestart: true,
  },
  writeTimeout: {
    variable: 'METRICS_SERVER_WRITE_TIMEOUT',
    flag: 'server-write-timeout',
    option: 'server.write_timeout',
    kind: duration(0, HOUR_MS),
    fallback: 10_000,
    placeholder: 'DURATION',
    help: 'how long a client may take to read the answer',
  },
  idleTimeout: {
    variable: 'METRICS_SERVER_IDLE_TIMEOUT',
    flag: 'server-idle-timeout',
    option: 'server.idle_timeout',
    kind: duration(0, HOUR_MS),
    fallback: 60_000,
    placeholder: 'DURATION',
    help: 'how long an idle connection stays open',
    needsRestart: true,
  },
  headerBytesMax: {
    variable: 'METRICS_SERVER_MAX_HEADER_BYTES',
    flag: 'server-max-header-bytes',
    option: 'server.max_header_bytes',
    kind: wholeNumber(256, 16 * MEBIBYTE),
    fallback: MEBIBYTE,
    placeholder: 'BYTES',
    help: "the most bytes of a request's headers",
    needsRestart: true,
  },
  serverTlsCert: {
    variable: 'METRICS_SERVER_TLS_CERT',
    flag: 'server-tls-cert',
    option: 'server.tls.cert_file',
    kind: pemFile,
    fallback: '',
    placeholder: 'FILE',
    help: 'the certificate that we serve with; empty for plain HTTP',
    needsRestart: true,
  },
  serverTlsKey: {
    variable: 'METRICS_SERVER_TLS_KEY',
    flag: 'server-tls-key',
    option: 'server.tls.key_file',
    kind: pemFile,
    fallback: '',
    placeholder: 'FILE',
    help: 'the private key of that certificate, without a passphrase',
    needsRestart: true,
  },
  serverTlsClientCa: {
    variable: 'METRICS_SERVER_TLS_CLIENT_CA',
    flag: 'server-tls-client-ca',
    option: 'server.tls.client_ca_file',
    kind: pemFile,
    fallback: '',
    placeholder: 'FILE',
    help: 'the authorities whose certificates clients have to show; empty for any client',
    needsRestart: true,
  },
  serverTokenFile: {
    variable: 'METRICS_SERVER_BEARER_TOKEN_FILE',
    flag: 'server-bearer-token-file',
    option: 'server.bearer_token_file',
    kind: optionalSecretFile,
    fallback: '',
    placeholder: 'FILE',
    help: 'a file with the token that clients have to show; empty for none',
  },
  drain: {
    variable: 'METRICS_DRAIN',
    flag: 'drain',
    option: 'server.drain',
    kind: duration(0, HOUR_MS),
    fallback: 5_000,
    placeholder: 'DURATION',
    help: 'how long to keep serving after SIGTERM',
  },
}
