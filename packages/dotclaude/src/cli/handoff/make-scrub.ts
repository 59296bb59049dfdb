// The scrubber for this machine.
import type { Scrub } from '../../handoff/scrub/scrubbed.ts'
import type { Terminal } from '../terminal.ts'

export function makeScrub(_terminal: Terminal): Scrub {
  return (value) => ({ value, report: { kinds: [], secretCount: 0 } })
}
