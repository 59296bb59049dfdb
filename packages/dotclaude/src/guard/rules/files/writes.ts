// Which files a program would write, replace or move away: for the rule about overwriting, and for the policy of the
// session, which asks whether a spec covers them.
import { isUnknown, withoutGlobs } from '../../read/marks.ts'
import { baseOf, resolvePath } from '../../read/paths.ts'
import type { Run } from '../../read/run.ts'
import type { RepositoryState } from '../../guard-context.ts'
import { editsOf } from './edits.ts'
import { extractionWrites, moduleExtraction } from './extractions.ts'
import { fileWrite } from './file-write.ts'
import type { FileWrite, Manner } from './file-write.ts'
import { gitWrites, patched } from './git-writes.ts'
import { awkWrites, codeWrites, sedWrites } from './in-place.ts'
import { hasOption, splitWords } from './operands.ts'
import type { Words } from './operands.ts'
import { outputsOf } from './outputs.ts'

type Writer = (run: Run, state: RepositoryState) => readonly FileWrite[]

/** Patches and branches change files that their words do not name. */
export function writesOf(run: Run, state: RepositoryState): readonly FileWrite[] {
  if (run.isElsewhere) return []
  return [...producedBy(run, state), ...editsOf(run, state)]
}

function producedBy(run: Run, state: RepositoryState): readonly FileWrite[] {
  const own = Object.hasOwn(WRITERS, run.program) ? WRITERS[run.program] : undefined
  if (own !== undefined) return own(run, state)
  return /^python[\d.]*$/.test(run.program) ? moduleWrites(run, state) : outputsOf(run)
}

const WRITERS: Readonly<Record<string, Writer>> = {
  tee: (run) => {
    const words = splitWords(run.args)
    return words.operands.map((path) =>
      fileWrite(run, path, { by: 'tee', isReplaced: !hasOption(words, 'a', '--append') }),
    )
  },
  find: (run) => foundLists(run),
  gfind: (run) => foundLists(run),
  bfs: (run) => foundLists(run),
  fallocate: (run) =>
    run.args.some((arg) => /^(?:-[pczi]|--(?:punch|collapse|zero|insert))/.test(arg))
      ? splitWords(run.args, '-o -l --offset --length').operands.map((path) =>
          fileWrite(run, path, { by: 'fallocate', isReplaced: true }),
        )
      : [],
  sponge: (run) => operandsOf(run, 'sponge', true),
  truncate: (run) =>
    splitWords(run.args, '-s --size -r --reference').operands.map((path) =>
      fileWrite(run, path, { by: 'truncate', isReplaced: true }),
    ),
  touch: (run) =>
    splitWords(run.args, '-d -t -r --date --reference').operands.map((path) =>
      fileWrite(run, path, { by: 'touch', isReplaced: false }),
    ),
  cp: copies,
  install: copies,
  mv: (run, state) => [
    ...sourcesOf(run).map((source) => fileWrite(run, source, { by: 'mv', isReplaced: false })),
    ...copies(run, state),
  ],
  ln: copies,
  scp: received,
  docker: receivedByVerb,
  podman: receivedByVerb,
  nerdctl: receivedByVerb,
  kubectl: receivedByVerb,
  oc: receivedByVerb,
  aws: (run, state) => receivedBehind(run, state, /^s3 (?:cp|mv) /),
  gsutil: (run, state) => receivedBehind(run, state, /^(?:-m )?(?:cp|mv) /),
  gcloud: (run, state) => receivedBehind(run, state, /^(?:storage|compute) (?:cp|mv|scp) /),
  gunzip: unpackedOver,
  unxz: unpackedOver,
  bunzip2: unpackedOver,
  unzstd: unpackedOver,
  gzip: compressed,
  xz: compressed,
  bzip2: compressed,
  zstd: compressed,
  lz4: compressed,
  brotli: compressed,
  '7z': extractionWrites,
  '7za': extractionWrites,
  '7zr': extractionWrites,
  '7zz': extractionWrites,
  rsync: (run, state) => copies(run, state).map((one) => ({ ...one, isTree: true, isReplaced: false })),
  dd: (run) =>
    run.args
      .filter((arg) => arg.startsWith('of='))
      .map((arg) => fileWrite(run, arg.slice(3), { by: 'dd', isReplaced: true })),
  sed: sedWrites,
  gsed: sedWrites,
  perl: codeWrites,
  ruby: codeWrites,
  awk: awkWrites,
  gawk: awkWrites,
  mawk: awkWrites,
  // What it sorts into itself stays, in another order.
  sort: (run) =>
    optionPaths(run, 'sort', ['-o', '--output']).map((one) => ({
      ...one,
      isReplaced: !splitWords(run.args, '-o --output -k -t -S -T').operands.some(
        (path) => one.path === resolvePath(run.folder, withoutGlobs(path)),
      ),
    })),
  yq: queried,
  ed: (run) => operandsOf(run, 'ed', false),
  gh: (run) => (run.args.includes('--clobber') ? optionPaths(run, 'gh', ['-O', '--output']) : []),
  patch: (run, state) =>
    run.args.includes('--dry-run') ? [] : [...patched(run, state, patching(run)), ...outputsOf(run)],
  apply_patch: (run, state) => patched(run, state, patching(run)),
  applypatch: (run, state) => patched(run, state, patching(run)),
  tar: tarWrites,
  bsdtar: tarWrites,
  unzip: extractionWrites,
  cpio: extractionWrites,
  pax: extractionWrites,
  jar: extractionWrites,
  rm: deleted,
  rimraf: deleted,
  unlink: deleted,
  shred: deleted,
  git: gitWrites,
}

