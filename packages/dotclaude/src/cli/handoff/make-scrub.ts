// The scrubber for this machine: it knows the values of the environment and of the files of variables and credentials, of
// the current folder and of the session's own, wherever the command is given.
import type { Digest } from '../../handoff/digest/digest.ts'
import { knownSecrets } from '../../handoff/machine/known-secrets.ts'
import { createScrub } from '../../handoff/scrub/create-scrub.ts'
import type { KnownSecret } from '../../handoff/scrub/repeats.ts'
import type { Scrub } from '../../handoff/scrub/scrubbed.ts'
import type { Terminal } from '../terminal.ts'

type Surroundings = Pick<Terminal, 'env' | 'home' | 'cwd'>
type Session = Pick<Digest, 'cwd'>

export function makeScrub(terminal: Surroundings, session: Session): Scrub {
  return scrubMaker(terminal)(session)
}

/** A new scrubber for each of many sessions; the files around a folder are read once. */
export function scrubMaker({ env, home, cwd }: Surroundings): (session: Session) => Scrub {
  const knownIn = new Map<string, readonly KnownSecret[]>()
  return (session) => {
    // The raw digest has `~` for the user's folder.
    const worked = session.cwd?.replace(/^~(?=$|[/\\])/, () => home) ?? cwd
    const known = knownIn.get(worked) ?? knownSecrets({ env, home, folders: [...new Set([cwd, worked])] })
    knownIn.set(worked, known)
    return createScrub({ known })
  }
}
