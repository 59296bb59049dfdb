/** Facts about each option of a target: what the page says of a target that has it, and of the same one without it. */
import { gzipSync } from 'node:zlib'
import { encodeFamilies } from '../../support/protobuf.ts'
import { onSocket, saying, secure, silentToFirst } from './targets.ts'
import type { StartTarget } from './targets.ts'

type Options = Readonly<Record<string, unknown>>

/** What can be seen of a target. */
interface Seen {
  /** Its samples on the page. */
  readonly samples: readonly string[]
  /** Why it failed, if it did. */
  readonly reason?: string
  /** `metrics_aggregator_scrape_expected`, 1 where nothing is said. */
  readonly expected?: string
  /** The header that the row is about. */
  readonly sent?: string
}

export interface Row {
  /** As the table of the documentation calls it. */
  readonly option: string
  /** `DIR` in values is the folder of the files. */
  readonly with: Options
  /** Where it is not simply left out. */
  readonly without?: Options
  readonly target: StartTarget
  readonly header?: string
  readonly seen: Seen
  readonly seenWithout: Seen
}

export const FILES: Readonly<Record<string, string>> = { token: 'sesame\n', password: 'pass word\n' }

const ONE: Seen = { samples: ['a 1'] }
const failing = (reason: string): Seen => ({ samples: [], reason })
const both = (one: Options, other: Options): Options => ({ ...one, ...other })
const TRUSTED = { ca_file: 'DIR/ca.pem' }
const CERTIFIED = { cert_file: 'DIR/cert.pem', key_file: 'DIR/key.pem' }
const GAUGE = { name: 'a', type: 'GAUGE', metric: [{ gauge: { value: 1 } }] }
/** More than a mebibyte, below which a body may grow as it likes. */
const COMPRESSIBLE = `a 1\n${Array.from({ length: 200_000 }, (_, line) => `# ${line}\n`).join('')}`
const BASIC = Buffer.from('me:pass word').toString('base64')

export const ROWS: readonly Row[] = [
  {
    option: 'url',
    with: { url: 'unix:DIR/app.sock:/metrics' },
    target: onSocket('a 1\n', saying('a 2\n')),
    seen: ONE,
    seenWithout: { samples: ['a 2'] },
  },
  {
    option: 'labels',
    with: { labels: { tier: 'front' } },
    target: saying('a 1\n'),
    seen: { samples: ['a{tier="front"} 1'] },
    seenWithout: ONE,
  },
  {
    option: 'timeout',
    with: { timeout: '100ms' },
    target: silentToFirst('a 1\n'),
    seen: failing('timeout'),
    seenWithout: ONE,
  },
  {
    option: 'fallback_format',
    with: { fallback_format: 'protobuf' },
    target: saying(encodeFamilies([GAUGE]), {}),
    seen: ONE,
    seenWithout: failing('parse'),
  },
  {
    option: 'validation',
    with: { validation: 'lenient' },
    target: saying('a 1\nb x\n'),
    seen: ONE,
    seenWithout: failing('parse'),
  },
  {
    option: 'honor_timestamps',
    with: { honor_timestamps: false },
    target: saying('a 1 99\n'),
    seen: ONE,
    seenWithout: { samples: ['a 1 99'] },
  },
  {
    option: 'optional',
    with: { optional: true },
    target: saying('no', {}, '500 No'),
    seen: { ...failing('http_status'), expected: '0' },
    seenWithout: failing('http_status'),
  },
  {
    option: 'startup_grace',
    with: { startup_grace: '1h' },
    target: saying('no', {}, '500 No'),
    seen: { ...failing('http_status'), expected: '0' },
    seenWithout: failing('http_status'),
  },
  {
    option: 'keep_families',
    with: { keep_families: ['a*'] },
    target: saying('a 1\nb 2\n'),
    seen: ONE,
    seenWithout: { samples: ['a 1', 'b 2'] },
  },
  {
    option: 'drop_families',
    with: { drop_families: ['go_*'] },
    target: saying('a 1\ngo_gc 2\n'),
    seen: ONE,
    seenWithout: { samples: ['a 1', 'go_gc 2'] },
  },
  {
    option: 'drop_labels',
    with: { drop_labels: ['pod'] },
    target: saying('a{pod="x",path="/"} 1\n'),
    seen: { samples: ['a{path="/"} 1'] },
    seenWithout: { samples: ['a{pod="x",path="/"} 1'] },
  },
  {
    option: 'headers',
    with: { headers: { 'X-Scope': 'shop' } },
    target: saying('a 1\n'),
    header: 'X-Scope',
    seen: { ...ONE, sent: 'shop' },
    seenWithout: ONE,
  },
  {
    option: 'bearer_token_file',
    with: { bearer_token_file: 'DIR/token' },
    target: saying('a 1\n'),
    header: 'Authorization',
    seen: { ...ONE, sent: 'Bearer sesame' },
    seenWithout: ONE,
  },
  ...['basic_auth.username', 'basic_auth.password_file'].map((option) => ({
    option,
    with: { basic_auth: { username: 'me', password_file: 'DIR/password' } },
    target: saying('a 1\n'),
    header: 'Authorization',
    seen: { ...ONE, sent: `Basic ${BASIC}` },
    seenWithout: ONE,
  })),
  { option: 'tls.ca_file', with: { tls: TRUSTED }, target: secure(), seen: ONE, seenWithout: failing('tls') },
  ...['tls.cert_file', 'tls.key_file'].map((option) => ({
    option,
    with: { tls: both(TRUSTED, CERTIFIED) },
    without: { tls: TRUSTED },
    target: secure({ isMutual: true }),
    seen: ONE,
    seenWithout: failing('tls'),
  })),
  {
    option: 'tls.server_name',
    with: { tls: both(TRUSTED, { server_name: 'api.internal' }) },
    without: { tls: TRUSTED },
    target: secure({ names: 'DNS:api.internal' }),
    seen: ONE,
    seenWithout: failing('tls'),
  },
  {
    option: 'tls.insecure_skip_verify',
    with: { tls: { insecure_skip_verify: true } },
    target: secure(),
    seen: ONE,
    seenWithout: failing('tls'),
  },
  {
    option: 'limits.body_bytes_max',
    with: { limits: { body_bytes_max: 3 } },
    target: saying('a 1\n'),
    seen: failing('too_large'),
    seenWithout: ONE,
  },
  {
    option: 'limits.ratio_max',
    with: { limits: { ratio_max: 2 } },
    target: saying(gzipSync(COMPRESSIBLE), { 'Content-Encoding': 'gzip' }),
    seen: failing('too_large'),
    seenWithout: ONE,
  },
  {
    option: 'limits.line_bytes_max',
    with: { limits: { line_bytes_max: 64 } },
    target: saying(`a 1\n# ${'long '.repeat(20)}\n`),
    seen: failing('line_too_long'),
    seenWithout: ONE,
  },
  {
    option: 'limits.labels_max',
    with: { limits: { labels_max: 1 } },
    target: saying('a{b="1",c="2"} 1\n'),
    seen: failing('parse'),
    seenWithout: { samples: ['a{b="1",c="2"} 1'] },
  },
  {
    option: 'limits.samples_max',
    with: { limits: { samples_max: 1 } },
    target: saying('a 1\nb 2\n'),
    seen: failing('too_many_samples'),
    seenWithout: { samples: ['a 1', 'b 2'] },
  },
]
