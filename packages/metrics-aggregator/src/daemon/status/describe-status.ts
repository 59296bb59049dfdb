/** The status document: the configuration in force beside what was recorded of its targets. */
import type { Config } from '../../config/config.ts'
import { showUrl } from '../../config/show-url.ts'
import type { StatusDocument } from '../../http/status/status-document.ts'
import type { ListenerState } from '../discovery/discovery.ts'
import type { StatusRecord } from './status-record.ts'

export interface StatusParts {
  readonly targets: Config['targets']
  readonly record: StatusRecord
  readonly listeners: readonly ListenerState[]
  readonly release: string
}

export function describeStatus({ targets, record, listeners, release }: StatusParts): StatusDocument {
  const { time, startTime, configuration, conflicts, families } = record.look()
  return {
    version: 1,
    release,
    time,
    startTime,
    configuration,
    targets: targets.map(({ name, url }) => ({ name, url: showUrl(url), ...record.historyOf(name).show() })),
    conflicts,
    families,
    listeners: listeners.map(({ port, host, state, code = null }) => ({ port, host, state, code })),
  }
}
