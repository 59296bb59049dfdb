// A complete configuration for a daemon in a test: the defaults of the program with what the test changes.
import type { Config, TargetConfig } from '../../src/config/config.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'

export interface ConfigChanges extends Partial<
  Omit<Config, 'targets' | 'limits' | 'scrape' | 'server' | 'merge'>
> {
  /** Names to URLs, in order. */
  readonly targets: Readonly<Record<string, URL>>
  readonly target?: Partial<TargetConfig>
  readonly limits?: Partial<Config['limits']>
  readonly scrape?: Partial<Config['scrape']>
  readonly server?: Partial<Config['server']>
  readonly merge?: Partial<Config['merge']>
}

const LIMITS: Config['limits'] = {
  bodyBytesMax: 10_485_760,
  ratioMax: 100,
  lineBytesMax: 65_536,
  familyBytesMax: 10_485_760,
  labelsMax: 128,
  samplesMax: 0,
  targetBytesMax: 0,
  pageBytesMax: 0,
}

export function configOf(changes: ConfigChanges): Config {
  const { targets, target, ...rest } = changes
  const limits = { ...LIMITS, ...changes.limits }
  return {
    listen: { host: '127.0.0.1', port: 0 },
    logLevel: 'info',
    formats: ['text', 'openmetrics'],
    cacheTtlMs: 0,
    drainMs: 0,
    allFailed: '503',
    syntheticUp: false,
    ...rest,
    targets: Object.entries(targets).map(([name, url]) => ({
      name,
      url,
      labels: {},
      validation: 'strict',
      fallbackFormat: 'text',
      timeoutMs: 0,
      headers: {},
      tls: { insecureSkipVerify: false },
      limits,
      keepFamilies: [],
      dropFamilies: [],
      dropLabels: [],
      honorTimestamps: true,
      isOptional: false,
      startupGraceMs: 0,
      ...target,
    })),
    limits,
    scrape: {
      timeoutMs: 9_500,
      offsetMs: 500,
      followRedirects: 'never',
      allowHosts: [],
      ...changes.scrape,
    },
    server: {
      inflightMax: 32,
      readHeaderTimeoutMs: 2_000,
      readTimeoutMs: 5_000,
      writeTimeoutMs: 10_000,
      idleTimeoutMs: 60_000,
      headerBytesMax: 16_384,
      ...changes.server,
    },
    merge: { ...DEFAULT_MERGE_OPTIONS, ...changes.merge, limits },
  }
}
