// The scrubber for this machine: it knows the values of the environment and of the files of variables and credentials.
import { knownSecrets } from '../../handoff/machine/known-secrets.ts'
import { createScrub } from '../../handoff/scrub/create-scrub.ts'
import type { Scrub } from '../../handoff/scrub/scrubbed.ts'
import type { Terminal } from '../terminal.ts'

export function makeScrub(terminal: Pick<Terminal, 'env' | 'home' | 'cwd'>): Scrub {
  return createScrub({ known: knownSecrets(terminal) })
}
