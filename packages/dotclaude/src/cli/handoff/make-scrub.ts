// The scrubber for this machine: it knows the values of the environment and of the files of variables and credentials, of
// the current folder and of the session's own, wherever the command is given.
import { existsSync } from 'node:fs'
import { Failure } from '../../diagnostics/failure.ts'
import type { Digest } from '../../handoff/digest/digest.ts'
import { createPseudonyms } from '../../handoff/digest/pseudonyms.ts'
import type { Pseudonyms } from '../../handoff/digest/pseudonyms.ts'
import { personalOf } from '../../handoff/machine/personal.ts'
import { knownSecrets } from '../../handoff/machine/known-secrets.ts'
import { createScrub } from '../../handoff/scrub/create-scrub.ts'
import type { KnownSecret } from '../../handoff/scrub/repeats.ts'
import type { Scrub } from '../../handoff/scrub/scrubbed.ts'
import { hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
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
    const worked = folderOf(session, home) ?? cwd
    const known = knownIn.get(worked) ?? knownSecrets({ env, home, folders: [...new Set([cwd, worked])] })
    knownIn.set(worked, known)
    return createScrub({ known })
  }
}

/** A name of this machine with a placeholder in it would be another machine's, so one that holds a secret is refused. */
export function refuseSecretName(machine: string, scrub: Scrub): void {
  if (scrub(machine).value === machine) return
  throw new Failure('HANDOFF_SETTING_INVALID', {
    setting: 'machine',
    detail: 'holds what looks like a secret, and would be published',
  })
}

/** With pseudonyms where they were asked for. */
export function publishOptions(
  call: Call,
  { env, home, cwd }: Surroundings,
  session: Session,
): { readonly pseudonyms?: Pseudonyms } {
  if (!hasFlag(call, 'pseudonyms')) return {}
  const worked = folderOf(session, home)
  const folders = worked !== undefined && existsSync(worked) ? [cwd, worked] : [cwd]
  return { pseudonyms: createPseudonyms(personalOf({ env, home, folders })) }
}

/** The raw digest has `~` for the user's folder. */
function folderOf({ cwd }: Session, home: string): string | undefined {
  return cwd?.replace(/^~(?=$|[/\\])/, () => home)
}
