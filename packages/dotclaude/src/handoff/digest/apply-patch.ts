// Applies the uncommitted change of a handoff to a work tree, three-way, so that it also fits where the tree went on
// meanwhile. The patch may come from anyone: it changes only the files that it names, and nothing but plain files inside
// the work tree. Either all of it is applied, perhaps with conflicts that git marks, or nothing is.
import { Failure } from '../../diagnostics/failure.ts'
import { commitOf, fieldsOf, runGit } from '../../repo/git.ts'
import type { FilePatch, WorkPatch } from './digest.ts'

export interface AppliedPatch {
  readonly paths: readonly string[]
  /** Files in which git marked what clashes. */
  readonly conflicts: readonly string[]
}

export function applyPatch(root: string, patch: WorkPatch): AppliedPatch {
  for (const file of patch.files) refuseUnsafe(file)
  const paths = patch.files.map(({ path }) => path)
  if (paths.length === 0) return { paths, conflicts: [] }
  const input = patch.files.map(({ text }) => (text.endsWith('\n') ? text : `${text}\n`)).join('')
  // A tree that was copied or checked out by another program looks changed to git until it compares.
  runGit(root, ['update-index', '-q', '--refresh'])
  const run = runGit(root, ['apply', '--3way', '--whitespace=nowarn', '-'], { input })
  const conflicts = run.ok ? [] : unmerged(root, paths)
  if (run.ok || conflicts.length > 0) return { paths, conflicts }
  const hasBase = commitOf(root, patch.base) !== undefined
  const detail = run.stderr
    .replaceAll(/^error: /gm, '')
    .split('\n')
    .slice(0, 3)
    .join('; ')
  throw new Failure('SESSION_PATCH_REFUSED', {
    detail: hasBase ? detail : `the commit ${patch.base.slice(0, 12)} is not in this clone; ${detail}`,
  })
}

function unmerged(root: string, paths: readonly string[]): readonly string[] {
  const run = runGit(root, [
    '--literal-pathspecs',
    'diff',
    '--name-only',
    '--diff-filter=U',
    '-z',
    '--',
    ...paths,
  ])
  return run.ok ? fieldsOf(run.stdout) : []
}

const HEADERS = /^(?:diff --git |index |--- |\+\+\+ |old mode |new mode |new file mode |deleted file mode )/

function refuseUnsafe({ path, text }: FilePatch): void {
  const detail = unsafePath(path) ?? unsafeText(path, text)
  if (detail !== undefined) throw new Failure('SESSION_PATCH_REFUSED', { detail: `${path} ${detail}` })
}

function unsafePath(path: string): string | undefined {
  const parts = path.split(/[/\\]/)
  const isInside = !/^([/\\~]|[a-z]:)/i.test(path) && !parts.includes('..') && !path.includes('\0')
  if (!isInside) return 'lies outside of the work tree'
  return parts.some((part) => /^\.git[\s.]*$|^git~\d/i.test(part)) ? 'belongs to git itself' : undefined
}

/** Only headers before the first hunk name files; what is in a hunk is text. */
function unsafeText(path: string, text: string): string | undefined {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.startsWith('@@ '))
  const head = (at < 0 ? lines : lines.slice(0, at)).filter((line) => line !== '')
  if (head.filter((line) => line.startsWith('diff --git ')).length !== 1)
    return 'is not the patch of one file'
  if (at >= 0 && lines.slice(at).some((line) => line.startsWith('diff --git ')))
    return 'is not the patch of one file'
  if (!head.every((line) => HEADERS.test(line))) return 'is changed in a way that is not applied'
  if (head.some((line) => /\b(?:120000|160000)$/.test(line))) return 'is a link or a repository of its own'
  const names = head.filter((line) => /^(?:---|\+\+\+) /.test(line)).map(nameIn)
  const isOwn = names.every((name) => name === undefined || name === path)
  return isOwn && (names.length > 0 || head[0]?.endsWith(` b/${path}`)) ? undefined : 'names another file'
}

/** `/dev/null` is no file. Git quotes unusual names. */
function nameIn(line: string): string | undefined {
  const name = line.replace(/^(?:---|\+\+\+) /, '').replace(/\t$/, '')
  if (name === '/dev/null') return undefined
  const plain = name.startsWith('"') ? unquoted(name) : name
  return plain.replace(/^[ab]\//, '')
}

/** Escapes stand for bytes, and so do the characters beside them. */
function unquoted(name: string): string {
  const bytes = Buffer.from(name.slice(1, -1), 'utf8')
    .toString('latin1')
    .replaceAll(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, letter: string | undefined) =>
      octal === undefined
        ? (ESCAPES[letter ?? ''] ?? letter ?? '')
        : String.fromCharCode(Number.parseInt(octal, 8)),
    )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}