/** `python -m MODULE`: archives that are unpacked, and the file that a formatter writes. */
function moduleWrites(run: Run, state: RepositoryState): readonly FileWrite[] {
  const at = run.args.indexOf('-m')
  const inner = { ...run, args: run.args.slice(at + 2) }
  const name = at === -1 ? '' : (run.args[at + 1] ?? '')
  if (/^(?:zipfile|tarfile)$/.test(name)) return moduleExtraction(inner, state)
  const [source, target] = splitWords(inner.args, '--indent').operands
  return name === 'json.tool' && target !== undefined && target !== source
    ? [fileWrite(inner, target, { by: `${run.program} -m ${name}`, isReplaced: true })]
    : []
}

const QUERY_EMPTIES =
  /^\s*(?:del\(\s*\.\s*\)|null|empty|\{\s*\}|\[\s*\]|\.\s*=\s*(?:\{\s*\}|\[\s*\]|null|""))\s*$/

/** `yq -i QUERY FILES`; a query that leaves nothing empties the file. */
function queried(run: Run): readonly FileWrite[] {
  if (!run.args.some((arg) => /^(?:-i|--inplace|--in-place)$/.test(arg))) return outputsOf(run)
  const isReplaced = run.args.some((arg) => QUERY_EMPTIES.test(withoutGlobs(arg)))
  return operandsOf(run, 'yq -i', isReplaced)
}

/** A search can write what it finds. */
function foundLists(run: Run): readonly FileWrite[] {
  return run.args.flatMap((arg, index) =>
    /^-f(?:print[0f]?|ls)$/.test(run.args[index - 1] ?? '')
      ? [fileWrite(run, arg, { by: run.program, isReplaced: true })]
      : [],
  )
}

function patching({ program }: Run): Manner {
  return { by: program, isReplaced: false }
}

function operandsOf(run: Run, by: string, isReplaced: boolean): readonly FileWrite[] {
  return splitWords(run.args).operands.map((path) => fileWrite(run, path, { by, isReplaced }))
}

function deleted(run: Run): readonly FileWrite[] {
  const words = splitWords(run.args)
  const isTree = hasOption(words, 'rR', '--recursive') || run.program === 'rimraf'
  return words.operands.map((path) => fileWrite(run, path, { by: run.program, isReplaced: false, isTree }))
}

const COPY_VALUES = '-t --target-directory -S --suffix -m --mode -o --owner -g --group -e --rsh'

function copyWords(run: Run): Words {
  return splitWords(run.args, COPY_VALUES)
}

function sourcesOf(run: Run): readonly string[] {
  const words = copyWords(run)
  return words.values.has('-t') || words.values.has('--target-directory')
    ? words.operands
    : words.operands.slice(0, -1)
}

/** Into a folder each source keeps its name. */
function copies(run: Run, state: RepositoryState): readonly FileWrite[] {
  const words = copyWords(run)
  const { program } = run
  if (program === 'install' && hasOption(words, 'd', '--directory')) return []
  const folder = words.values.get('-t') ?? words.values.get('--target-directory')
  const target = folder ?? words.operands.at(-1)
  const sources = sourcesOf(run)
  if (target === undefined || (sources.length === 0 && program !== 'ln')) return []
  const keeps =
    hasOption(words, program === 'ln' ? '' : 'n', '--no-clobber', '--update=none') ||
    hasOption(words, program === 'ln' || program === 'install' ? '' : 'b', '--backup')
  const isReplaced = !keeps && (program !== 'ln' || hasOption(words, 'f', '--force'))
  const isTree = hasOption(words, 'rRa', '--recursive', '--archive')
  const path = isUnknown(target) ? undefined : resolvePath(run.folder, withoutGlobs(target))
  const isFolder =
    folder !== undefined ||
    sources.length > 1 ||
    /(?:^|\/)\.{0,2}$/.test(target) ||
    (path !== undefined && state.isFolder(path))
  if (!isFolder || isUnknown(target)) return [fileWrite(run, target, { by: program, isReplaced, isTree })]
  return sources.map((source) =>
    fileWrite(run, `${target}/${baseOf(withoutGlobs(source).replace(/\/+$/, ''))}`, {
      by: program,
      isReplaced,
      isTree,
    }),
  )
}

