// Whether a handoff may take the place of one that is stored. One session never replaces another, and what another
// machine pushed is not replaced unasked: nothing here can tell which of the two went on longer. Pure.
import type { HandoffMetadata } from '../handoff.ts'

type Owner = Pick<HandoffMetadata, 'session_id' | 'hostname' | 'cli'>

/** Why the stored one stays, or `undefined` where it may be replaced. */
export function collisionWith(
  key: string,
  mine: Owner,
  stored: HandoffMetadata | undefined,
): string | undefined {
  if (stored === undefined) return `short-id collision on ${key}: existing branch has no provable owner`
  if (stored.session_id !== mine.session_id || stored.cli !== mine.cli)
    return `short-id collision on ${key}: local-session=${mine.session_id} remote-session=${stored.session_id}`
  if (stored.hostname === mine.hostname) return undefined
  const when = stored.created_at === '' ? '' : ` at ${stored.created_at}`
  return `${key} was pushed from another machine, ${stored.hostname || 'unnamed'}${when}`
}
