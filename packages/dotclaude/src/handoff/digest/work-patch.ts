// The uncommitted change of a work tree as a patch, file by file: staged, unstaged and untracked together. It is made with
// a scratch index and a scratch object store, so that nothing of the repository changes. Files that cannot be looked
// through for secrets do not travel.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyIndex } from '../../repo/copy-index.ts'
import { askGit, commitOf, fieldsOf, runGit } from '../../repo/git.ts'
import type { FilePatch, LeftOutFile, WorkPatch } from './digest.ts'

const FILE_CHARS_MAX = 512 * 1024
const TOTAL_CHARS_MAX = 2 * 1024 * 1024
const DIFF = [
  'diff',
  '--cached',
  '--full-index',
  '--no-renames',
  '--no-ext-diff',
  '--no-textconv',
  '--src-prefix=a/',
  '--dst-prefix=b/',
]

type Environment = Readonly<Record<string, string | undefined>>

/** `undefined` where nothing changed, or where there is no commit to start from. */
export function workPatch(root: string, env: Environment): WorkPatch | undefined {
  const base = commitOf(root, 'HEAD')
  if (base === undefined) return undefined
  const scratch = mkdtempSync(join(tmpdir(), 'dotclaude-handoff-'))
  try {
    return patchFrom(root, base, scratchEnvironment(root, scratch, env))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function scratchEnvironment(root: string, scratch: string, env: Environment): Environment {
  const pathOf = (name: string): string =>
    askGit(root, ['rev-parse', '--path-format=absolute', '--git-path', name]).toString('utf8').trimEnd()
  const index = join(scratch, 'index')
  const objects = join(scratch, 'objects')
  mkdirSync(objects)
  if (existsSync(pathOf('index'))) copyIndex(pathOf('index'), index)
  return {
    ...env,
    GIT_INDEX_FILE: index,
    GIT_OBJECT_DIRECTORY: objects,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: pathOf('objects'),
  }
}

function patchFrom(root: string, base: string, env: Environment): WorkPatch | undefined {
  // A file that cannot be read is not in the patch; what git says of it is of no use to another machine.
  runGit(root, ['-c', 'core.safecrlf=false', 'add', '--all', '--ignore-errors', '--', ':/'], { env })
  const changes = changesIn(askGit(root, [...DIFF, '--raw', '--numstat', '-z', base], { env }))
  const files: FilePatch[] = []
  const leftOut: LeftOutFile[] = []
  let chars = 0
  for (const { path, reason } of changes) {
    if (reason !== undefined) {
      leftOut.push({ path, reason })
      continue
    }
    const text = askGit(root, ['--literal-pathspecs', ...DIFF, base, '--', path], { env }).toString('utf8')
    chars += text.length
    if (text.length > FILE_CHARS_MAX || chars > TOTAL_CHARS_MAX || text.includes('\ufffd'))
      leftOut.push({ path, reason: text.includes('\ufffd') ? 'binary' : 'too-large' })
    else files.push({ path, text })
  }
  return changes.length === 0 ? undefined : { base, files, leftOut }
}

interface Change {
  readonly path: string
  readonly reason?: LeftOutFile['reason']
}

/** `:100644 100755 old new M` and the path, then `added removed path`; of a binary file both counts are dashes. */
function changesIn(stdout: Buffer): readonly Change[] {
  const fields = fieldsOf(stdout)
  const binary = new Set(fields.flatMap((field) => /^-\t-\t(.+)$/s.exec(field)?.[1] ?? []))
  return fields.flatMap((field, index): readonly Change[] => {
    const modes = /^:(\d+) (\d+) \w+ \w+ [A-Z]$/.exec(field)
    const path = modes === null ? undefined : fields[index + 1]
    if (modes === null || path === undefined) return []
    const isLink = [modes[1], modes[2]].some((mode) => mode === '120000' || mode === '160000')
    if (isLink) return [{ path, reason: 'link' }]
    return [binary.has(path) ? { path, reason: 'binary' } : { path }]
  })
}