function optionPaths(run: Run, by: string, names: readonly string[]): readonly FileWrite[] {
  const { values } = splitWords(run.args, names.join(' '))
  const letters = names.filter((name) => name.length === 2).map((name) => name.slice(1))
  // In a bundle the last letter takes the next word.
  const bundled = run.args.flatMap((arg, index) =>
    /^-[a-zA-Z]{2,}$/.test(arg) && letters.some((letter) => arg.endsWith(letter) && arg[1] !== letter)
      ? (run.args[index + 1] ?? [])
      : [],
  )
  return [...values.values(), ...bundled]
    .filter((path) => path !== '-')
    .map((path) => fileWrite(run, path, { by, isReplaced: true }))
}

/** What comes from another machine or a container: its name has a colon, the target has none. */
function received(run: Run, state: RepositoryState): readonly FileWrite[] {
  const { operands } = splitWords(run.args, '-i -P -F -o -c -J -l -n --namespace --container')
  const [target, ...sources] = operands.toReversed()
  if (target === undefined || target.includes(':') || !sources.some((source) => source.includes(':')))
    return []
  const path = isUnknown(target) ? undefined : resolvePath(run.folder, withoutGlobs(target))
  const isTree = run.args.some((arg) => /^(?:-\w*r\w*|--recursive)$/.test(arg))
  if (path === undefined || !state.isFolder(path))
    return [fileWrite(run, target, { by: run.program, isReplaced: true, isTree })]
  return sources.map((source) =>
    fileWrite(run, `${target}/${baseOf(withoutGlobs(source).replace(/^[^/]*:/, '/'))}`, {
      by: run.program,
      isReplaced: true,
      isTree,
    }),
  )
}

function receivedByVerb(run: Run, state: RepositoryState): readonly FileWrite[] {
  const [verb, ...args] = run.args
  return verb === 'cp' ? received({ ...run, args }, state) : outputsOf(run)
}

function receivedBehind(run: Run, state: RepositoryState, verbs: RegExp): readonly FileWrite[] {
  const [before = ''] = verbs.exec(`${run.args.join(' ')} `) ?? []
  const args = run.args.slice(before.split(' ').length - 1)
  return before === '' ? outputsOf(run) : received({ ...run, args }, state)
}

/** With `-d` it is its own way back; without, everything is in the packed file. */
function compressed(run: Run): readonly FileWrite[] {
  const words = splitWords(run.args, '-S --suffix -o --output')
  const isPacked = !hasOption(words, 'd', '--decompress', '--uncompress')
  return isPacked || words.values.has('-o') ? outputsOf(run) : [...unpackedOver(run), ...outputsOf(run)]
}

/** Without force it asks where a file is there. */
function unpackedOver(run: Run): readonly FileWrite[] {
  const words = splitWords(run.args, '-S --suffix')
  if (!hasOption(words, 'f', '--force') || hasOption(words, 'ct', '--stdout', '--test')) return []
  return words.operands.map((path) =>
    fileWrite(run, path.replace(/\.\w+$/, ''), { by: run.program, isReplaced: true }),
  )
}

/** An archive that is made takes the place of the file that has its name. */
function tarWrites(run: Run, state: RepositoryState): readonly FileWrite[] {
  const [first = '', ...rest] = run.args
  const isMade = /^-?[a-zA-Z]*c[a-zA-Z]*f?$/.test(first) && !/[xtrud]/.test(first)
  if (!isMade && !run.args.some((arg) => arg === '--create' || /^-c[a-zA-Z]*$/.test(arg)))
    return extractionWrites(run, state)
  const { values } = splitWords([first.startsWith('-') ? first : `-${first}`, ...rest], '--file -f -C')
  const bundled = /^-?[a-zA-Z]+f$/.test(first) ? rest[0] : undefined
  const archive = bundled ?? values.get('-f') ?? values.get('--file')
  return archive === undefined || archive === '-'
    ? []
    : [fileWrite(run, archive, { by: run.program, isReplaced: true })]
}
