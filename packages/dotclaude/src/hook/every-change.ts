// What differs from a commit, also where git was told to look away: files marked as unchanged, or as not checked out, are looked
// at like all others, by a copy of the index that has no such marks.
import { lstatSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytesOf, nameOf, placeOf, rawFields } from '../guard-store/path-bytes.ts'
import { plumbingAt } from '../guard-store/plumbing.ts'
import type { Plumbing } from '../guard-store/plumbing.ts'
import { indexPath } from '../guard-store/saved-work-tree.ts'
import { changedSince } from '../repo/changes.ts'
import type { Change } from '../repo/changes.ts'
import { copyIndex } from '../repo/copy-index.ts'
import type { Host } from './host.ts'

export function everyChange(root: string, before: string, env: Host['env']): readonly Change[] {
  const git = plumbingAt(root, env)
  const hidden = hiddenFiles(git)
  if (hidden.length === 0) return changedSince(root, before)
  const scratch = mkdtempSync(join(tmpdir(), 'dotclaude-hook-'))
  try {
    const index = join(scratch, 'index')
    copyIndex(indexPath(git), index)
    const input = Buffer.concat(hidden.flatMap((path) => [bytesOf(path), Buffer.alloc(1)]))
    const own = git.with(index)
    for (const mark of ['--no-assume-unchanged', '--no-skip-worktree'])
      own.ask(['update-index', mark, '-z', '--stdin'], { ...AS_TOLD, input })
    return changedSince(root, before, { ...AS_TOLD, env: { ...env, GIT_INDEX_FILE: index } })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** A sparse work tree would set the marks again. */
const AS_TOLD: { readonly settings: readonly string[] } = { settings: ['core.sparseCheckout=false'] }

/** Marked, and there all the same: what is not there was left out on purpose. */
function hiddenFiles(git: Plumbing): readonly string[] {
  return rawFields(git.ask(['ls-files', '-v', '-z'])).flatMap((field) => {
    if (!/^[Sa-z] /.test(field.toString('latin1', 0, 2))) return []
    const path = nameOf(field.subarray(2))
    return lstatSync(placeOf(git.root, path), { throwIfNoEntry: false }) === undefined ? [] : [path]
  })
}
