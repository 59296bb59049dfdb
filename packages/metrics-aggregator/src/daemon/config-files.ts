/** What the files that a configuration names hold, read and judged by whoever starts the daemon or changes its configuration. */
import type { ServerCertificate } from '../http/server.ts'
import type { TlsFiles } from '../scrape/secure-requests.ts'

/** Of one target. */
export interface TargetFiles {
  readonly tls: TlsFiles
  /** The whole value of the header Authorization. */
  readonly authorization?: string
}

export interface ConfigFiles {
  /** By the target's name; absent for those that need none. */
  readonly targets: ReadonlyMap<string, TargetFiles>
  readonly server?: ServerFiles
}

export interface ServerFiles {
  readonly tls?: ServerCertificate
  /** What clients have to show. */
  readonly token?: string
}

export const NO_FILES: ConfigFiles = { targets: new Map() }
