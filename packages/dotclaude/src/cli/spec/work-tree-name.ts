// Asks git for the name of the tree that a commit of everything on disk would have. It uses an index of its own in a
// temporary folder, so that nothing is staged; the objects that it writes are unreachable and git collects them.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure } from '../../diagnostics/failure.ts'
import type { Environment } from '../terminal.ts'

/** Evidence is left out: it names the tree, so it cannot be part of it. */
const EVERYTHING = ['.', ':(exclude,glob)docs/specs/*/evidence.json']

export function workTreeName(root: string, env: Environment): string {
  const folder = mkdtempSync(join(tmpdir(), 'dotclaude-index-'))
  const scratch = { ...env, GIT_INDEX_FILE: join(folder, 'index') }
  try {
    git(root, ['add', '--all', '--', ...EVERYTHING], scratch)
    return git(root, ['write-tree'], scratch)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function git(root: string, args: readonly string[], env: Environment): string {
  const { status, stdout, stderr, error } = spawnSync('git', [...args], { cwd: root, env, encoding: 'utf8' })
  if (status === 0) return stdout.trim()
  const detail = error?.message ?? stderr.split('\n', 1)[0] ?? ''
  throw new Failure('ENV_GIT_FAILED', { command: `git ${args[0] ?? ''}`, detail })
}
