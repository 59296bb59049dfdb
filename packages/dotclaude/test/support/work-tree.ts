// A work tree as it lies on the disk, byte for byte, and what belongs to its user besides; and the one way in which saving is
// proved: save it, ruin it, bring it back, and find everything as it was.
import { execFileSync } from 'node:child_process'
import { lstatSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gitEnvironment } from 'testkit/git-repository'
import { expect } from 'vitest'
import { restoreWorkTree } from '../../src/guard-store/restore-work-tree.ts'
import type { Restored } from '../../src/guard-store/restore-work-tree.ts'
import { plumbingAt } from '../../src/guard-store/plumbing.ts'
import { saveWorkTree } from '../../src/guard-store/save-work-tree.ts'
import { savedWorkTrees } from '../../src/guard-store/saved-work-tree.ts'
import type { SavedWorkTree } from '../../src/guard-store/saved-work-tree.ts'

export const ENV: Readonly<Record<string, string>> = gitEnvironment()
export const NOW: Date = new Date(Date.UTC(2026, 0, 2))
export const LATER: Date = new Date(Date.UTC(2026, 0, 3))

export interface Ground {
  readonly root: string
  readonly git: (...args: readonly string[]) => string
}

export function groundAt(root: string): Ground {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'protocol.file.allow=always', ...args], {
      cwd: root,
      env: ENV,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  return { root, git }
}

export const put = (root: string, path: string, text: string): void => writeFileSync(join(root, path), text)

export const savedIn = (root: string): readonly SavedWorkTree[] => savedWorkTrees(plumbingAt(root, ENV))

const SLASH = Buffer.from('/')

/** Path, by its bytes, to what lies there: kind, permission bits, bytes. Folders count by what is in them. */
export function listing(root: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  const walk = (folder: Buffer, prefix: string): void => {
    for (const name of readdirSync(folder, { encoding: 'buffer' })) {
      const place = Buffer.concat([folder, SLASH, name])
      const path = prefix + name.toString('latin1')
      const stats = lstatSync(place)
      if (name.toString() === '.git') continue
      if (stats.isDirectory()) walk(place, `${path}/`)
      else if (stats.isSymbolicLink()) found[path] = `link ${readlinkSync(place)}`
      else found[path] = `${(stats.mode & 0o777).toString(8)} ${readFileSync(place).toString('base64')}`
    }
  }
  walk(Buffer.from(root), '')
  return found
}

const indexOf = ({ git }: Ground): string =>
  git('ls-files', '--stage', '-v', '--debug').replaceAll(/^ {2}.*\n/gm, '') + git('ls-files', '-t')

function belongings({ root, git }: Ground): object {
  return {
    stash: git('stash', 'list', '--format=%H'),
    refs: git('for-each-ref', '--format=%(refname) %(objectname)').replaceAll(
      /^refs\/dotclaude\/.*\n?/gm,
      '',
    ),
    reflog: git('reflog', 'show', '--all', '--format=%H %gd').replaceAll(/^.*refs\/dotclaude\/.*\n?/gm, ''),
    head: readFileSync(join(gitFolder({ root, git }), 'HEAD'), 'utf8'),
    config: readFileSync(resolve(root, git('rev-parse', '--git-common-dir').trim(), 'config'), 'utf8'),
  }
}

export function gitFolder({ git }: Ground): string {
  return git('rev-parse', '--absolute-git-dir').trim()
}

/** What was there before is there again; what came since may have stayed. */
export function saveRuinRestore(ground: Ground, ruin: ((ground: Ground) => void) | undefined): Restored {
  const { root } = ground
  const before = listing(root)
  const index = indexOf(ground)
  const own = belongings(ground)
  const indexBytes = readFileSync(join(gitFolder(ground), 'index'))
  const saved = saveWorkTree(root, { command: 'ruin', now: NOW, env: ENV })
  if (saved === undefined) throw new Error('nothing was saved')
  expect(listing(root), 'saving changes no file').toEqual(before)
  expect(readFileSync(join(gitFolder(ground), 'index')), 'saving leaves the index').toEqual(indexBytes)
  expect(belongings(ground), 'saving leaves all else').toEqual(own)
  try {
    ruin?.(ground)
  } catch {
    // git may refuse, and then there is less to bring back.
  }
  const ruined = belongings(ground)
  const restored = restoreWorkTree(root, saved, { now: LATER, env: ENV })
  expect(restored.lost).toEqual([])
  expect(listing(root)).toMatchObject(before)
  expect(indexOf(ground)).toBe(index)
  expect(belongings(ground), 'restoring leaves all else').toEqual(ruined)
  return restored
}
