// Which files of the work tree git would write: those that its words name, those of a patch, and those that differ from a
// commit whose content is taken. What comes back from the index or from a stash is seen when it is there.
import { isUnknown, withoutGlobs } from '../../read/marks.ts'
import { splitGit } from '../../read/git-words.ts'
import { resolvePath } from '../../read/paths.ts'
import type { Run } from '../../read/run.ts'
import type { RepositoryState } from '../../guard-context.ts'
import { fileWrite, unknownWrites } from './file-write.ts'
import type { FileWrite, Manner } from './file-write.ts'
import { splitWords } from './operands.ts'
import type { Words } from './operands.ts'
import { patchedFiles } from './patches.ts'

const TREE_VERBS =
  /^(?:switch|merge|rebase|pull|reset|stash|cherry-pick|revert|clean|read-tree|checkout-index|submodule|sparse-checkout|bisect)$/

export function gitWrites(run: Run, state: RepositoryState): readonly FileWrite[] {
  const words = splitGit(run.args, run.folder)
  const { verb = '', args } = words
  const inner = { ...run, folder: words.folder, args }
  const manner = { by: `git ${verb}`, isReplaced: false }
  if (verb === 'apply' || verb === 'am')
    return args.some((arg) => /^--(?:check|stat|numstat|summary|abort|quit|skip)$/.test(arg))
      ? []
      : patched(inner, state, manner)
  if (PRINTS.test(verb)) return printed(inner, manner)
  const outputs = outputsOfGit(inner, verb)
  if (outputs.length > 0) return outputs
  if (verb === 'rm')
    return splitWords(args).operands.map((path) => fileWrite(inner, path, { ...manner, isTree: true }))
  if (verb === 'mv') return splitWords(args).operands.map((path) => fileWrite(inner, path, manner))
  if (verb === 'checkout' || verb === 'restore') return takenFrom(inner, verb, state)
  if (!TREE_VERBS.test(verb) || /^(?:list|show|push|-c)$/.test(args[0] ?? '')) return []
  return [unknownWrites(manner)]
}

const PRINTS = /^(?:archive|bundle|diff|diff-tree|log|show|fast-export)$/

/** What they say can go to a file instead of the output. */
function printed(run: Run, manner: Manner): readonly FileWrite[] {
  const [verb, name] = run.args
  const { values } = splitWords(run.args, '--output -o --export-marks')
  const paths = [
    values.get('--output'),
    values.get('--export-marks'),
    manner.by.endsWith('archive') ? values.get('-o') : undefined,
    manner.by.endsWith('bundle') && verb === 'create' ? name : undefined,
  ]
  return paths
    .filter((path) => path !== undefined)
    .map((path) => fileWrite(run, path, { by: manner.by, isReplaced: true }))
}

const MADE: Readonly<Record<string, string>> = {
  'checkout-index': '--prefix',
  config: '-f --file',
  'format-patch': '-o --output-directory',
}

/** What git is told to write, and files that it is told to look away from. */
function outputsOfGit(run: Run, verb: string): readonly FileWrite[] {
  const manner = { by: `git ${verb}`, isReplaced: false }
  const values = Object.hasOwn(MADE, verb) ? MADE[verb] : undefined
  const words = splitWords(run.args, values ?? '-b -B --reason')
  const files = values === undefined ? changedFiles(verb, words) : [...words.values.values()]
  return [
    ...files.map((path) => fileWrite(run, path, manner)),
    ...newFolder(verb, words).map((path) => fileWrite(run, path, { ...manner, isTree: true })),
  ]
}

function changedFiles(verb: string, { operands, options }: Words): readonly string[] {
  if (verb === 'merge-file') return operands.slice(0, 1)
  const isHidden = options.some((option) =>
    /^--(?:assume-unchanged|skip-worktree|force-remove)$/.test(option),
  )
  return verb === 'update-index' && isHidden ? operands : []
}

function newFolder(verb: string, { operands }: Words): readonly string[] {
  if (verb === 'clone') return operands.slice(1, 2)
  if (operands[0] !== 'add') return []
  return verb === 'worktree' ? operands.slice(1, 2) : verb === 'submodule' ? operands.slice(2, 3) : []
}

/** The files that a patch names; one that cannot be read may be about any. */
export function patched(run: Run, state: RepositoryState, manner: Manner): readonly FileWrite[] {
  const files = patchedFiles(run, state)
  return files === undefined
    ? [unknownWrites(manner)]
    : files.map((path) => ({
        path,
        isTree: false,
        certainty: 'certain',
        by: manner.by,
        isReplaced: manner.isReplaced,
      }))
}

/** From another commit come the files that differ there; from the index comes nothing that a commit would show. */
function takenFrom(run: Run, verb: 'checkout' | 'restore', state: RepositoryState): readonly FileWrite[] {
  const manner = { by: `git ${verb}`, isReplaced: false, isTree: true }
  const { revision, paths } = sourceOf(run, verb, state)
  if (revision === undefined || paths.length === 0) return [unknownWrites(manner)]
  return paths.flatMap((path) => {
    const full = isUnknown(path) ? undefined : resolvePath(run.folder, withoutGlobs(path))
    const names =
      full === undefined || isUnknown(revision) ? undefined : state.filesUnlike(withoutGlobs(revision), full)
    return names === undefined
      ? [fileWrite(run, path, manner)]
      : names.map((name) => fileWrite(run, name, { ...manner, isTree: false }))
  })
}

interface Source {
  readonly revision: string | undefined
  readonly paths: readonly string[]
}

function sourceOf({ args, folder }: Run, verb: 'checkout' | 'restore', state: RepositoryState): Source {
  const words = splitWords(args, '-s --source -b -B --conflict --pathspec-from-file')
  if (verb === 'restore')
    return { revision: words.values.get('-s') ?? words.values.get('--source'), paths: words.operands }
  const dashes = args.indexOf('--')
  const [first, ...rest] = words.operands
  const isPath =
    first !== undefined && dashes === -1 && state.exists(resolvePath(folder, withoutGlobs(first)) ?? first)
  const behind = dashes === -1 ? rest : args.slice(dashes + 1)
  // `checkout -- a b` and `checkout a b` take from the index.
  if (isPath || words.operands.length === behind.length) return { revision: undefined, paths: behind }
  return { revision: first, paths: behind }
}
