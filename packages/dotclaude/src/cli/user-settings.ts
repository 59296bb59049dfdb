// The user's own `~/.claude` as a snapshot of the few files that settings are about: the folder also holds every session,
// which nobody wants listed.
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { makeSnapshot } from '../repo/snapshot.ts'
import type { Snapshot } from '../repo/snapshot.ts'

const FILES = ['settings.json', 'settings.local.json', 'CLAUDE.md', 'plugins/installed_plugins.json']

/** `undefined` where the user has no such folder. */
export function openUserSettings(home: string): Snapshot | undefined {
  const folder = join(home, '.claude')
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined
  const root = realpathSync(folder)
  const files = FILES.filter(
    (file) => statSync(join(root, file), { throwIfNoEntry: false })?.isFile() === true,
  )
  // Links are followed here: this is the user's own folder, and bootstrap links into it.
  return makeSnapshot({
    root,
    files,
    read: (path) => (files.includes(path) ? readFileSync(join(root, path)) : undefined),
  })
}
