// The commands of the guard's corpus with their verdicts, and the repository in which they would run.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const GUARD = fileURLToPath(new URL('../fixtures/guard', import.meta.url))

export interface World {
  readonly root: string
  readonly home: string
  readonly branch: string
  readonly defaultBranch: string
  /** Globs. */
  readonly protected: readonly string[]
  readonly branches: readonly string[]
  readonly merged: readonly string[]
  readonly pushed: readonly string[]
  readonly upstream: Readonly<Record<string, string>>
  readonly aliases: Readonly<Record<string, string>>
  readonly worktrees: number
  readonly tracked: readonly string[]
  readonly dirty: readonly string[]
  readonly untracked: readonly string[]
  /** Names, with `*`, that git ignores at any depth. */
  readonly ignored: readonly string[]
  /** Other work trees, all of them changed; absolute. */
  readonly elsewhere: readonly string[]
  /** Absolute. */
  readonly outside: readonly string[]
  readonly scripts: Readonly<Record<string, string>>
  /** Names in archives, by the path of the archive from the root. */
  readonly archives: Readonly<Record<string, readonly string[]>>
}

export interface CorpusRow {
  readonly command: string
  readonly shell?: 'powershell'
  readonly verdict: 'deny' | 'warn' | 'allow'
  readonly class: string
  readonly why: string
  readonly state?: Partial<World>
}

export const WORLD: World = JSON.parse(readFileSync(join(GUARD, 'world.json'), 'utf8')) as World

export const CLASSES: readonly string[] = readdirSync(join(GUARD, 'corpus'))
  .filter((name) => name.endsWith('.jsonl'))
  .map((name) => name.slice(0, -'.jsonl'.length))
  .toSorted()

export const CORPUS: readonly CorpusRow[] = CLASSES.flatMap(rowsOf)

function rowsOf(name: string): readonly CorpusRow[] {
  const lines = readFileSync(join(GUARD, 'corpus', `${name}.jsonl`), 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as CorpusRow)
}
