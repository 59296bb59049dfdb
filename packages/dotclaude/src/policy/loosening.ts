// How a change makes the policy looser: files that were protected and no longer are, a gate that only warns, more bots.
import { FACTS_FILE } from './facts-file.ts'
import { CONFIG_FILE, MODES } from './policy.ts'
import type { Policy } from './policy.ts'

export interface Loosening {
  /** The file in which it is done. */
  readonly file: string
  readonly detail: string
}

export interface PolicyChange {
  readonly base: Policy
  readonly head: Policy
  readonly files?: readonly string[]
  readonly changes: readonly { readonly path: string; readonly from?: string }[]
}

const NAMED_MAX = 3

/** Only what the change itself does: a branch that is behind its base loosens nothing. */
export function loosenedBy(change: PolicyChange): readonly Loosening[] {
  const touched = new Set(
    change.changes.flatMap(({ path, from }) => (from === undefined ? [path] : [from, path])),
  )
  return [...looserProtection(change), ...looserSettings(change)].filter(({ file }) => touched.has(file))
}

function looserProtection({ base, head, files = [], changes }: PolicyChange): readonly Loosening[] {
  if (base.protection.kind !== 'known') return []
  const loosening = (detail: string): readonly Loosening[] => [{ file: FACTS_FILE, detail }]
  if (head.protection.kind === 'absent') return loosening('it is removed')
  if (head.protection.kind === 'unusable')
    return loosening(`it can no longer be read (${head.protection.detail})`)
  const was = base.protection.matches
  const is = head.protection.matches
  const known = new Set([...files, ...changes.map(({ path }) => path)])
  const lost = [...known].filter((path) => was(path) && !is(path)).toSorted()
  if (lost.length === 0) return []
  const more = lost.length > NAMED_MAX ? ` and ${lost.length - NAMED_MAX} more` : ''
  return loosening(`${lost.slice(0, NAMED_MAX).join(', ')}${more} would no longer be protected`)
}

function looserSettings({ base, head }: PolicyChange): readonly Loosening[] {
  const details = []
  if (MODES.indexOf(head.mode) < MODES.indexOf(base.mode)) details.push(`coverage.mode becomes ${head.mode}`)
  if (MODES.indexOf(head.sessionMode) < MODES.indexOf(base.sessionMode))
    details.push(`session.mode becomes ${head.sessionMode}`)
  const bots = head.bots.filter((login) => !base.bots.includes(login))
  if (bots.length > 0) details.push(`coverage.bots admits ${bots.join(', ')}`)
  return details.map((detail) => ({ file: CONFIG_FILE, detail }))
}
