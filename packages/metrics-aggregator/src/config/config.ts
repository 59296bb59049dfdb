/**
 * The configuration that the daemon runs with: one frozen value, every default filled in and every rule checked, so
 * that no reader asks again. Option unions repeat those of exposition/options.ts, because this folder imports only
 * `errors`; the compiler holds them equal where the daemon hands them over.
 */

export interface Config {
  /** In configured order, which is their order on the page. Names are unique. */
  readonly targets: readonly TargetConfig[]
  readonly listen: ListenConfig
  readonly logLevel: LogLevel
  /** Formats that clients may be answered with; `text` is always among them. */
  readonly formats: readonly Format[]
  readonly limits: LimitsConfig
  readonly scrape: ScrapeConfig
  readonly server: ServerConfig
  /** Absent: only what is configured is scraped. */
  readonly discovery?: DiscoveryConfig
  /** Absent: no traces are sent. */
  readonly tracing?: TracingConfig
  /** How long a finished collection may be served again; 0 shares only collections that still run. */
  readonly cacheTtlMs: number
  /** How long to keep serving after SIGTERM. */
  readonly drainMs: number
  /** What to answer when every target failed: 503, or 200 with our own metrics alone. */
  readonly allFailed: '503' | 'serve'
  /** Whether the page has an `up` for each target. */
  readonly syntheticUp: boolean
  readonly merge: MergeConfig
}

export interface DiscoveryConfig {
  readonly intervalMs: number
  readonly excludePorts: readonly number[]
  readonly meshPorts: readonly number[]
  /** What every found target is, but for its name and URL. */
  readonly template: TargetConfig
}

export interface TracingConfig {
  readonly exporter: 'console' | 'otlp'
  /** How OTLP writes them; nothing for the console. */
  readonly protocol: 'http/json' | 'http/protobuf'
  /** Where traces go by OTLP, with the whole path. */
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly resource: Readonly<Record<string, string>>
  readonly sampler: { readonly ratio: number; readonly isParentBased: boolean }
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type Format = 'text' | 'openmetrics' | 'protobuf'
export type Validation = 'strict' | 'lenient'

export interface TargetConfig {
  readonly name: string
  /**
   * An http, https or unix URL without credentials; its host passed the address rule, its address is checked again on
   * connecting.
   */
  readonly url: URL
  /** Extra labels for every series of the target, after the origin label, in this order. */
  readonly labels: Readonly<Record<string, string>>
  readonly validation: Validation
  /** What a body without Content-Type is read as. */
  readonly fallbackFormat: Format
  /** Its own deadline, within that of the page; 0 means none. */
  readonly timeoutMs: number
  /** Sent with every request; none of those that scraping sets itself. */
  readonly headers: Readonly<Record<string, string>>
  readonly credentials?: CredentialsConfig
  readonly tls: TlsConfig
  readonly limits: TargetLimits
  /** Patterns of family names, `*` for any characters. Empty: every family is kept. */
  readonly keepFamilies: readonly string[]
  readonly dropFamilies: readonly string[]
  /** Labels that its series lose. */
  readonly dropLabels: readonly string[]
  readonly honorTimestamps: boolean
  /** Its absence is nothing to be alarmed about. */
  readonly isOptional: boolean
  /** For so long after the start a target that never answered counts as optional. */
  readonly startupGraceMs: number
}

/** A file as the user named it; its contents are read by the commands. */
export interface NamedFile {
  readonly path: string
  /** The variable, flag or place that names it, for findings. */
  readonly source: string
}

export type CredentialsConfig =
  | { readonly kind: 'bearer'; readonly file: NamedFile }
  | { readonly kind: 'basic'; readonly username: string; readonly file: NamedFile }

export interface ListenConfig {
  /** Empty: every address, IPv6 and IPv4. */
  readonly host: string
  /** 0: any free port. */
  readonly port: number
}

export interface LimitsConfig extends TargetLimits {
  /** Most bytes of all targets together; 0 means no limit. */
  readonly pageBytesMax: number
}

export interface TargetLimits {
  /** Most bytes of one target's body, decompressed. A body of exactly this size passes. */
  readonly bodyBytesMax: number
  /** Most times that a compressed body may grow. */
  readonly ratioMax: number
  readonly lineBytesMax: number
  readonly familyBytesMax: number
  readonly labelsMax: number
  /** Most samples of one target; 0 means no limit. */
  readonly samplesMax: number
  /** Most bytes of memory that one target's page may take; 0 means no limit. */
  readonly targetBytesMax: number
}

export interface ScrapeConfig {
  /** Deadline of a page where the client names none. */
  readonly timeoutMs: number
  /** Taken off the client's deadline, so that the answer still arrives in time. */
  readonly offsetMs: number
  readonly followRedirects: 'never' | 'same_origin'
  /** Host names and addresses beside loopback that may be scraped, lower case; `*` stands for every one. */
  readonly allowHosts: readonly string[]
}

/** For an https target. */
export interface TlsConfig {
  /** Instead of the authorities that Node knows. */
  readonly ca?: NamedFile
  /** Certificate and key: both or none. */
  readonly cert?: NamedFile
  readonly key?: NamedFile
  /** The name that the certificate is held against and that is asked for; the URL's host where absent. */
  readonly serverName?: string
  readonly insecureSkipVerify: boolean
}

export interface ServerConfig {
  readonly inflightMax: number
  /** Timeouts: 0 means none. */
  readonly readHeaderTimeoutMs: number
  readonly readTimeoutMs: number
  readonly writeTimeoutMs: number
  readonly idleTimeoutMs: number
  readonly headerBytesMax: number
  /** Absent: plain HTTP. */
  readonly tls?: ServerTlsConfig
  /** Holds the token that clients have to show. */
  readonly bearerTokenFile?: NamedFile
}

export interface ServerTlsConfig {
  readonly cert: NamedFile
  readonly key: NamedFile
  /** Clients have to show a certificate of these authorities. */
  readonly clientCa?: NamedFile
}

/** What the merge decides where there is more than one right page. */
export interface MergePolicies {
  readonly onCollision: 'rename' | 'keep' | 'overwrite' | 'drop_series' | 'fail_target'
  readonly onTypeConflict: 'untyped' | 'first_wins' | 'drop_later'
  readonly created: 'keep' | 'drop'
  readonly targetInfo: 'keep' | 'drop'
  readonly emptyFamilies: 'keep' | 'drop'
  readonly duplicates: 'auto' | 'forward' | 'drop'
}

/** Everything that the merge is told; `limits` is the same object as `Config.limits`. */
export interface MergeConfig extends MergePolicies {
  readonly labelName: string
  readonly limits: LimitsConfig
}
