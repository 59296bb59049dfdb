// The scrubber for this machine.
import { createScrub } from '../../handoff/scrub/create-scrub.ts'
import type { Scrub } from '../../handoff/scrub/scrubbed.ts'
import type { Terminal } from '../terminal.ts'

export function makeScrub(_terminal: Pick<Terminal, 'env' | 'home' | 'cwd'>): Scrub {
  return createScrub()
}
