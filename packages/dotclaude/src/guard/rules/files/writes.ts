// Which files a program would write, replace or move away: for the rule about overwriting, and for the policy of the
// session, which asks whether a spec covers them.
import { FROM_ARCHIVE, isUnknown, withoutGlobs } from '../../read/marks.ts'
import { baseOf, resolvePath } from '../../read/paths.ts'
import type { Run } from '../../read/run.ts'
import type { RepositoryState } from '../../guard-context.ts'
import { fileWrite } from './file-write.ts'
import type { FileWrite, Manner } from './file-write.ts'
import { gitWrites, patched } from './git-writes.ts'
import { awkWrites, codeWrites, sedWrites } from './in-place.ts'
import { hasOption, splitWords } from './operands.ts'
import type { Words } from './operands.ts'

type Writer = (run: Run, state: RepositoryState) => readonly FileWrite[]

/** Patches and branches change files that their words do not name. */
export function writesOf(run: Run, state: RepositoryState): readonly FileWrite[] {
  if (run.isElsewhere) return []
  return WRITERS[run.program]?.(run, state) ?? []
}

const WRITERS: Readonly<Record<string, Writer>> = {
  tee: (run) => {
    const words = splitWords(run.args)
    return words.operands.map((path) =>
      fileWrite(run, path, { by: 'tee', isReplaced: !hasOption(words, 'a', '--append') }),
    )
  },
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
  rsync: (run, state) => copies(run, state).map((one) => ({ ...one, isTree: true, isReplaced: false })),
  dd: (run) =>
    run.args
      .filter((arg) => arg.startsWith('of='))
      .map((arg) => fileWrite(run, arg.slice(3), { by: 'dd', isReplaced: true })),
  sed: sedWrites,
  gsed: sedWrites,
  perl: codeWrites,
  ruby: codeWrites,
  gawk: awkWrites,
  curl: (run) => optionPaths(run, 'curl', ['-o', '--output', '-D', '--dump-header']),
  wget: (run) => optionPaths(run, 'wget', ['-O', '--output-document']),
  sort: (run) => optionPaths(run, 'sort', ['-o', '--output']),
  yq: (run) =>
    run.args.some((arg) => /^(?:-i|--inplace|--in-place)$/.test(arg)) ? operandsOf(run, 'yq -i', false) : [],
  ed: (run) => operandsOf(run, 'ed', false),
  patch: (run, state) => (run.args.includes('--dry-run') ? [] : patched(run, state, patching(run))),
  apply_patch: (run, state) => patched(run, state, patching(run)),
  applypatch: (run, state) => patched(run, state, patching(run)),
  tar: (run) =>
    run.args.some((arg, index) => /^-?\w*x/.test(arg) && (index === 0 || arg.startsWith('-'))) ||
    run.args.includes('--extract')
      ? unpacked(run, '-C', '--directory')
      : [],
  unzip: (run) => unpacked(run, '-d', '-d'),
  rm: deleted,
  rimraf: deleted,
  unlink: deleted,
  shred: deleted,
  git: gitWrites,
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
  return [...values.values()]
    .filter((path) => path !== '-')
    .map((path) => fileWrite(run, path, { by, isReplaced: true }))
}

/** The members that are named are replaced; without names the archive alone knows which. */
function unpacked(run: Run, short: string, long: string): readonly FileWrite[] {
  const isTar = run.program === 'tar'
  const [first = '', ...rest] = run.args
  // `tar xf FILE` has its letters without a dash.
  const args = isTar && /^[a-zA-Z]+$/.test(first) ? [`-${first}`, ...rest] : run.args
  const { values, operands } = splitWords(args, `${short} ${long} -x --exclude`)
  const hasArchive = args.some((arg) => /^-[a-zA-Z]*f$/.test(arg) || arg === '--file')
  const members = operands.slice(isTar && !hasArchive ? 0 : 1)
  const folder = values.get(short) ?? values.get(long)
  const isReplaced = isTar
    ? !args.some((arg) => /^(?:-[a-zA-Z]*k|--keep-old-files|--skip-old-files)/.test(arg))
    : args.some((arg) => /^-\w*o/.test(arg))
  if (members.length > 0)
    return members.map((member) =>
      fileWrite(run, folder === undefined ? member : `${folder}/${member}`, {
        by: run.program,
        isReplaced,
        isTree: true,
      }),
    )
  const isOld = run.stdin?.includes(FROM_ARCHIVE) === true
  const whole = fileWrite(run, folder ?? '.', { by: run.program, isReplaced: isOld, isTree: true })
  return [isOld ? whole : { ...whole, certainty: 'possible' }]
}
