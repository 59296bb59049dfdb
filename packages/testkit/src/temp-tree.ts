// A folder of files for one test, made from an object and removed afterwards. Paths use forward slashes and may not
// leave the tree.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

export interface TempTree {
  /** The real path: where the temporary folder is a link, programs would print another path than the test expects. */
  readonly root: string
  /** Adds files or replaces them. */
  readonly write: (files: TreeFiles) => void
  readonly remove: () => void
}

export type TreeFiles = Readonly<Record<string, string | Uint8Array>>

function writeFiles(root: string, files: TreeFiles): void {
  for (const [path, contents] of Object.entries(files)) {
    const file = join(root, path)
    if (relative(root, file).startsWith('..')) throw new Error(`${path} leaves the tree`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, contents)
  }
}

/** The caller removes it, usually with `onTestFinished(tree.remove)`. */
export function makeTempTree(files: TreeFiles = {}): TempTree {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tree-')))
  writeFiles(root, files)
  return {
    root,
    write: (more) => writeFiles(root, more),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
