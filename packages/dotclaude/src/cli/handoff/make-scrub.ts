// The scrubber for this machine: it knows the values of the environment and of the files of variables and credentials, of
// the current folder and of the session's own, wherever the command is given.
import type { Digest } from '../../handoff/digest/digest.ts'
import { knownSecrets } from '../../handoff/machine/known-secrets.ts'
import { createScrub } from '../../handoff/scrub/create-scrub.ts'
import type { Scrub } from '../../handoff/scrub/scrubbed.ts'
import type { Terminal } from '../terminal.ts'

export function makeScrub(
  { env, home, cwd }: Pick<Terminal, 'env' | 'home' | 'cwd'>,
  session: Pick<Digest, 'cwd'>,
): Scrub {
  // The raw digest has `~` for the user's folder.
  const worked = session.cwd?.replace(/^~(?=$|[/\\])/, () => home)
  const folders = worked === undefined ? [cwd] : [cwd, worked]
  return createScrub({ known: knownSecrets({ env, home, folders }) })
}
